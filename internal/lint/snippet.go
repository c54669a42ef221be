package lint

import (
	"strings"
	"unicode/utf8"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
)

// Of a line longer than maxLine bytes a snippet shows a window: context bytes
// before the marked part, and what fits after.
const (
	maxLine = 400
	context = 100
	cut     = "…"
)

// snippet copies the line on which the span starts.
func snippet(file *source.File, span source.Span) diagnostic.Snippet {
	line := file.Line(span.Start)
	start, end := span.Start, min(max(span.End, span.Start), line.End)
	window := line
	var before, after string
	if line.End-line.Start > maxLine {
		window.Start = max(line.Start, runeStart(file.Data, start-context))
		window.End = min(line.End, runeStart(file.Data, window.Start+maxLine))
		end = min(end, window.End)
		if window.Start > line.Start {
			before = cut
		}
		if window.End < line.End {
			after = cut
		}
	}
	text := before + strings.ToValidUTF8(string(file.Data[window.Start:window.End]), "\ufffd") + after
	return diagnostic.Snippet{
		Text:  text,
		Start: min(len(before)+start-window.Start, len(text)),
		End:   min(len(before)+max(end, start)-window.Start, len(text)),
	}
}

// runeStart moves an offset back to where a code point begins.
func runeStart(data []byte, at int) int {
	at = min(max(at, 0), len(data))
	for at > 0 && at < len(data) && !utf8.RuneStart(data[at]) {
		at--
	}
	return at
}
