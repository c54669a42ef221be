package rules

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// Case is a reference before the rules, or a part of one that is judged by
// itself, with what the catalog knows of it.
type Case struct {
	*Facts
	span      source.Span
	sure      source.Confidence
	api       *reference.API       // what it leans on, if that is an API
	selection *reference.Selection // or several APIs of which any will do
	broken    *reference.Broken    // or it can't be parsed
	entry     *entry               // or it is an entry of a --runtime-config
	lost      *reference.LostRuntimeConfig
	health    *reference.Health // or it is a health endpoint
	ignore    *reference.Ignore // or it asks to ignore findings

	chart    *reference.ChartVersions
	field    *reference.KustomizeField
	branch   *reference.Branch // or it is a branch that no target release reaches
	suffixed bool              // only versions with a vendor's suffix reach it

	crd         *definition            // or a CustomResourceDefinition, or a part of one
	specVersion *reference.SpecVersion // or a version or a path of an OpenAPI document
	specPath    *reference.SpecPath
	requirement *reference.Requirement // or a Go module that a program is built with

	inTest     bool            // and made-up names are no fault
	recognized bool            // only, and never asked for
	kinds      []*openapi.Kind // the rows of the catalog that it can mean
	malformed  string          // what is wrong with the form of its apiVersion, if anything
	outlook
}

// outlook says on which target releases a reference meets what. Each is a run
// of releases, empty when there is none.
type outlook struct {
	removed    apiversion.Range // nothing it can mean is left
	future     apiversion.Range // nothing it can mean is there yet
	off        apiversion.Range // it is there, but only if switched on
	deprecated apiversion.Range // it is served, and all that it can mean is deprecated
}

// open makes the cases of a reference: one, but for a --runtime-config, which is
// judged entry by entry, a CustomResourceDefinition, which is judged version by
// version too, and a version whose kinds have several fates; none for what no
// target release renders.
func (f *Facts) open(ref *reference.Reference) []*Case {
	suffixed := false
	if len(ref.Conditions) > 0 {
		reach := f.reachOf(ref.Conditions...)
		if reach.releases == 0 {
			return nil
		}
		f, suffixed = f.narrowed(reach), reach.suffixed
	}
	c := &Case{Facts: f, span: ref.Span, suffixed: suffixed, sure: ref.Confidence, inTest: ref.Test && !f.Tests, recognized: ref.Recognized}
	switch subject := ref.Subject.(type) {
	case *reference.RuntimeConfig:
		return f.openEntries(subject)
	case *reference.CustomResourceDefinition:
		return f.openDefinition(ref.Span, subject)
	case *reference.SpecVersion:
		c.specVersion = subject
	case *reference.SpecPath:
		c.specPath = subject
	case *reference.Requirement:
		c.requirement = subject
	case *reference.Health:
		c.health = subject
	case *reference.LostRuntimeConfig:
		c.lost = subject
	case *reference.API:
		if subject = f.inFull(subject); subject == nil {
			return nil
		}
		if cases := f.openUses(ref, subject); cases != nil {
			return cases
		}
		c.api = subject
		c.kinds = f.kindsOf(subject)
		if len(c.kinds) == 0 && !c.inTest && !subject.IsPackage { // what the catalog knows is well-formed
			c.malformed = f.malformed(subject.APIVersion)
		}
	case *reference.Selection:
		c.selection = subject
		c.kinds = f.selected(subject)
	case *reference.Broken:
		c.broken = subject
	case *reference.Ignore:
		c.ignore = subject
	case *reference.KustomizeField:
		c.field = subject
	case *reference.ChartVersions:
		c.chart = subject
	case *reference.Branch:
		if f.reachOf(append(subject.Own, ref.Conditions...)...).releases == 0 {
			c.branch = subject
		}
	}
	if len(c.kinds) > 0 {
		c.outlook = f.outlookOf(c.kinds)
	}
	return []*Case{c}
}

// kindsOf returns the rows that an API can mean: one where kind or resource is
// known, else all of its group and version.
func (f *Facts) kindsOf(api *reference.API) []*openapi.Kind {
	var row *openapi.Kind
	switch {
	case api.Kind != "":
		row = f.Catalog.Find(api.Group(), api.Version(), api.Kind)
	case api.Resource != "":
		row = f.Catalog.FindResource(api.Group(), api.Version(), api.Resource)
	}
	if row == nil && api.Kind == "" {
		return f.servedIn(api.Group(), api.Version())
	}
	if row == nil {
		return nil
	}
	return []*openapi.Kind{row}
}

// servedIn returns the rows of a version that are served under a name, or all if
// none is.
func (f *Facts) servedIn(group, version string) []*openapi.Kind {
	all := slices.Collect(f.Catalog.InVersion(group, version))
	served := slices.DeleteFunc(slices.Clone(all), func(k *openapi.Kind) bool { return !isServed(k) })
	if len(served) == 0 {
		return all
	}
	return served
}

// selected returns the rows that a selection can mean, none if it also selects
// from a group that the catalog doesn't own: what lives there isn't known.
func (f *Facts) selected(s *reference.Selection) []*openapi.Kind {
	var rows []*openapi.Kind
	for _, group := range s.Groups {
		if !f.Catalog.OwnsGroup(group) {
			return nil
		}
		for row := range f.Catalog.InGroup(group) {
			if selects(s.Versions, row.Version) && selects(s.Kinds, row.Kind) && selects(s.Resources, row.Resource) && isServed(row) {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// selects tells whether a list of names, empty for any, has the name.
func selects(names []string, name string) bool {
	return len(names) == 0 || slices.Contains(names, name)
}

// isServed tells whether an API server serves the kind under a name.
func isServed(k *openapi.Kind) bool { return k.Resource != "" && !strings.Contains(k.Resource, "/") }

func (f *Facts) outlookOf(kinds []*openapi.Kind) outlook {
	var o outlook
	for release := range f.releases() {
		switch f.best(kinds, release) {
		case removed:
			extend(&o.removed, release)
		case future:
			extend(&o.future, release)
		case off:
			extend(&o.off, release)
		default:
			if f.deprecatedIn(kinds, release) {
				extend(&o.deprecated, release)
			}
		}
	}
	return o
}

func extend(r *apiversion.Range, release apiversion.Release) {
	if r.From == 0 {
		r.From = release
	}
	r.To = release
}

// state is what a release makes of a kind, worst first.
type state int

const (
	future state = iota // a version that came back with other kinds counts as removed between
	removed
	off
	served
)

// best returns the best state that one of the kinds has in the release.
func (f *Facts) best(kinds []*openapi.Kind, release apiversion.Release) state {
	state := future
	for _, kind := range kinds {
		state = max(state, f.stateOf(kind, release))
	}
	return state
}

// stateOf returns the state of a kind. Config kinds are read by programs of
// all ages and exchange kinds are not served, so these only ever leave; kinds
// of add-ons don't follow the releases at all.
func (f *Facts) stateOf(k *openapi.Kind, release apiversion.Release) state {
	switch {
	case k.Observed.In(release) && k.ServedByDefault(release):
		return served
	case k.Observed.In(release) && release >= k.Introduced && (k.Removed == 0 || release < k.Removed) && !f.SwitchedOn[k].Has(release):
		return off
	case k.Class == openapi.AddOn:
		return served
	case k.Removed != 0 && release >= k.Removed, k.Tool.Until != "":
		return removed
	case k.Class == openapi.Config || k.Class == openapi.Exchange || k.ServedByDefault(release):
		return served
	case k.PresentIn(release) && f.SwitchedOn[k].Has(release):
		return served
	case k.PresentIn(release):
		return off
	case release < k.Introduced:
		return future
	}
	return removed
}

func (f *Facts) deprecatedIn(kinds []*openapi.Kind, release apiversion.Release) bool {
	return !slices.ContainsFunc(kinds, func(k *openapi.Kind) bool {
		return (k.Deprecated == 0 || release < k.Deprecated) && f.stateOf(k, release) >= off
	})
}

// judged tells whether the catalog has the last word on the reference on some
// target release, so that what the version's name promises doesn't matter.
func (c *Case) judged() bool {
	return c.removed.From != 0 || c.off.From != 0 || c.future.From != 0 || c.unknown() || c.isConfig()
}

// isConfig tells whether the reference means a kind that programs read from
// files and no API server serves, or one that would be in a group of such kinds.
func (c *Case) isConfig() bool {
	if len(c.kinds) > 0 {
		return c.kinds[0].Class == openapi.Config
	}
	return c.api != nil && c.Catalog.OwnsGroup(c.api.Group()) && isConfigGroup(c.Catalog, c.api.Group())
}

// isOwn tells whether Kubernetes itself defines the reference's group, so that
// its documents and flags speak of it.
func (c *Case) isOwn() bool { return c.api == nil || c.Catalog.OwnsGroup(c.api.Group()) }
