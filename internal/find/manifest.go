package find

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// manifest finds the references of Kubernetes objects written in YAML or JSON.
type manifest struct {
	*Finder
	base       string // the file's base name, "" inside a string
	confidence source.Confidence
}

// document finds what one document of a file holds.
func (m manifest) document(document yaml.Document) {
	switch root := rootOf(document); {
	case document.Err != nil && looksLikeTemplate(document.Text.Data):
		m.Templates++
	case document.Err != nil:
		m.yield(document.Err.Span, &reference.Broken{Reason: document.Err.Reason})
	case isObject(root):
		m.object(root)
	case isKustomization(m.base, root):
		m.Objects++
		m.patchTargets(root)
		m.walkEntries(root)
	case root.IsSequence() && m.objects(root) > 0:
	case hasHole(root):
		m.Templates++
	default:
		m.Skipped++
		if isCloudConfig(document.Text.Data, root) {
			m.collectEmbedded(root)
		}
	}
}

func rootOf(document yaml.Document) yaml.Value {
	if document.Err != nil {
		return yaml.Value{}
	}
	return document.Tree.Root()
}

// yield adds a reference.
func (m manifest) yield(span source.Span, subject reference.Subject) {
	m.add(reference.Reference{Span: span, Confidence: m.confidence, Subject: subject})
}

// isObject tells whether a value says of itself what object it is.
func isObject(v yaml.Value) bool {
	return isName(v.Get("apiVersion")) && isName(v.Get("kind"))
}

func isName(v yaml.Value) bool { return v.IsScalar() && len(v.Bytes()) > 0 }

// hasHole tells whether the apiVersion or kind of a mapping is an unquoted
// template action, which YAML takes for a mapping in a mapping.
func hasHole(v yaml.Value) bool {
	apiVersion, kind := v.Get("apiVersion"), v.Get("kind")
	return (apiVersion.IsMapping() || kind.IsMapping()) && apiVersion.Exists() && kind.Exists()
}

// objects finds the objects of a sequence and counts them.
func (m manifest) objects(sequence yaml.Value) int {
	n := 0
	for item := range sequence.Items() {
		if isObject(item) {
			m.object(item)
			n++
		}
	}
	return n
}

// object finds the references of an object, or of the objects of a list.
func (m manifest) object(object yaml.Value) {
	kind := object.Get("kind").String()
	items := object.Get("items")
	if strings.HasSuffix(kind, "List") && items.IsSequence() {
		if m.objects(items) > 0 || kind == "List" && object.Get("apiVersion").String() == "v1" {
			return
		}
	}
	m.Objects++
	m.api(object, reference.Object, "")
	switch kind {
	case "APIService":
		m.registration(object)
	case "Kustomization", "Component":
		m.patchTargets(object)
	}
	m.walkEntries(object)
}

// hole matches what a renderer will replace in an apiVersion or kind.
var hole = regexp.MustCompile(`\{\{|\{%|\$[({A-Za-z_]|<[^>]*>|%\(|%[A-Za-z_]+%|@[A-Za-z_.]+@|\[\[|__[A-Z]`)

// isTemplate tells whether a renderer will replace a part of s.
func isTemplate(s string) bool {
	return strings.ContainsAny(s, "{$<%@[_") && hole.MatchString(s)
}

// api yields the API that a mapping names by apiVersion and kind.
func (m manifest) api(v yaml.Value, context reference.Context, field string) {
	apiVersion, kind := v.Get("apiVersion"), v.Get("kind")
	api := &reference.API{
		Context: context, APIVersion: apiVersion.String(), Kind: kind.String(),
		Field: field, KindSpan: kind.Span(),
	}
	if isTemplate(api.APIVersion) || isTemplate(api.Kind) {
		m.Templates++
		return
	}
	m.yield(apiVersion.Span(), api)
}

// registration yields the API that an APIService registers.
func (m manifest) registration(object yaml.Value) {
	spec := object.Get("spec")
	group, version := spec.Get("group"), spec.Get("version")
	if !isName(version) || !group.IsScalar() {
		return
	}
	apiVersion := strings.TrimPrefix(group.String()+"/"+version.String(), "/")
	if !isTemplate(apiVersion) {
		m.yield(version.Span(), &reference.API{Context: reference.Registration, APIVersion: apiVersion})
	}
}

// isCloudConfig tells whether a document is cloud-init's configuration: by its
// first line, or by what it is there for.
func isCloudConfig(text []byte, root yaml.Value) bool {
	return bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("#cloud-config")) || root.Get("write_files").IsSequence()
}
