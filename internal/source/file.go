// Package source holds what the rest of apilint looks at: files as bytes, the
// spans in them, the texts inside them, and how they are found on disk.
package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// Confidence tells how sure a reading of the input is: High for what stands
// there as it will be used, Medium for what was read through another syntax
// (a manifest inside a string, an unrendered template), Low for what was
// inferred.
type Confidence uint8

// The levels of confidence, least first.
const (
	Low Confidence = iota
	Medium
	High
)

// ParseConfidence reads "low", "medium" or "high".
func ParseConfidence(s string) (Confidence, error) {
	for level := Low; level <= High; level++ {
		if s == level.String() {
			return level, nil
		}
	}
	return Low, fmt.Errorf("%q is not a confidence: use low, medium or high", s)
}

// String writes the level in lower case.
func (c Confidence) String() string { return [...]string{"low", "medium", "high"}[c] }

// MarshalText writes the level in lower case.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a level as ParseConfidence does.
func (c *Confidence) UnmarshalText(text []byte) (err error) {
	*c, err = ParseConfidence(string(text))
	return err
}

// Span is a run of bytes of a file, from Start up to but not including End.
type Span struct{ Start, End int }

// Position is a place in a file as people and programs count it, all from 1:
// the line, the column in code points, and the column in bytes of UTF-8.
type Position struct{ Line, Column, Byte int }

// File is one input. Data is UTF-8 unless the input was broken.
type File struct {
	Path      string // relative to the working directory where it can be, with slashes
	Data      []byte
	Converted bool // Data is not what was read: it was UTF-16
	// Chart is the Helm chart that the file is a part of, and InChart its path in
	// the chart; nil and "" for other files, and where nobody looked.
	Chart   *Chart
	InChart string

	lines *lines // made when first asked for

	// The last positions given out: the next is counted from the nearest before
	// it in the same line, so that a line of many megabytes is read once. Two,
	// since several things may be said of one span.
	given [2]struct {
		offset int
		Position
	}
}

// Clone returns the file with bytes of its own.
func (f *File) Clone() *File {
	return &File{Path: f.Path, Data: bytes.Clone(f.Data), Converted: f.Converted, Chart: f.Chart, InChart: f.InChart}
}

// Position converts an offset of Data. Offsets beyond the end give the end. A
// byte that is not part of valid UTF-8 counts as one code point. Not for use by
// several goroutines at once.
func (f *File) Position(offset int) Position {
	offset = min(max(offset, 0), len(f.Data))
	at := f.where(offset)
	line, from, column := at.line, at.start, 1
	first := from
	if line == 0 {
		first = 0 // programs see a byte order mark
	}
	for _, g := range f.given {
		if g.Line == line+1 && g.offset <= offset && g.offset > from {
			from, column = g.offset, g.Column
		}
	}
	offset = max(offset, from)
	p := Position{line + 1, column + utf8.RuneCount(f.Data[from:offset]), offset - first + 1}
	if offset != f.given[0].offset && offset != f.given[1].offset {
		f.given[0], f.given[1].offset, f.given[1].Position = f.given[1], offset, p
	}
	return p
}

// Line returns the span of the line in which the offset lies, without its line
// break.
func (f *File) Line(offset int) Span {
	offset = min(max(offset, 0), len(f.Data))
	line := f.where(offset)
	end := f.lines.end(line)
	if end > line.start && f.Data[end-1] == '\r' {
		end--
	}
	return Span{line.start, end}
}

// where returns the line in which an offset lies.
func (f *File) where(offset int) mark {
	if f.lines == nil {
		f.lines = newLines(f.Data)
	}
	return f.lines.at(offset)
}
