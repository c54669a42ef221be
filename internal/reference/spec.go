package reference

import "github.com/apilint/apilint/internal/source"

// Spec is a document in which an API server says what it serves, or a file
// that was made to look like one. The references to its versions and paths
// follow that to the document itself.
type Spec struct {
	Form    string // "OpenAPI v2", "OpenAPI v3" or "discovery"
	Release string // what the document says is its version: "v1.37.2", "unversioned"
	Ordered bool   // it lists the versions of each group by priority
}

// SpecVersion is a group and version whose operations a spec describes, at the
// first of its paths.
type SpecVersion struct{ Group, Version string }

// SpecPath is a path of a spec below /api or /apis.
type SpecPath struct {
	Path           string
	Group, Version string
	Resource       string // plural name
	Subresource    string // "" for the resource itself
	Namespaced     bool   // it lies below /namespaces/{namespace}
	Operations     []SpecOperation
}

// SpecOperation is an operation of a path that says what kind it works on.
type SpecOperation struct {
	Span                 source.Span // of its group, version and kind
	Group, Version, Kind string
	Verb                 string // as discovery names it: get, list, watch, create, update, patch, delete, deletecollection
	Deprecated           bool
}

func (*Spec) isSubject()        {}
func (*SpecVersion) isSubject() {}
func (*SpecPath) isSubject()    {}
