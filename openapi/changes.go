package openapi

import (
	"iter"

	"github.com/apilint/apilint/internal/apiversion"
)

// Change is what moving from one release to another does to a kind.
type Change string

// The changes, gravest first.
const (
	ChangeRemoved     Change = "removed"      // served before, gone after
	ChangeSwitchedOff Change = "switched off" // served by default before, only on demand after
	ChangeDeprecated  Change = "deprecated"   // warned of after, not before
	ChangeNew         Change = "new"          // unknown before
	ChangeSwitchedOn  Change = "switched on"  // only on demand before, by default after
)

// KindChange is a kind and what happens to it.
type KindChange struct {
	Kind   *Kind
	Change Change
}

// Changes yields what differs for the kinds of the catalog between two
// releases, in the order of Kinds. A kind that several things happen to is
// told of once, with the gravest.
func (c *Catalog) Changes(from, to apiversion.Release) iter.Seq[KindChange] {
	return func(yield func(KindChange) bool) {
		for k := range c.Kinds() {
			if change := k.change(from, to); change != "" && !yield(KindChange{k, change}) {
				return
			}
		}
	}
}

func (k *Kind) change(from, to apiversion.Release) Change {
	before, after := k.In(from), k.In(to)
	switch {
	case before == Absent && after == Absent:
		return ""
	case after == Absent:
		return ChangeRemoved
	case before == Absent:
		return ChangeNew
	case before != Off && after == Off:
		return ChangeSwitchedOff
	case from < k.Deprecated && k.Deprecated <= to:
		return ChangeDeprecated
	case before == Off && after != Off:
		return ChangeSwitchedOn
	}
	return ""
}

// HasEndpoints tells whether API servers of Kubernetes have endpoints for the
// kind, in the releases that have it.
func (k *Kind) HasEndpoints() bool {
	return k.Class == Resource || k.Class == Review || k.Class == Subresource
}
