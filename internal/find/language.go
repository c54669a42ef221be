package find

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// language is what a text is written in.
type language uint8

const (
	unknown language = iota
	yamlText
	jsonText
	shellText
	unitText // of systemd
	dockerText
	hclText
	goText
	markdownText
	rstText
)

// endings are the languages of file names by how they end, and of code blocks
// by the names that documents give them.
var endings = map[string]language{
	"yaml": yamlText, "yml": yamlText, "json": jsonText,
	"sh": shellText, "bash": shellText, "zsh": shellText, "ksh": shellText, "bats": shellText,
	"env": shellText, "envrc": shellText, "sysconfig": shellText, "mk": shellText,
	"service": unitText, "dockerfile": dockerText, "containerfile": dockerText,
	"tf": hclText, "tfvars": hclText, "hcl": hclText, "nix": hclText,
	"go": goText, "md": markdownText, "markdown": markdownText, "mdx": markdownText, "rst": rstText,
}

// templates are the endings of files that a renderer makes another file of.
var templates = map[string]bool{"j2": true, "tmpl": true, "tpl": true, "gotmpl": true, "template": true, "erb": true, "in": true}

// languageOf tells by its path what a file is written in.
func languageOf(file string) language {
	base := strings.ToLower(path.Base(file))
	for templates[strings.TrimPrefix(path.Ext(base), ".")] {
		base = strings.TrimSuffix(base, path.Ext(base))
	}
	if ending := strings.TrimPrefix(path.Ext(base), "."); ending != "" && endings[ending] != unknown {
		return endings[ending]
	}
	if name, _, _ := strings.Cut(base, "."); name == "dockerfile" || name == "containerfile" {
		return dockerText
	}
	switch base {
	case "makefile", "kube-apiserver", "kube-apiserver.conf", "kube-apiserver-args", "apiserver", "apiserver.conf":
		return shellText
	}
	switch dir := path.Base(path.Dir(file)); {
	case strings.HasSuffix(dir, ".service.d"):
		return unitText
	case dir == "sysconfig" || dir == "default" && path.Base(path.Dir(path.Dir(file))) == "etc":
		return shellText
	}
	return unknown
}

// languageOfFile tells what a file is written in. What nobody can tell is read
// as YAML.
func languageOfFile(file *source.File) language {
	in := languageOf(file.Path)
	if in == unknown {
		in = languageOfHead(file.Data)
	}
	if in == unknown {
		in = yamlText
	}
	return in
}

// Picks tells whether a file of a directory is worth reading: by its path, or,
// where its name has no ending, by what it begins with, which head returns.
func Picks(file string, head func() []byte) bool {
	if languageOf(file) != unknown {
		return true
	}
	return path.Ext(path.Base(file)) == "" && languageOfHead(head()) != unknown
}

// shebang matches the first line of a script for a shell.
var shebang = regexp.MustCompile(`^#![^\n]*\b(?:ba|da|k|z|a)?sh\b`)

// languageOfHead tells by what a file begins with what it is written in.
func languageOfHead(head []byte) language {
	switch {
	case shebang.Match(head):
		return shellText
	case bytes.HasPrefix(head, []byte("#cloud-config")):
		return yamlText
	}
	return unknown
}

var (
	unitSection = regexp.MustCompile(`(?m)^\s*\[(?:Unit|Service|Install)\]\s*$`)
	yamlStart   = regexp.MustCompile(`^(?:---|- |-\n|["']?[A-Za-z][A-Za-z0-9_./-]*["']?\s*:(?:\s|$))`)
	hclStart    = regexp.MustCompile(`^(?:resource|module|variable|provider|locals|data|terraform|output)\b[^\n]*\{\s*\n`)
	dockerStart = regexp.MustCompile(`^FROM [^\n]+\n`)
	goStart     = regexp.MustCompile(`^(?:package [a-z]|func |import [("])`)
)

// languageOfText tells by a text itself what it is written in. What looks like
// nothing else may be a command.
func languageOfText(text []byte) language {
	text = bytes.TrimSpace(text)
	switch {
	case bytes.HasPrefix(text, []byte("#cloud-config")), bytes.HasPrefix(text, []byte("#!")):
		return languageOfHead(text)
	case unitSection.Match(text):
		return unitText
	}
	text = afterComments(text)
	switch {
	case len(text) > 0 && (text[0] == '{' || text[0] == '['):
		return jsonText
	case yamlStart.Match(text):
		return yamlText
	case hclStart.Match(text):
		return hclText
	case dockerStart.Match(text):
		return dockerText
	case goStart.Match(text):
		return goText
	}
	return shellText
}

// afterComments returns the text from its first line on that is neither blank
// nor a comment or directive.
func afterComments(text []byte) []byte {
	for len(text) > 0 {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' && !isAction(line) {
			break
		}
		text = rest
	}
	return text
}

// isAction tells whether a text is nothing but an action of a template, or
// several.
func isAction(text []byte) bool {
	for _, b := range []struct{ open, close string }{{"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}, {"<%", "%>"}} {
		if bytes.HasPrefix(text, []byte(b.open)) && bytes.HasSuffix(text, []byte(b.close)) {
			return true
		}
	}
	return false
}
