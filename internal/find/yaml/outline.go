package yaml

import (
	"bytes"

	"github.com/apilint/apilint/internal/source"
)

// Scalars appends the places of the scalars of a document, keys included, but
// for the first lines of block scalars, behind which comments may stand.
func (v Value) Scalars(to []source.Span) []source.Span {
	switch {
	case !v.Exists() || v.IsAlias():
	case v.IsScalar():
		n := v.node()
		start := int(n.start)
		if n.style == Literal || n.style == Folded {
			line, _, _ := bytes.Cut(v.Raw(), []byte("\n"))
			start += min(len(line)+1, int(n.end-n.start))
		}
		to = append(to, v.tree.text.Span(start, int(n.end)))
	case v.IsMapping():
		for key, value := range v.Entries() {
			to = value.Scalars(key.Scalars(to))
		}
	default:
		for item := range v.Items() {
			to = item.Scalars(to)
		}
	}
	return to
}

// Units appends the places of what comments in a document can speak of: its
// entries and its items, also those inside others.
func (v Value) Units(to []source.Span) []source.Span {
	if v.IsAlias() {
		return to
	}
	for key, value := range v.Entries() {
		span := key.Span()
		span.End = max(span.End, value.Span().End)
		to = value.Units(append(to, span))
	}
	for item := range v.Items() {
		to = item.Units(append(to, item.Span()))
	}
	return to
}
