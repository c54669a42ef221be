package rules

import (
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/reference"
)

// reach is the target releases on which a place can be rendered at all.
type reach struct {
	releases apiversion.ReleaseSet
	// suffixed tells that it is rendered there only by servers whose version has a
	// vendor's suffix.
	suffixed bool
}

// reachOf tells on which target releases conditions can hold: for the versions
// that Kubernetes publishes, or, if there are none, for those of vendors.
func (f *Facts) reachOf(conditions ...reference.Condition) reach {
	if r := f.reachOfVersions(conditions, plain); r != 0 || len(conditions) == 0 {
		return reach{r, false}
	}
	return reach{f.reachOfVersions(conditions, suffixed), true}
}

// versions says which sort of versions a condition is about.
type versions func(apiversion.Constraint) apiversion.Outcome

func plain(c apiversion.Constraint) apiversion.Outcome    { return c.Plain }
func suffixed(c apiversion.Constraint) apiversion.Outcome { return c.Suffixed }

func (f *Facts) reachOfVersions(conditions []reference.Condition, of versions) apiversion.ReleaseSet {
	var set apiversion.ReleaseSet
	all := reference.Condition{Op: reference.All, Of: conditions}
	for release := range f.releases() {
		if f.canHold(&all, release, of) {
			set |= apiversion.SetOf(release)
		}
	}
	return set
}

// canHold tells whether a condition can hold on a release.
func (f *Facts) canHold(c *reference.Condition, release apiversion.Release, of versions) bool {
	switch c.Op {
	case reference.All:
		for i := range c.Of {
			if !f.canHold(&c.Of[i], release, of) {
				return false
			}
		}
		return true
	case reference.Any:
		for i := range c.Of {
			if f.canHold(&c.Of[i], release, of) {
				return true
			}
		}
		return false
	case reference.Serves:
		yes, no := f.canServe(c.API, release)
		return yes && !c.Negated || no && c.Negated
	case reference.Version:
		return of(c.Version).Holds.Has(release)
	}
	return true
}

// canServe tells whether servers of a release can serve what a template names
// as "group/version" or "group/version/Kind", and whether there can be some that
// don't.
func (f *Facts) canServe(api string, release apiversion.Release) (yes, no bool) {
	group, version, kind := splitServed(api)
	if !f.Catalog.OwnsGroup(group) {
		return true, true
	}
	state := future
	for row := range f.Catalog.InVersion(group, version) {
		if (kind == "" || row.Kind == kind) && isServed(row) {
			state = max(state, f.stateOf(row, release))
		}
	}
	return state >= off, state <= off
}

func splitServed(api string) (group, version, kind string) {
	first, rest, _ := strings.Cut(api, "/")
	if apiversion.StabilityOf(first) != apiversion.Unnamed {
		return "", first, rest
	}
	version, kind, _ = strings.Cut(rest, "/")
	return first, version, kind
}

// narrowed returns the facts for a place that is rendered on some target releases
// only. There must be at least one.
func (f *Facts) narrowed(r reach) *Facts {
	n := *f
	n.Target = apiversion.Range{From: r.releases.First(), To: r.releases.Last()}
	n.reached = r.releases
	return &n
}
