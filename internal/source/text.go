package source

import "sort"

// Text is a text inside a file: the file itself, a part of it, or what a
// string in it says once indentation and escapes are taken away. Every byte of
// it knows where it stands in the file, however deep the nesting.
type Text struct {
	Data   []byte
	origin int
	runs   []run // nil when Data stands in the file as it is, from origin on
}

// run says where the bytes of a text from at on stand in the file, until the
// next run begins: from source on, one for one, or all of them at source, which
// stands for them.
type run struct {
	at, source int
	written    bool
}

// Text returns the file as a text.
func (f *File) Text() Text { return Text{Data: f.Data} }

// Slice returns the part of the text from start up to but not including end.
func (t Text) Slice(start, end int) Text {
	return Text{Data: t.Data[start:end], origin: t.origin + start, runs: t.runs}
}

// Offset returns where in the file the byte at offset i of the text stands.
func (t Text) Offset(i int) int {
	at := t.origin + i
	if t.runs == nil {
		return at
	}
	r := t.runs[t.runAt(at)]
	if r.written {
		return r.source
	}
	return r.source + at - r.at
}

// Span returns the place in the file of the bytes from start up to end. A span
// that runs over a line of a string covers all that lies between.
func (t Text) Span(start, end int) Span {
	if start >= end {
		at := t.Offset(start)
		return Span{at, at}
	}
	return Span{t.Offset(start), t.Offset(end-1) + 1}
}

func (t Text) runAt(at int) int {
	return max(sort.Search(len(t.runs), func(k int) bool { return t.runs[k].at > at })-1, 0)
}

// TextBuilder puts together the text that a string in another text stands for.
type TextBuilder struct {
	From Text // the text in which the string is written
	text Text
}

// Copy appends the bytes of From between start and end as they stand.
func (b *TextBuilder) Copy(start, end int) {
	for start < end {
		stop, written := end, false
		if b.From.runs != nil {
			k := b.From.runAt(b.From.origin + start)
			written = b.From.runs[k].written
			if k+1 < len(b.From.runs) {
				stop = min(end, b.From.runs[k+1].at-b.From.origin)
			}
		}
		b.mark(start, written)
		b.text.Data = append(b.text.Data, b.From.Data[start:stop]...)
		start = stop
	}
}

// Write appends s, which what stands at offset at of From means.
func (b *TextBuilder) Write(s string, at int) {
	b.mark(at, true)
	b.text.Data = append(b.text.Data, s...)
}

func (b *TextBuilder) mark(at int, written bool) {
	b.text.runs = append(b.text.runs, run{len(b.text.Data), b.From.Offset(at), written})
}

// Text returns what was built.
func (b *TextBuilder) Text() Text {
	if b.text.runs == nil {
		b.mark(0, true)
	}
	return b.text
}

// Within returns a text whose places are offsets in another text as one whose
// places are those of the other text in its file.
func (t Text) Within(other Text) Text {
	b := TextBuilder{From: other}
	for i := 0; i < len(t.Data); {
		end, at := len(t.Data), t.Offset(i)
		if t.runs != nil {
			k := t.runAt(t.origin + i)
			if k+1 < len(t.runs) {
				end = min(end, t.runs[k+1].at-t.origin)
			}
			if t.runs[k].written {
				b.Write(string(t.Data[i:end]), at)
				i = end
				continue
			}
		}
		b.Copy(at, at+end-i)
		i = end
	}
	return b.Text()
}
