package literal

import "github.com/apilint/apilint/internal/source"

// units adds what comments can speak of in code: elements, entries, statements
// and declarations, also those inside others.
func units(o *source.Outline, next func() (token, bool)) {
	open := []unit{{none, none}} // at each depth
	end := 0                     // of the last token
	for {
		t, ok := next()
		if !ok {
			break
		}
		switch at := &open[len(open)-1]; {
		case t.kind == separator:
			at.endElement(o, end)
			continue
		case t.kind == statement:
			at.endStatement(o, end)
			continue
		case t.kind == closing && len(open) > 1:
			at.endElement(o, end)
			open = open[:len(open)-1]
		}
		open[len(open)-1].begin(t.start)
		if t.kind == opening {
			open = append(open, unit{none, none})
		}
		end = t.end
	}
	for _, at := range open {
		at.endElement(o, end)
	}
}

// unit is where the element and the statement at hand begin. Elements may be
// parts of a statement, as in a, err := f().
type unit struct{ element, statement int }

// none is where nothing begins.
const none = -1

func (u *unit) begin(at int) {
	if u.element == none {
		u.element = at
	}
	if u.statement == none {
		u.statement = at
	}
}

func (u *unit) endElement(o *source.Outline, end int) {
	if u.element != none {
		o.Unit(u.element, end)
	}
	u.element = none
}

func (u *unit) endStatement(o *source.Outline, end int) {
	if u.statement != none && u.statement != u.element {
		o.Unit(u.statement, end)
	}
	u.endElement(o, end)
	u.statement = none
}
