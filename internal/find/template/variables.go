package template

import (
	"regexp"
	"text/template/parse"
)

// variableLine matches a line that holds nothing but a variable.
var variableLine = regexp.MustCompile(`(?m)^[ \t]*(\$\{[^}\n]*\})[ \t]*\r?(?:\n|$)`)

// Variables reads a text in which variables are replaced, as envsubst does. One
// that is alone on its line may be lines; others are words, which YAML can have
// as they stand.
func Variables(src []byte) *Template {
	t := &Template{Source: src, main: &parse.ListNode{NodeType: parse.NodeList}}
	at := 0
	for _, match := range variableLine.FindAllSubmatchIndex(src, -1) {
		t.main.Nodes = append(t.main.Nodes, textNode(src, at, match[2]), &parse.ActionNode{
			NodeType: parse.NodeAction, Pos: parse.Pos(match[2]), Pipe: openNode(match[2], src[match[2]:match[3]]),
		})
		t.actions = append(t.actions, newSpan(match[2], match[3]))
		at = match[3]
	}
	t.main.Nodes = append(t.main.Nodes, textNode(src, at, len(src)))
	return t
}
