package find

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// selection yields the APIs that an RBAC rule or an admission rule selects by
// group, version and resource. One with a wildcard for the group selects
// everything and leans on nothing.
func (m manifest) selection(v yaml.Value, context reference.Context) {
	groups, resources := v.Get("apiGroups"), v.Get("resources")
	s := &reference.Selection{
		Context: context, Groups: stringsOf(groups), Versions: stringsOf(v.Get("apiVersions")),
		Resources: stringsOf(resources),
	}
	if len(s.Groups) == 0 || len(s.Resources) == 0 || slices.Contains(s.Groups, "*") {
		return
	}
	if slices.Contains(s.Versions, "*") {
		s.Versions = nil
	}
	for i, resource := range s.Resources {
		s.Resources[i], _, _ = strings.Cut(resource, "/")
	}
	slices.Sort(s.Resources)
	s.Resources = slices.Compact(s.Resources)
	if slices.Contains(s.Resources, "*") {
		s.Resources = nil
	}
	m.yield(itemSpan(groups), s)
}

// stringsOf returns the strings of a sequence, or a single string as the one
// of a sequence.
func stringsOf(v yaml.Value) []string {
	if v.IsScalar() {
		return []string{v.String()}
	}
	var all []string
	for item := range v.Items() {
		all = append(all, item.String())
	}
	return all
}

// itemSpan returns the span of the only item of a sequence, or of the whole.
func itemSpan(v yaml.Value) source.Span {
	var items []yaml.Value
	for item := range v.Items() {
		items = append(items, item)
	}
	if len(items) == 1 {
		return items[0].Span()
	}
	return v.Span()
}
