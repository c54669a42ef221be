package source

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
)

// Comment is a comment in a text, or something else that speaks to apilint.
type Comment struct {
	Span  Span   // in the file, with what marks it as a comment
	Raw   string // what stands there
	Alone bool   // nothing else stands on its lines
	Lines Span   // the lines that it stands on
}

// Marker is what comments to apilint begin with, be it without the colon that
// belongs behind it.
const Marker = "apilint"

// Outline is what there is in a text of comments to apilint, and what they can
// speak of.
type Outline struct {
	Comments []Comment
	Units    []Span // nodes, commands, blocks, in the file; also those inside others

	text        Text
	first, last int // where the line of the last comment begins and ends
}

// NewOutline returns the outline of a text in which nothing is known yet.
func NewOutline(text Text) *Outline { return &Outline{text: text, last: -1} }

// Comment adds the comment that stands between two offsets of the text, if it
// mentions the marker.
func (o *Outline) Comment(start, end int) {
	data := o.text.Data
	if !bytes.Contains(data[start:end], []byte(Marker)) {
		return
	}
	if start > o.last {
		o.first = bytes.LastIndexByte(data[:start], '\n') + 1
	}
	if end > o.last {
		o.last = len(data)
		if i := bytes.IndexByte(data[end:], '\n'); i >= 0 {
			o.last = end + i
		}
	}
	o.Comments = append(o.Comments, Comment{
		Span: o.text.Span(start, end), Raw: string(data[start:end]),
		Alone: len(bytes.TrimSpace(data[o.first:start])) == 0 && len(bytes.TrimSpace(data[end:o.last])) == 0,
		Lines: o.text.Span(o.first, o.last),
	})
}

// Unit adds what stands between two offsets of the text, but for the blanks
// around it.
func (o *Outline) Unit(start, end int) {
	part := o.text.Data[start:end]
	start += len(part) - len(bytes.TrimLeft(part, " \t\r\n"))
	end -= len(part) - len(bytes.TrimRight(part, " \t\r\n"))
	if start < end {
		o.Units = append(o.Units, o.text.Span(start, end))
	}
}

// Sort brings the units into the order in which Below looks for them: by where
// they begin, and of those that begin together the longest first.
func (o *Outline) Sort() {
	slices.SortFunc(o.Units, func(a, b Span) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
}

// Below returns the unit that begins next behind a comment. It is false at the
// end of the text.
func (o *Outline) Below(c Comment) (Span, bool) {
	at := sort.Search(len(o.Units), func(i int) bool { return o.Units[i].Start >= c.Span.End })
	if at == len(o.Units) {
		return Span{}, false
	}
	return o.Units[at], true
}
