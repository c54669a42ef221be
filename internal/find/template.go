package find

import (
	"bytes"
	"regexp"

	"github.com/apilint/apilint/internal/source"
)

// brackets are those around the actions of templates: what renderers replace
// or carry out.
var brackets = []struct{ open, close string }{{"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}, {"<%", "%>"}}

// control matches the start of actions that give no text.
var control = regexp.MustCompile(`^(?:\{\{-?\s*(?:if|else|end|range|with|define|block|/\*)|\{%|\{#|<%[^=])`)

// isAction tells whether a line holds nothing but an action.
func isAction(line []byte) bool {
	for _, b := range brackets {
		if bytes.HasPrefix(line, []byte(b.open)) && bytes.HasSuffix(line, []byte(b.close)) {
			return true
		}
	}
	return false
}

// withoutActions returns a template without the lines that hold nothing but
// actions, without those around a line that give no text, and with $() for the
// others. It is what the template gives when each condition holds and each
// loop goes round once.
func withoutActions(template source.Text) source.Text {
	b := source.TextBuilder{From: template}
	b.Write("", 0)
	for at := 0; at < len(template.Data); {
		line := piecesOf(template.Data, at)
		at = line[len(line)-1].end
		copyPieces(&b, line)
	}
	return b.Text()
}

// piece is an action, or what stands between two.
type piece struct {
	start, end               int
	isAction, isText, isVoid bool // isText: it gives something; isVoid: it is an action that gives nothing
}

// piecesOf returns the pieces of the line that begins at offset at. Actions
// may run over several lines. The last piece is the line's end.
func piecesOf(src []byte, at int) []piece {
	var line []piece
	for {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i
		}
		start, next := nextAction(src, at, end)
		if start == end {
			line = append(line, textPiece(src, at, end))
			return append(line, piece{start: end, end: min(end+1, len(src))})
		}
		isVoid := control.Match(src[start:next])
		line = append(line, textPiece(src, at, start), piece{start: start, end: next, isAction: true, isVoid: isVoid})
		at = next
	}
}

func textPiece(src []byte, start, end int) piece {
	return piece{start: start, end: end, isText: len(bytes.TrimSpace(src[start:end])) > 0}
}

func copyPieces(b *source.TextBuilder, line []piece) {
	hasText := false
	first, last := len(line), -1
	for i, p := range line {
		hasText = hasText || p.isText
		if p.isText || p.isAction && !p.isVoid {
			first, last = min(first, i), i
		}
	}
	if !hasText && last >= 0 || !hasText && len(line) > 2 {
		return
	}
	for i, p := range line {
		switch {
		case p.isAction && i >= first && i <= last:
			b.Write("$()", p.start)
		case !p.isAction:
			b.Copy(p.start, p.end)
		}
	}
}

// maxAction is how long an action may be.
const maxAction = 4096

// nextAction returns where the next action that begins between at and end
// begins and ends, the end twice when there is none.
func nextAction(text []byte, at, end int) (start, next int) {
	start, next = end, end
	for _, b := range brackets {
		i := bytes.Index(text[at:start], []byte(b.open))
		if i < 0 {
			continue
		}
		rest := text[at+i : min(at+i+maxAction, len(text))]
		if n := bytes.Index(rest, []byte(b.close)); n >= 0 {
			start, next = at+i, at+i+n+len(b.close)
		}
	}
	return start, next
}
