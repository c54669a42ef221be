package compare

import (
	"cmp"
	"slices"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

// Action is what happened to something.
type Action string

// The actions.
const (
	Removed Action = "removed"
	Added   Action = "added"
	Changed Action = "changed"
)

// Subject is what something happened to.
type Subject string

// The subjects.
const (
	AKind        Subject = "kind" // list kinds included
	AResource    Subject = "resource"
	ASubresource Subject = "subresource"
	AVerb        Subject = "verb"
	AScope       Subject = "scope"
	AField       Subject = "field"
	Requirement  Subject = "requirement" // of a field
	AType        Subject = "type"        // of a field
	Stability    Subject = "stability"   // of a kind in all its versions
	Deprecation  Subject = "deprecation"
	Storage      Subject = "storage version"
)

// Change is one difference between two views.
type Change struct {
	Action  Action
	Subject Subject
	GVK            // Kind may be that of a type that is no kind
	Name    string // of the resource, the verb, the field
	IsList  bool   // the kind is the list of another
	Text    string // what happened, in words
	Help    string // what to do; may be empty
	// Breaking tells that who relies on the old may fail with the new.
	Breaking bool
	Severity diagnostic.Severity
}

// breaking grades a change that breaks: what is alpha was never promised.
func (c Change) breaking() Change {
	c.Breaking, c.Severity = true, diagnostic.Error
	if apiversion.StabilityOf(c.Version) == apiversion.Alpha {
		c.Severity = diagnostic.Warning
	}
	return c
}

// inOrder orders changes: what breaks first, the worst before the rest.
func inOrder(a, b Change) int {
	switch {
	case a.Breaking && !b.Breaking:
		return -1
	case b.Breaking && !a.Breaking:
		return 1
	}
	return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Group, b.Group),
		-apiversion.Compare(a.Version, b.Version), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Text, b.Text))
}

var subjects = []Subject{AKind, AResource, ASubresource, AScope, AVerb, AField, AType, Requirement, Stability, Deprecation, Storage}

func rank(c Change) int {
	return slices.Index([]Action{Removed, Changed, Added}, c.Action)*len(subjects) + slices.Index(subjects, c.Subject)
}
