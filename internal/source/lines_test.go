package source

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// TestLines compares the places of all offsets of random texts with those that
// are counted from the start, with lines far shorter and far longer than the
// stride.
func TestLines(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, mean := range []int{2, 40, stride, 4 * stride} {
		for _, start := range []string{"", "\ufeff", "\n"} {
			data := []byte(start)
			for len(data) < 5*stride {
				data = append(data, bytes.Repeat([]byte("x"), random.IntN(2*mean))...)
				data = append(data, '\n')
			}
			data = data[:5*stride-random.IntN(3)]
			l := newLines(data)
			line := mark{0, len(start) / len("\ufeff") * len("\ufeff")}
			for offset := range len(data) + 1 {
				if offset > 0 && data[offset-1] == '\n' {
					line = mark{line.line + 1, offset}
				}
				end := len(data)
				if i := bytes.IndexByte(data[max(offset, line.start):], '\n'); i >= 0 {
					end = max(offset, line.start) + i
				}
				if got := l.at(offset); got != line || l.end(got) != end {
					t.Fatalf("lines of %d bytes: offset %d is in the line %v to %d, want %v to %d", mean, offset, got, l.end(got), line, end)
				}
			}
		}
	}
}
