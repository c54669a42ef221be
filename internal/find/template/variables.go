package template

import (
	"regexp"
	"text/template/parse"
)

// bareVariable matches a variable where YAML can't have one as it stands: alone
// on its line, and, unquoted, in braces or brackets.
var bareVariable = regexp.MustCompile(`(?m)^[ \t]*(\$\{[^}\n]*\})[ \t]*\r?(?:\n|$)|[{\[,][ \t]*(?:[\w.-]+:[ \t]*)?(\$\{[^}\n]*\})`)

// Variables reads a text in which variables are replaced, as envsubst does. One
// that is alone on its line may be lines; others are words.
func Variables(src []byte) *Template {
	t := &Template{Source: src, main: &parse.ListNode{NodeType: parse.NodeList}}
	at := 0
	for _, match := range bareVariable.FindAllSubmatchIndex(src, -1) {
		if match[2] < 0 {
			match = match[2:]
		}
		t.main.Nodes = append(t.main.Nodes, textNode(src, at, match[2]), &parse.ActionNode{
			NodeType: parse.NodeAction, Pos: parse.Pos(match[2]), Pipe: openNode(match[2], src[match[2]:match[3]]),
		})
		t.actions = append(t.actions, newSpan(match[2], match[3]))
		at = match[3]
	}
	t.main.Nodes = append(t.main.Nodes, textNode(src, at, len(src)))
	return t
}
