package rules

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// inFull returns an API whose group is named by its first label with the whole
// name, nil if Kubernetes never had an API that it can be.
func (f *Facts) inFull(api *reference.API) *reference.API {
	if !api.Short {
		return api
	}
	for _, group := range f.Catalog.Groups() {
		full := *api
		if full.APIVersion = api.Version(); group != "" {
			full.APIVersion = group + "/" + api.Version()
		}
		if (group == api.Group() || strings.HasPrefix(group, api.Group()+".")) && f.Catalog.OwnsGroup(group) && f.has(&full) {
			return &full
		}
	}
	return nil
}

// has tells whether the catalog knows the version, and the resource if one is
// named.
func (f *Facts) has(api *reference.API) bool {
	if api.Resource != "" {
		return f.Catalog.FindResource(api.Group(), api.Version(), api.Resource) != nil
	}
	for range f.Catalog.InVersion(api.Group(), api.Version()) {
		return true
	}
	return false
}

// fate is what becomes of a kind on the target releases, for telling kinds
// apart.
type fate struct {
	outlook
	deprecatedSince, removedIn apiversion.Release
	instead                    string
	recognized                 bool
}

// openUses makes the cases of a version of which several kinds are used: one
// for those that share a fate. It returns nil where the kinds are not known.
func (f *Facts) openUses(ref *reference.Reference, api *reference.API) []*Case {
	var fates []fate
	used := map[fate][]reference.Used{}
	rows := map[fate][]*openapi.Kind{}
	for _, use := range api.Uses {
		row := f.Catalog.Find(api.Group(), api.Version(), use.Kind)
		if row == nil || row.Resource == "" && ref.Confidence < source.High {
			continue // a name that may be that of a mere part of objects, as NodeConfigSource is
		}
		its := f.fateOf(row)
		its.recognized = use.Recognized
		if rows[its] == nil {
			fates = append(fates, its)
		}
		used[its] = append(used[its], use)
		rows[its] = append(rows[its], row)
	}
	var cases []*Case
	for _, its := range fates {
		part := *api
		part.Uses, part.Kind = nil, kindsIn(used[its])
		c := &Case{Facts: f, span: ref.Span, inTest: ref.Test && !f.Tests, recognized: ref.Recognized || its.recognized,
			api: &part, kinds: rows[its], outlook: its.outlook}
		if len(fates) > 1 {
			c.span = used[its][0].Span
		}
		cases = append(cases, c)
	}
	return cases
}

func (f *Facts) fateOf(row *openapi.Kind) fate {
	its := fate{outlook: f.outlookOf([]*openapi.Kind{row}), deprecatedSince: row.Deprecated, removedIn: row.Removed}
	if its.outlook == (outlook{}) {
		return fate{} // nothing is to be said but of the version's stability
	}
	if instead := f.Catalog.Replacement(row, f.Target); instead != nil {
		its.instead = instead.APIVersion()
	}
	return its
}

// kindsIn names the kinds, of many only the first.
func kindsIn(used []reference.Used) string {
	const most = 3
	var kinds []string
	for _, use := range used {
		kinds = append(kinds, use.Kind)
	}
	slices.Sort(kinds)
	if len(kinds) > most {
		kinds = append(kinds[:most], "…")
	}
	return strings.Join(kinds, ", ")
}
