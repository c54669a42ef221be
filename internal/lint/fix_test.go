package lint

import (
	"testing"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
)

func fixOf(safety diagnostic.Safety, edits ...diagnostic.Edit) diagnostic.Diagnostic {
	return diagnostic.Diagnostic{Fix: &diagnostic.Fix{Safety: safety, Edits: edits}}
}

func edit(start, end int, text string) diagnostic.Edit {
	return diagnostic.Edit{Span: source.Span{Start: start, End: end}, Text: text}
}

func TestFix(t *testing.T) {
	const text = "abcdefgh"
	safe, unsafe := diagnostic.Safe, diagnostic.Unsafe
	for name, c := range map[string]struct {
		least diagnostic.Safety
		found []diagnostic.Diagnostic
		want  string
		n     int
	}{
		"none":               {safe, []diagnostic.Diagnostic{{}, fixOf(safe)}, text, 0},
		"two":                {safe, []diagnostic.Diagnostic{fixOf(safe, edit(6, 8, "")), fixOf(safe, edit(0, 1, "A"))}, "Abcdef", 2},
		"unsafe, not asked":  {safe, []diagnostic.Diagnostic{fixOf(unsafe, edit(0, 1, ""))}, text, 0},
		"unsafe, asked":      {unsafe, []diagnostic.Diagnostic{fixOf(unsafe, edit(0, 1, ""))}, "bcdefgh", 1},
		"display only":       {unsafe, []diagnostic.Diagnostic{fixOf(diagnostic.DisplayOnly, edit(0, 1, ""))}, text, 0},
		"overlap":            {safe, []diagnostic.Diagnostic{fixOf(safe, edit(2, 5, "X")), fixOf(safe, edit(4, 6, "Y"))}, "abXfgh", 1},
		"overlap, reversed":  {safe, []diagnostic.Diagnostic{fixOf(safe, edit(4, 6, "Y")), fixOf(safe, edit(2, 5, "X"))}, "abcdYgh", 1},
		"one inside another": {safe, []diagnostic.Diagnostic{fixOf(safe, edit(0, 8, "X")), fixOf(safe, edit(4, 4, "Y"))}, "X", 1},
		"side by side":       {safe, []diagnostic.Diagnostic{fixOf(safe, edit(2, 4, "X")), fixOf(safe, edit(4, 6, "Y"))}, "abXYgh", 2},
		"the same":           {safe, []diagnostic.Diagnostic{fixOf(safe, edit(2, 2, "X")), fixOf(safe, edit(2, 2, "X"))}, "abXcdefgh", 1},
		"all or nothing": {safe, []diagnostic.Diagnostic{
			fixOf(safe, edit(2, 3, "X")), fixOf(safe, edit(0, 1, "Y"), edit(2, 4, "Y")), fixOf(safe, edit(7, 8, "Z"))}, "abXdefgZ", 2},
	} {
		edits, n := Fix(c.found, c.least)
		if got := string(Rewrite([]byte(text), edits)); got != c.want || n != c.n {
			t.Errorf("%s: got %q by %d fixes, want %q by %d", name, got, n, c.want, c.n)
		}
	}
}

func TestOrigin(t *testing.T) {
	const before = "abcdefgh"
	edits := []diagnostic.Edit{edit(1, 3, ""), edit(4, 4, "XYZ"), edit(6, 7, "1")}
	const after, want = "adXYZef1h", "03444" + "4567"
	if got := string(Rewrite([]byte(before), edits)); got != after {
		t.Fatalf("got %q", got)
	}
	for i := range after {
		if got := Origin(edits, i); got != int(want[i]-'0') {
			t.Errorf("%q comes from %d, want %c", after[i], got, want[i])
		}
	}
}
