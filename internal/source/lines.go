package source

import (
	"bytes"
	"sort"
)

// lines tells where the lines of a text are. It remembers one line for each
// stride of the text and counts from there: most files are asked for a few
// places, and few for many.
type lines struct {
	data  []byte
	marks []mark // of the line in which each stride begins
}

// mark is a line: its number, from 0, and where it begins.
type mark struct{ line, start int }

// stride is how many bytes are counted at most to find a place.
const stride = 1 << 10

func newLines(data []byte) *lines {
	l := &lines{data: data, marks: make([]mark, 0, len(data)/stride+1)}
	var at mark
	if bytes.HasPrefix(data, []byte("\ufeff")) { // nobody sees a byte order mark
		at.start = len("\ufeff")
	}
	for from := 0; from <= len(data); from += stride {
		l.marks = append(l.marks, at)
		at = at.after(data, from, min(from+stride, len(data)))
	}
	return l
}

// after returns the line that is reached at end from a line that goes on at from.
func (m mark) after(data []byte, from, end int) mark {
	passed := data[from:end]
	if n := bytes.Count(passed, []byte("\n")); n > 0 {
		return mark{m.line + n, from + bytes.LastIndexByte(passed, '\n') + 1}
	}
	return m
}

// at returns the line in which an offset lies.
func (l *lines) at(offset int) mark {
	i := offset / stride
	return l.marks[i].after(l.data, i*stride, offset)
}

// end returns where a line ends: at its line break, or at the end of the text.
func (l *lines) end(of mark) int {
	next := sort.Search(len(l.marks), func(i int) bool { return l.marks[i].line > of.line })
	from, end := max((next-1)*stride, of.start), min(next*stride, len(l.data))
	if i := bytes.IndexByte(l.data[from:end], '\n'); i >= 0 {
		return from + i
	}
	return len(l.data)
}
