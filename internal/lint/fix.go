package lint

import (
	"bytes"
	"slices"

	"github.com/apilint/apilint/internal/diagnostic"
)

// Fix returns the edits of the fixes that are at least so safe, by position, and
// how many fixes that are. Of fixes that overlap the first wins; the others have
// to be asked for again, on the new text.
func Fix(diagnostics []diagnostic.Diagnostic, least diagnostic.Safety) (edits []diagnostic.Edit, n int) {
	for i := range diagnostics {
		fix := diagnostics[i].Fix
		if !fix.CanBe(least) || slices.ContainsFunc(fix.Edits, func(e diagnostic.Edit) bool { return overlaps(edits, e) }) {
			continue
		}
		for _, e := range fix.Edits {
			edits = slices.Insert(edits, placeOf(edits, e), e)
		}
		n++
	}
	return edits, n
}

// placeOf returns where among edits, which are by position, an edit belongs.
func placeOf(edits []diagnostic.Edit, e diagnostic.Edit) int {
	at, _ := slices.BinarySearchFunc(edits, e, func(a, b diagnostic.Edit) int { return a.Span.Start - b.Span.Start })
	return at
}

// overlaps tells whether an edit overlaps one of those taken, or begins where
// one begins, so that their order would matter.
func overlaps(taken []diagnostic.Edit, e diagnostic.Edit) bool {
	at := placeOf(taken, e)
	return at < len(taken) && (taken[at].Span.Start < e.Span.End || taken[at].Span.Start == e.Span.Start) ||
		at > 0 && taken[at-1].Span.End > e.Span.Start
}

// Rewrite carries out edits, which are by position and don't overlap.
func Rewrite(data []byte, edits []diagnostic.Edit) []byte {
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		out.Write(data[at:e.Span.Start])
		out.WriteString(e.Text)
		at = e.Span.End
	}
	out.Write(data[at:])
	return out.Bytes()
}

// Origin returns where before the edits stood what stands at an offset after
// them. What they wrote stood where they wrote it.
func Origin(edits []diagnostic.Edit, offset int) int {
	shift := 0
	for _, e := range edits {
		start := e.Span.Start + shift
		if offset < start {
			break
		}
		if offset < start+len(e.Text) {
			return e.Span.Start
		}
		shift += len(e.Text) - (e.Span.End - e.Span.Start)
	}
	return offset - shift
}

// Passes are edits, each of the text that those before it made.
type Passes [][]diagnostic.Edit

// Origin returns where before all edits stood what stands at an offset now.
func (p Passes) Origin(offset int) int {
	for i := len(p) - 1; i >= 0; i-- {
		offset = Origin(p[i], offset)
	}
	return offset
}
