package find

import (
	"bytes"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
)

// walk finds references anywhere in a value of an object; field is the key
// that leads to it. Aliases are passed over: what they stand for is found in
// its own place.
func (m manifest) walk(v, field yaml.Value) {
	switch {
	case v.IsAlias():
	case v.IsMapping():
		m.mapping(v, field)
		m.walkEntries(v)
	case v.IsSequence():
		for item := range v.Items() {
			m.walk(item, field)
		}
	default:
		m.scalar(v)
	}
}

// walkEntries walks the values of a mapping, but for those that describe APIs
// without leaning on them: schemas, and annotations, which repeat the object
// they stand on or speak to other programs.
func (m manifest) walkEntries(mapping yaml.Value) {
	for key, value := range mapping.Entries() {
		switch string(key.Bytes()) {
		case "openAPIV3Schema", "annotations":
		default:
			m.walk(value, key)
		}
	}
}

// mapping finds what a mapping inside an object refers to, by its form.
func (m manifest) mapping(v, field yaml.Value) {
	shape := shapeOf(v)
	switch {
	case shape&(hasAPIVersion|hasKind) == hasAPIVersion|hasKind:
		if !isObject(v) {
			return
		}
		context := reference.Field
		if shape&(hasMetadata|hasSpec) != 0 {
			context = reference.Object
		}
		if m.api(v, context, field.String()) && context == reference.Object {
			m.Objects++
		}
	case shape&(hasAPIGroups|hasResources|hasVerbs) == hasAPIGroups|hasResources|hasVerbs:
		m.selection(v, reference.Access)
	case shape&(hasAPIGroups|hasResources|hasOperations) == hasAPIGroups|hasResources|hasOperations:
		m.selection(v, reference.Admission)
	}
}

// shape tells which of the keys that matter a mapping has.
type shape uint16

const (
	hasAPIVersion shape = 1 << iota
	hasKind
	hasMetadata
	hasSpec
	hasAPIGroups
	hasResources
	hasVerbs
	hasOperations
)

var shapeKeys = []struct {
	key string
	bit shape
}{
	{"apiVersion", hasAPIVersion}, {"kind", hasKind}, {"metadata", hasMetadata}, {"spec", hasSpec},
	{"apiGroups", hasAPIGroups}, {"resources", hasResources}, {"verbs", hasVerbs}, {"operations", hasOperations},
}

func shapeOf(v yaml.Value) shape {
	var s shape
	merges := false
	for key := range v.Entries() {
		switch string(key.Bytes()) {
		case "apiVersion":
			s |= hasAPIVersion
		case "kind":
			s |= hasKind
		case "metadata":
			s |= hasMetadata
		case "spec":
			s |= hasSpec
		case "apiGroups":
			s |= hasAPIGroups
		case "resources":
			s |= hasResources
		case "verbs":
			s |= hasVerbs
		case "operations":
			s |= hasOperations
		case "<<":
			merges = true
		}
	}
	if merges {
		for _, k := range shapeKeys {
			if v.Get(k.key).Exists() {
				s |= k.bit
			}
		}
	}
	return s
}

// scalar finds the manifests and the REST paths in a string.
func (m manifest) scalar(v yaml.Value) {
	raw := v.Raw()
	if len(raw) < len("/apis/g/v1") {
		return
	}
	if mayEmbed(v, raw) {
		m.embedded = append(m.embedded, v.Text())
	}
	if bytes.Contains(raw, []byte("/apis/")) {
		m.paths(v)
	}
}

// maxEmbedded is how long a string that holds a manifest can be, in bytes: what
// the API server stores of an object is limited to 1.5 MiB by etcd.
const maxEmbedded = 2 << 20

// mayEmbed tells whether a string may hold a manifest: both names must occur
// in it, and a line break or a bracket.
func mayEmbed(v yaml.Value, raw []byte) bool {
	if len(raw) > maxEmbedded || !bytes.Contains(raw, []byte("apiVersion")) || !bytes.Contains(raw, []byte("kind")) {
		return false
	}
	switch v.Style() {
	case yaml.Literal, yaml.Folded:
		return true
	case yaml.DoubleQuoted:
		return bytes.Contains(raw, []byte(`\n`)) || raw[1] == '{'
	}
	return len(raw) > 1 && raw[1] == '{'
}
