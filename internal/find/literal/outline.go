package literal

import "github.com/apilint/apilint/internal/source"

// units adds what comments can speak of in code: elements, entries, statements
// and declarations, also those inside others.
func units(o *source.Outline, next func() (token, bool)) {
	starts := []int{none} // of what is open at each depth
	end := 0              // of the last token
	closeUnit := func() {
		if start := starts[len(starts)-1]; start != none {
			o.Unit(start, end)
		}
		starts[len(starts)-1] = none
	}
	for {
		t, ok := next()
		if !ok {
			break
		}
		if t.kind == separator || t.kind == statement {
			closeUnit()
			continue
		}
		if t.kind == closing && len(starts) > 1 {
			closeUnit()
			starts = starts[:len(starts)-1]
		}
		if starts[len(starts)-1] == none {
			starts[len(starts)-1] = t.start
		}
		if t.kind == opening {
			starts = append(starts, none)
		}
		end = t.end
	}
	for ; len(starts) > 0; starts = starts[:len(starts)-1] {
		closeUnit()
	}
}

// none is where nothing begins.
const none = -1
