package markup

import (
	"bytes"

	"github.com/apilint/apilint/internal/source"
)

// MarkdownOutline returns the HTML comments of a document and its blocks.
// Blocks of code count as one each.
func MarkdownOutline(text source.Text) *source.Outline {
	o := source.NewOutline(text)
	l := lines{text: text}
	block := -1 // where the block at hand begins
	flush := func(end int) {
		if block >= 0 {
			o.Unit(block, end)
		}
		block = -1
	}
	for l.next() {
		start := l.start
		match, short := fence.FindSubmatch(l.line), shortcode.Match(l.line)
		open := bytes.Index(l.line, []byte("<!--"))
		switch {
		case match != nil || short:
			flush(start)
			if short {
				l.upTo(0, closing.Match)
			} else {
				l.upTo(len(match[1]), closes(match[2]))
			}
			o.Unit(start, l.at)
		case l.isBlank():
			flush(start)
		case open >= 0 && bytes.Count(l.line[:open], []byte("`"))%2 == 0:
			l.skipComment()
			whole := text.Data[start+open : l.at]
			if end := bytes.Index(whole, []byte("-->")); end >= 0 {
				o.Comment(start+open, start+open+end+len("-->"))
			}
			if open > 0 && block < 0 {
				block = start
			}
		case block < 0:
			block = start
		}
	}
	flush(len(text.Data))
	return o
}

// RSTOutline returns the comments of a document and its blocks, each with what
// is indented below it.
func RSTOutline(text source.Text) *source.Outline {
	o := source.NewOutline(text)
	l := lines{text: text}
	block, around, blank := -1, 0, true
	for l.next() {
		start, indent := l.start, l.indent()
		if l.isBlank() {
			blank = true
			continue
		}
		if block >= 0 && blank && indent <= around {
			o.Unit(block, start)
			block = -1
		}
		if comment := bytes.TrimSpace(l.line); bytes.HasPrefix(comment, []byte(".. ")) && !bytes.Contains(comment, []byte("::")) && block < 0 {
			o.Comment(start+indent, start+indent+len(comment))
			blank = true
			continue
		}
		if block < 0 {
			block, around = start, indent
		}
		blank = false
	}
	if block >= 0 {
		o.Unit(block, len(text.Data))
	}
	return o
}
