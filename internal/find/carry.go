package find

import (
	"reflect"
	"slices"
	"sync"

	"github.com/apilint/apilint/internal/find/template"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// carry puts a reference to a place in a possibility in its place in the
// template, with the conditions on which that is rendered.
func (ps *possibilities) carry(p *template.Possibility, ref *reference.Reference) {
	o := p.Origin(ref.Span.Start, ref.Span.End)
	ref.Span = ps.text.Span(o.Start, o.End)
	ref.Confidence = min(ref.Confidence, o.Confidence)
	ref.Conditions = withConditions(ref.Conditions, o.Conditions)
	if o.In != nil && ref.From == nil {
		ref.From = placeIn(o.In, o.From)
	}
	switch subject := ref.Subject.(type) {
	case *reference.API:
		ps.carryKind(p, o, ref, subject)
	case *reference.Health:
		subject.Literal = subject.Literal && p.Origin(subject.Name.Start, subject.Name.End).Stands
	}
	ps.carrier(p).carry(reflect.ValueOf(ref.Subject).Elem())
}

// carryKind adds to a reference what is to be said of the kind beside it.
func (ps *possibilities) carryKind(p *template.Possibility, apiVersion template.Origin, ref *reference.Reference, api *reference.API) {
	if api.KindSpan.End == 0 {
		return
	}
	kind := p.Origin(api.KindSpan.Start, api.KindSpan.End)
	if api.Context == reference.Object {
		ps.counted[kind.Start] = true
		ps.pairs = append(ps.pairs, pair{apiVersion, kind, *ref})
	}
	ref.Confidence = min(ref.Confidence, kind.Confidence)
	ref.Conditions = withConditions(ref.Conditions, kind.Conditions)
}

// withConditions adds conditions to others, each once.
func withConditions(all, more []reference.Condition) []reference.Condition {
	for _, c := range more {
		if !slices.ContainsFunc(all, func(other reference.Condition) bool { return reflect.DeepEqual(c, other) }) {
			all = append(all, c)
		}
	}
	return all
}

// carrier carries places in a possibility back to the template.
type carrier struct {
	*template.Possibility
	text source.Text
	base func() source.Text // the possibility as a text that knows its places
}

func (ps *possibilities) carrier(p *template.Possibility) carrier {
	return carrier{p, ps.text, sync.OnceValue(func() source.Text { return p.Text(ps.text) })}
}

// carry carries all places in a part of a subject, however deep.
func (c carrier) carry(v reflect.Value) {
	switch part := v.Addr().Interface().(type) {
	case *source.Span:
		if part.End > 0 {
			o := c.Origin(part.Start, part.End)
			*part = c.text.Span(o.Start, o.End)
		}
		return
	case *source.Text:
		*part = part.Within(c.base())
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.carry(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				c.carry(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.carry(v.Index(i))
		}
	}
}

// placeIn counts the line of an offset in another file.
func placeIn(t *template.Template, offset int) *reference.Place {
	file := source.File{Path: t.Name, Data: t.Source}
	position := file.Position(offset)
	return &reference.Place{File: t.Name, Line: position.Line, Column: position.Column}
}
