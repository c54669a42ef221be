package find

import (
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
	case document.Err != nil:
		m.yield(document.Err.Span, &reference.Broken{Reason: document.Err.Reason})
	case isChart(m.base, root):
		m.chart(root)
	case isObject(root):
		m.object(root)
	case isKustomization(m.base, root):
		m.Objects++
		m.kustomization(root)
		m.walkEntries(root)
	case root.IsSequence() && holdsObject(root):
		m.objects(root)
	case specForm(root) != "":
		m.spec(root, specForm(root))
	case root.Get("kind").String() == "APIResourceList":
		m.discovery(root) // that of the core group has no apiVersion
	case isJSONPatch(root):
		m.Skipped++
		m.operations(root, "")
	case isReplacement(root):
		m.Skipped++
		m.patchTargets(root)
	default:
		objects := m.Objects
		if mayHold(document.Text.Data) {
			m.within(root)
		}
		if m.Objects == objects {
			m.Skipped++
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

func holdsObject(sequence yaml.Value) bool {
	for item := range sequence.Items() {
		if isObject(item) {
			return true
		}
	}
	return false
}

// isName tells whether a value is a text, and not null.
func isName(v yaml.Value) bool {
	if !v.IsScalar() || len(v.Bytes()) == 0 {
		return false
	}
	text := string(v.Bytes())
	return v.Style() != yaml.Plain || text != "null" && text != "~"
}

// hasHole tells whether the apiVersion or kind of a mapping has the action of a
// template in it, which YAML takes for a mapping in a mapping where it isn't
// quoted.
func hasHole(v yaml.Value) bool {
	apiVersion, kind := v.Get("apiVersion"), v.Get("kind")
	if !apiVersion.Exists() || !kind.Exists() {
		return false
	}
	return apiVersion.IsMapping() || kind.IsMapping() || hasAction(apiVersion.Bytes()) || hasAction(kind.Bytes())
}

// objects finds the objects of a sequence and counts them.
func (m manifest) objects(sequence yaml.Value) int {
	n := 0
	if sequence = sequence.Target(); m.entered[sequence] {
		return n
	}
	m.entered[sequence] = true // aliases and merges may lead here again
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
		seen := m.entered[items.Target()]
		n := m.objects(items)
		if kind == "List" && object.Get("apiVersion").String() == "v1" {
			if !seen {
				m.Skipped += items.Len() - n
			}
			return
		}
		if n > 0 {
			return
		}
	}
	if m.api(object, reference.Object, "") {
		m.Objects++
	}
	switch kind {
	case "APIService":
		m.registration(object)
	case "CustomResourceDefinition":
		m.definition(object)
	case "APIResourceList", "APIGroupDiscoveryList":
		m.discovery(object)
	case "Kustomization", "Component":
		m.kustomization(object)
	}
	m.walkEntries(object)
}

// hole matches what a renderer will replace in an apiVersion or kind.
var hole = regexp.MustCompile(`\{\{|\{%|\$[({A-Za-z_]|<[^>]*>|%\(|%\[|%[svqd+]|%[A-Za-z_]+%|@[A-Za-z_.]+@|\[\[|__[A-Z]`)

// isTemplate tells whether a renderer will replace a part of s.
func isTemplate(s string) bool {
	return strings.ContainsAny(s, "{$<%@[_") && hole.MatchString(s)
}

// api yields the API that a mapping names by apiVersion and kind. It is false
// where a renderer has to complete them.
func (m manifest) api(v yaml.Value, context reference.Context, field string) bool {
	if m.isMarked && context == reference.Object {
		m.annotated(v)
	}
	apiVersion, kind := v.Get("apiVersion"), v.Get("kind")
	api := &reference.API{
		Context: context, APIVersion: m.orDefault(apiVersion), Kind: m.orDefault(kind),
		Field: field, KindSpan: kind.Span(),
	}
	if metadata := v.Get("metadata"); context == reference.Object {
		api.HasName = metadata.Get("name").Exists() || metadata.Get("generateName").Exists()
	}
	switch {
	case isTemplate(api.APIVersion):
		m.unresolved(apiVersion.Span(), "apiVersion")
		return false
	case isTemplate(api.Kind):
		m.unresolved(kind.Span(), "kind")
		return false
	}
	api.Written = apiVersion.Written(api.APIVersion)
	m.yield(apiVersion.Span(), api)
	return true
}

// defaulted matches a variable with what stands in for it, as shells, envsubst's
// kin and Flux have it: ${NAME:-default}, ${NAME:=default}.
var defaulted = regexp.MustCompile(`^\$\{[A-Za-z_][A-Za-z0-9_]*:?[-=]([^${}]+)\}$`)

// orDefault returns what a scalar says, or the default where it is a variable
// that has one: then the reference is only likely.
func (m *manifest) orDefault(v yaml.Value) string {
	s := v.String()
	if !strings.HasPrefix(s, "${") {
		return s
	}
	if match := defaulted.FindStringSubmatch(s); match != nil {
		m.confidence = source.Low
		return match[1]
	}
	return s
}

// hangsOnValues says of a key why its value isn't known.
const hangsOnValues = " hangs on values"

// unresolved notes an apiVersion or kind that only a renderer has.
func (m manifest) unresolved(span source.Span, key string) {
	m.Unread = append(m.Unread, Unread{span, true, key + hangsOnValues})
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
