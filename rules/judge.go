package rules

import (
	"iter"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// Facts is what rules judge by.
type Facts struct {
	Target     apiversion.Range
	Catalog    *openapi.Catalog
	SwitchedOn SwitchedOn // beside what the releases serve by default
	Tests      bool       // what stands in tests is as severe as the rest

	reached apiversion.ReleaseSet // of the target, where only some of it counts
}

// releases yields the target releases that count.
func (f *Facts) releases() iter.Seq[apiversion.Release] {
	return func(yield func(apiversion.Release) bool) {
		for release := range f.Target.Releases() {
			if (f.reached == 0 || f.reached.Has(release)) && !yield(release) {
				return
			}
		}
	}
}

// SwitchedOn tells which kinds API servers are told to serve beside their
// defaults, and on which releases they do.
type SwitchedOn map[*openapi.Kind]apiversion.ReleaseSet

// Add adds what another configuration switches on.
func (s SwitchedOn) Add(other SwitchedOn) {
	for kind, releases := range other {
		s[kind] |= releases
	}
}

// Covers tells whether the kind is switched on throughout the releases.
func (s SwitchedOn) Covers(kind *openapi.Kind, releases apiversion.Range) bool {
	for release := range releases.Releases() {
		if !s[kind].Has(release) {
			return false
		}
	}
	return true
}

// Judgement is what the rules say of a reference.
type Judgement struct {
	Diagnostics []diagnostic.Diagnostic
	// SwitchedOn is what the reference, a --runtime-config, switches on.
	SwitchedOn SwitchedOn
	// Off is the kind that the reference leans on and that the releases OffIn
	// serve only if switched on, nil if there is none.
	Off   *openapi.Kind
	OffIn apiversion.Range
	// Kinds are the rows of the catalog that the reference can mean, if it is
	// an API.
	Kinds []*openapi.Kind
}

// Judge asks the rules about a reference. Each has at most one thing to say
// about it, about each entry of a --runtime-config and about each version of a
// CustomResourceDefinition.
func (f *Facts) Judge(rules []*Rule, ref *reference.Reference) Judgement {
	var j Judgement
	for _, c := range f.open(ref) {
		for _, rule := range rules {
			if d := rule.Check(c); d != nil {
				c.complete(d, rule, ref)
				j.Diagnostics = append(j.Diagnostics, *d)
			}
		}
		switch {
		case c.entry != nil && c.entry.index == 0 && ref.Confidence > source.Low:
			j.SwitchedOn = c.entry.switchedOn(c.Target)
		case c.api != nil && c.off.From != 0 && len(c.kinds) == 1:
			j.Off, j.OffIn = c.kinds[0], c.off
		}
		j.Kinds = c.kinds
	}
	return j
}

// onlySuffixed tells of a constraint that is meant to hold for all versions of a
// release and doesn't.
const onlySuffixed = "rendered only where the server's version has a suffix, as v1.37.0-gke.1 or v1.37.0-eks-1: a constraint without -0 at its end allows none of those"

// ceiling is the highest severity that is due to a case: what names an endpoint
// and asks nothing of it only deserves an info, as does a definition of which
// only markers in Go code are known and not what is added to it by hand; an
// object that may be for a tool and no cluster a warning.
func (c *Case) ceiling() diagnostic.Severity {
	if c.recognized || c.inTest || c.health != nil && onlyNames(c.health.Use) || c.crd.isWhole() && c.crd.IsPart {
		return diagnostic.Info
	}
	if c.api != nil && c.ofUnknownGroup() {
		return diagnostic.Warning
	}
	return diagnostic.Error
}

// complete fills in what a rule leaves to be filled in.
func (c *Case) complete(d *diagnostic.Diagnostic, rule *Rule, ref *reference.Reference) {
	d.Rule, d.Severity, d.Confidence = rule.ID, min(rule.Severity, c.ceiling()), ref.Confidence
	if d.Span.End == 0 {
		d.Span = c.span
	}
	d.Source = ref.Source
	if ref.From != nil {
		d.Related = append(d.Related, diagnostic.Related{
			Message: "it stands here", File: ref.From.File,
			Start: source.Position{Line: ref.From.Line, Column: ref.From.Column}, End: source.Position{Line: ref.From.Line, Column: ref.From.Column},
		})
	}
	if c.suffixed {
		d.Confidence = source.Low
		d.Note = strings.TrimPrefix(d.Note+"; "+onlySuffixed, "; ")
	}
	if c.api != nil {
		d.Kind, d.Basis = c.api.Kind, c.api.KindSpan
	}
	if c.api != nil && !c.api.IsPackage {
		d.Group, d.APIVersion = c.api.Group(), c.api.APIVersion
	}
	if c.crd != nil {
		d.Group, d.Kind = c.crd.Group, c.crd.Kind
	}
}

// JudgeIfOn asks the rules about a reference as if the kind were switched on.
func (f *Facts) JudgeIfOn(rules []*Rule, ref *reference.Reference, kind *openapi.Kind) []diagnostic.Diagnostic {
	on := *f
	on.SwitchedOn = SwitchedOn{kind: ^apiversion.ReleaseSet(0)}
	return on.Judge(rules, ref).Diagnostics
}
