package template

import (
	"regexp"

	"github.com/apilint/apilint/internal/find/template/syntax"
)

// bareVariable matches a variable where YAML can't have one as it stands: alone
// on its line, and, unquoted, in braces or brackets.
var bareVariable = regexp.MustCompile(`(?m)^[ \t]*(\$\{[^}\n]*\})[ \t]*\r?(?:\n|$)|[{\[,][ \t]*(?:[\w.-]+:[ \t]*)?(\$\{[^}\n]*\})`)

// Variables reads a text in which variables are replaced, as envsubst does. One
// that is alone on its line may be lines; others are words.
func Variables(src []byte) *Template {
	t := &Template{Source: src}
	at := 0
	for _, match := range bareVariable.FindAllSubmatchIndex(src, -1) {
		if match[2] < 0 {
			match = match[2:]
		}
		t.main = append(t.main, textNode(at, match[2]), syntax.Node{
			Kind: syntax.Action, Start: int32(match[2]), End: int32(match[3]), Pipe: openPipe(src[match[2]:match[3]]),
		})
		at = match[3]
	}
	t.main = append(t.main, textNode(at, len(src)))
	return t
}

func textNode(start, end int) syntax.Node {
	return syntax.Node{Kind: syntax.Text, Start: int32(start), End: int32(end)}
}
