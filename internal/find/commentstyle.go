package find

import "github.com/apilint/apilint/internal/source"

// CommentStyle is how a comment to apilint is written in a file.
type CommentStyle struct {
	Open, Close string // what marks it, with its blanks
	IsDirective bool   // as in Go: ignore RULES REASON, without brackets
	AtLineEnd   bool   // it may stand behind something
}

// CommentStyleOf returns how comments are written in a file; false where it has
// none, as JSON.
func CommentStyleOf(file *source.File) (CommentStyle, bool) {
	switch languageOfFile(file) {
	case yamlText, shellText, powerShellText, hclText:
		return CommentStyle{Open: "# ", AtLineEnd: true}, true
	case unitText, dockerText:
		return CommentStyle{Open: "# "}, true
	case goText:
		return CommentStyle{Open: "//", IsDirective: true, AtLineEnd: true}, true
	case markdownText:
		return CommentStyle{Open: "<!-- ", Close: " -->"}, true
	case rstText:
		return CommentStyle{Open: ".. "}, true
	case asciiDocText:
		return CommentStyle{Open: "// "}, true
	}
	return CommentStyle{}, false
}
