package find

import (
	"bytes"

	"github.com/apilint/apilint/internal/source"
)

// actions are the brackets around what renderers replace or carry out.
var actions = []struct{ open, close string }{{"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}, {"<%", "%>"}}

// isAction tells whether a line holds nothing but an action.
func isAction(line []byte) bool {
	for _, a := range actions {
		if bytes.HasPrefix(line, []byte(a.open)) && bytes.HasSuffix(line, []byte(a.close)) {
			return true
		}
	}
	return false
}

// withoutActions returns a template without the lines that hold nothing but
// actions, and with ${} for the other actions. It is what the template gives
// when each condition holds and each loop goes round once.
func withoutActions(template source.Text) source.Text {
	b := source.TextBuilder{From: template}
	b.Write("", 0)
	for at := 0; at < len(template.Data); {
		start, end := nextAction(template.Data, at)
		lineStart := bytes.LastIndexByte(template.Data[:start], '\n') + 1
		rest := bytes.IndexByte(template.Data[end:], '\n')
		if rest < 0 {
			rest = len(template.Data) - end
		}
		alone := lineStart >= at && len(bytes.TrimSpace(template.Data[lineStart:start])) == 0 &&
			len(bytes.TrimSpace(template.Data[end:end+rest])) == 0
		switch {
		case start == end:
			b.Copy(at, end)
		case alone:
			b.Copy(at, lineStart)
			end = min(end+rest+1, len(template.Data))
		default:
			b.Copy(at, start)
			b.Write("${}", start)
		}
		at = end
		if start == end {
			break
		}
	}
	return b.Text()
}

// nextAction returns where the next action from at on begins and ends, the end
// of the text twice when there is none.
func nextAction(text []byte, at int) (start, end int) {
	start, end = len(text), len(text)
	for _, a := range actions {
		i := bytes.Index(text[at:start], []byte(a.open))
		if i < 0 {
			continue
		}
		if n := bytes.Index(text[at+i:], []byte(a.close)); n >= 0 {
			start, end = at+i, at+i+n+len(a.close)
		}
	}
	return start, end
}
