package reference

import "github.com/apilint/apilint/internal/source"

// CustomResourceDefinition is an object of that kind. The span of its
// reference is that of the group.
type CustomResourceDefinition struct {
	APIVersion                    string // of the object itself
	Group, Kind, ListKind, Plural string
	Namespaced                    bool
	Versions                      []CRDVersion // as they are written
	// Approval is the annotation api-approved.kubernetes.io.
	Approval string
	// Stored are the versions of status.storedVersions.
	Stored []CRDStored
	// IsPart tells that it is put together from markers in Go code, and that
	// this is the place of those versions alone that have a span. Their order
	// is that of their priority.
	IsPart bool
}

// CRDVersion is an entry of spec.versions.
type CRDVersion struct {
	Name         string
	Span         source.Span // of the name
	Served       bool
	ServedSpan   source.Span // of what says so; zero where nothing does
	Storage      bool
	Deprecated   bool
	Warning      string // deprecationWarning
	Subresources []string
	Schema       []byte // openAPIV3Schema as JSON, where the finder was asked for it
}

// CRDStored is an entry of status.storedVersions.
type CRDStored struct {
	Name string
	Span source.Span
}

func (*CustomResourceDefinition) isSubject() {}
