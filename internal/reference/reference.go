// Package reference holds what finders yield and rules judge: the places in
// the input that lean on Kubernetes. It holds types only.
package reference

import (
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// Reference is one place in the input that leans on Kubernetes.
type Reference struct {
	Span       source.Span // the token that says what it leans on
	Confidence source.Confidence
	Subject    Subject
	// Test tells that it stands in a test, which leans on Kubernetes for the
	// time it runs.
	Test bool
	// Recognized tells that a program only takes it if it meets it, and never
	// asks for it.
	Recognized bool
	// Conditions are what a cluster must be like for a template to give this;
	// without any it is there on every cluster.
	Conditions []Condition
	// Source is the file that a renderer says it made this of, "" where none says
	// so: Helm in a comment, kustomize in an annotation.
	Source string
	// From is where the text stands that a template takes from elsewhere, nil for
	// what stands where Span is.
	From *Place
}

// Place is a line in another file.
type Place struct {
	File   string
	Line   int
	Column int
}

// Subject is what a reference leans on: an API, a Selection or a Broken.
type Subject interface{ isSubject() }

// Context is how a reference leans on an API.
type Context string

// The contexts.
const (
	Object       Context = "object"     // the object itself, or one inside another
	Field        Context = "field"      // a field that points at an object, such as scaleTargetRef
	Access       Context = "access"     // an RBAC rule
	Admission    Context = "admission"  // a rule of an admission webhook or policy
	Registration Context = "APIService" // an APIService
	Patch        Context = "patch"      // the target of a kustomize patch
	Path         Context = "path"       // a REST path
	Import       Context = "import"     // a package of a program that holds the API's types or clients
	Client       Context = "client"     // a call of a client, an informer or a lister
	Identifier   Context = "identifier" // a GroupVersionKind and its like
)

// API is one API: a group and version, with a kind or a resource.
type API struct {
	Context    Context
	APIVersion string // as the user wrote it, or put together from group and version
	Kind       string // "" when only the resource is known
	Resource   string // plural, lower case; "" when only the kind is known, or neither
	Field      string // the field that holds it, where Context is Field
	KindSpan   source.Span
	// Written is where APIVersion stands, without quotes, if it is written there
	// as it is, for this use alone, so that it can be replaced in place; else
	// empty.
	Written source.Span
	HasName bool // it is that of an object with a name, as API servers want
	// Uses are the kinds that are made use of where a whole version is named, as
	// an import does; none says that this isn't known. Names that are no kinds
	// may be among them.
	Uses []Used
	// Own tells that the program itself defines the API that it leans on.
	Own bool
	// Short tells that of the group's name only the first label is known:
	// rbac for rbac.authorization.k8s.io.
	Short bool
	// IsPackage tells that the group isn't known: APIVersion is the path of the
	// Go package that is named after the version.
	IsPackage bool
}

// Used is where a kind is first made use of.
type Used struct {
	Kind       string
	Span       source.Span
	Recognized bool // as of a Reference
}

// Group returns the part of APIVersion before the slash, "" for the core group;
// of a package its directory.
func (a *API) Group() string {
	return a.APIVersion[:max(a.slash(), 0)]
}

// Version returns the part of APIVersion after the slash.
func (a *API) Version() string { return a.APIVersion[a.slash()+1:] }

// slash is where the slash between group and version stands, -1 if nowhere.
func (a *API) slash() int {
	if a.IsPackage {
		return strings.LastIndexByte(a.APIVersion, '/')
	}
	return strings.IndexByte(a.APIVersion, '/')
}

// Selection names several APIs, any of which will do: an RBAC rule, a webhook
// rule, a patch target. It is at fault only when none of them is left.
type Selection struct {
	Context  Context
	Groups   []string
	Versions []string // empty: any version
	// Resources are plural names without subresource; empty: any. Kinds
	// likewise; a selection has one of the two.
	Resources []string
	Kinds     []string
}

// Broken is a part of the input that could not be parsed.
type Broken struct {
	Reason string
	Help   string
}

// Branch is a branch of a template that is rendered on some clusters only.
type Branch struct {
	Text   string // the action that asks
	IsElse bool   // the branch is rendered where the answer is no
	// Own is the branch's own condition; those around it are the reference's.
	Own []Condition
}

func (*Branch) isSubject()    {}
func (*API) isSubject()       {}
func (*Selection) isSubject() {}
func (*Broken) isSubject()    {}
