package lint

import (
	"bytes"
	"slices"

	"github.com/apilint/apilint/internal/diagnostic"
)

// Fix carries out the fixes of diagnostics that are at least so safe, and
// returns the text and how many were carried out. Of fixes that overlap the
// first wins; the others have to be asked for again, on the new text.
func Fix(data []byte, diagnostics []diagnostic.Diagnostic, least diagnostic.Safety) (fixed []byte, n int) {
	var edits []diagnostic.Edit // by position
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
	return Rewrite(data, edits), n
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
