package find

import (
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
)

// isKustomization tells whether a document is a kustomization: kustomize goes
// by the file's name and doesn't need apiVersion and kind.
func isKustomization(base string, root yaml.Value) bool {
	switch base {
	case "kustomization.yaml", "kustomization.yml", "Kustomization":
		return root.IsMapping()
	}
	return false
}

// kustomization finds what a kustomization picks objects by, what its patches
// write, and which of its fields it uses.
func (m manifest) kustomization(v yaml.Value) {
	m.patchTargets(v)
	for key, value := range v.Entries() {
		m.yield(key.Span(), &reference.KustomizeField{Name: key.String()})
		switch name := key.String(); name {
		case "configMapGenerator", "secretGenerator":
			for generator := range value.Items() {
				for key := range generator.Entries() {
					m.yield(key.Span(), &reference.KustomizeField{Name: name + "." + key.String()})
				}
			}
		case "patches", "patchesJson6902":
			for patch := range value.Items() {
				m.jsonPatch(patch)
			}
		}
	}
}

// patchTargets yields the APIs that a kustomization picks objects by.
func (m manifest) patchTargets(v yaml.Value) {
	if v.IsAlias() {
		return
	}
	for key, value := range v.Entries() {
		switch key.String() {
		case "target", "source", "select":
			m.patchTarget(value)
		}
		m.patchTargets(value)
	}
	for item := range v.Items() {
		m.patchTargets(item)
	}
}

func (m manifest) patchTarget(v yaml.Value) {
	group, version, kind := v.Get("group"), v.Get("version"), v.Get("kind")
	if !isName(group) || !isName(kind) && !isName(version) {
		return
	}
	s := &reference.Selection{Context: reference.Patch, Groups: []string{group.String()}}
	span := group.Span()
	if isName(kind) {
		s.Kinds = []string{kind.String()}
	}
	if isName(version) {
		s.Versions = []string{version.String()}
		span = version.Span()
	}
	m.yield(span, s)
}

// jsonPatch yields the apiVersion that a JSON patch (RFC 6902), written into the
// kustomization, gives an object.
func (m manifest) jsonPatch(patch yaml.Value) {
	text := patch.Get("patch")
	if !isName(text) {
		return
	}
	kind := patch.Get("target").Get("kind").String()
	var reader yaml.Reader
	for document := range reader.Documents(text.Text()) {
		if document.Err != nil {
			return
		}
		m.operations(document.Tree.Root(), kind)
	}
}

// operations yields the apiVersion that the operations of a JSON patch write.
func (m manifest) operations(patch yaml.Value, kind string) {
	for operation := range patch.Items() {
		value := operation.Get("value")
		if operation.Get("path").String() == "/apiVersion" && isName(value) && !isTemplate(value.String()) {
			m.yield(value.Span(), &reference.API{Context: reference.Patch, APIVersion: value.String(), Kind: kind})
		}
	}
}

// isJSONPatch tells whether a document is a JSON patch, in a file of its own.
func isJSONPatch(root yaml.Value) bool {
	for operation := range root.Items() {
		return operation.Get("op").IsScalar() && operation.Get("path").IsScalar()
	}
	return false
}

// isReplacement tells whether a document is what kustomize calls a replacement,
// or several, in a file of its own.
func isReplacement(root yaml.Value) bool {
	for item := range root.Items() {
		root = item
		break
	}
	for target := range root.Get("targets").Items() {
		return root.Get("source").IsMapping() && target.Get("select").IsMapping()
	}
	return false
}
