package find

import (
	"bytes"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// mayHold is the first look at a document that is no object: whether there may
// be one in it.
func mayHold(text []byte) bool {
	return bytes.Contains(text, []byte("apiVersion")) && bytes.Contains(text, []byte("kind")) || bytes.Contains(text, []byte("apiGroups"))
}

// within finds the objects, whole or in strings, and the RBAC rules in a value of
// a document that is no object itself: values that a chart gives as they are,
// definitions in the tasks of Ansible. What only names an apiVersion and a kind is
// no object there: tests say so what they expect.
func (m manifest) within(v yaml.Value) {
	switch {
	case v.IsAlias():
	case v.IsScalar():
		if mayEmbed(v, v.Raw()) {
			m.embedded = append(m.embedded, v.Text())
		}
	case v.IsMapping():
		shape := shapeOf(v)
		if shape&(hasAPIVersion|hasKind) == hasAPIVersion|hasKind && shape&(hasMetadata|hasSpec) != 0 && isObject(v) {
			m.confidence = min(m.confidence, source.Medium)
			m.object(v)
			return
		}
		if shape&(hasAPIGroups|hasResources|hasVerbs) == hasAPIGroups|hasResources|hasVerbs {
			m.confidence = min(m.confidence, source.Medium)
			m.selection(v, reference.Access)
		}
		for _, value := range v.Entries() {
			m.within(value)
		}
	default:
		for item := range v.Items() {
			m.within(item)
		}
	}
}
