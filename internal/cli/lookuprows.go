package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
)

// lookupRow is a row of the catalog as JSON. Releases are written as 1.37, runs
// of them as 1.16-1.24.
type lookupRow struct {
	Group           string             `json:"group"`
	Version         string             `json:"version"`
	Kind            string             `json:"kind"`
	Class           openapi.Class      `json:"class"`
	Stability       string             `json:"stability,omitempty"`
	Resource        string             `json:"resource,omitempty"`
	Introduced      apiversion.Release `json:"introduced,omitzero"`
	Deprecated      apiversion.Release `json:"deprecated,omitzero"`
	Removed         apiversion.Release `json:"removed,omitzero"`
	RemovalPlanned  apiversion.Release `json:"removalPlanned,omitzero"`
	Replacement     string             `json:"replacement,omitempty"` // as lookup takes it: GROUP/VERSION/KIND
	PresentIn       string             `json:"presentIn,omitempty"`
	ServedByDefault string             `json:"servedByDefault,omitempty"`
	Gates           []gateUse          `json:"gates,omitempty"`
	Tool            *toolVersions      `json:"tool,omitempty"`
	Change          openapi.Change     `json:"change,omitempty"`
	Sources         []string           `json:"sources,omitempty"`

	kind, instead *openapi.Kind
}

// gateUse is a feature gate and the releases in which it guards a kind.
type gateUse struct {
	Gate string `json:"gate"`
	In   string `json:"in"`
}

// toolVersions are the versions of a Go module that read a kind.
type toolVersions struct {
	Module string `json:"module"`
	From   string `json:"from"`
	Until  string `json:"until,omitempty"` // the last; left out when the newest still does
}

// rows makes the rows of kinds that the flags ask for.
func (l *lookup) rows(catalog *openapi.Catalog, kinds []*openapi.Kind) ([]lookupRow, error) {
	target, err := l.target(catalog)
	if err != nil {
		return nil, err
	}
	changes := map[*openapi.Kind]openapi.Change{}
	if l.from != "" || l.to != "" {
		if changes, err = l.changes(catalog); err != nil {
			return nil, err
		}
		kinds = slices.DeleteFunc(kinds, func(k *openapi.Kind) bool { return changes[k] == "" })
	}
	rows := []lookupRow{}
	for _, k := range kinds {
		row := rowOf(catalog, k, target)
		row.Change = changes[k]
		if l.sources {
			row.Sources = k.Sources()
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// target is the releases on which a replacement must work: those asked about,
// or the newest.
func (l *lookup) target(catalog *openapi.Catalog) (apiversion.Range, error) {
	if l.release != "" {
		return knownRange(l.release)
	}
	if l.to != "" {
		return knownRange(l.to)
	}
	newest := catalog.Releases().To
	return apiversion.Range{From: newest, To: newest}, nil
}

// changes tells what happens to kinds between --from and --to.
func (l *lookup) changes(catalog *openapi.Catalog) (map[*openapi.Kind]openapi.Change, error) {
	if l.from == "" || l.to == "" {
		return nil, errors.New("--from and --to go together")
	}
	from, err := knownRange(l.from)
	if err != nil {
		return nil, fmt.Errorf("--from: %w", err)
	}
	to, err := knownRange(l.to)
	if err != nil {
		return nil, fmt.Errorf("--to: %w", err)
	}
	if to.From <= from.From {
		return nil, fmt.Errorf("--to %s is not after --from %s", l.to, l.from)
	}
	changes := map[*openapi.Kind]openapi.Change{}
	for change := range catalog.Changes(from.From, to.To) {
		changes[change.Kind] = change.Change
	}
	return changes, nil
}

func rowOf(catalog *openapi.Catalog, k *openapi.Kind, target apiversion.Range) lookupRow {
	row := lookupRow{
		Group: k.Group, Version: k.Version, Kind: k.Kind, Class: k.Class,
		Stability: string(k.Stability()), Resource: k.Resource,
		Introduced: k.Introduced, Deprecated: k.Deprecated, Removed: k.Removed, RemovalPlanned: k.RemovalPlanned,
		PresentIn:       runs(catalog, k.PresentIn),
		ServedByDefault: runs(catalog, k.ServedByDefault),
		kind:            k,
	}
	if k.Deprecated != 0 || k.Removed != 0 || k.Class == openapi.Config {
		row.instead = catalog.Replacement(k, target)
	}
	if row.instead != nil {
		row.Replacement = row.instead.APIVersion() + "/" + row.instead.Kind
	}
	if k.Tool.Module != "" {
		row.Tool = &toolVersions{k.Tool.Module, k.Tool.From, k.Tool.Until}
	}
	for _, use := range k.Gates {
		row.Gates = append(row.Gates, gateUse{use.Gate, runs(catalog, use.Guards)})
	}
	return row
}

// runs writes the releases of the catalog for which something holds, as
// "1.16-1.24,1.31-1.37".
func runs(catalog *openapi.Catalog, holds func(apiversion.Release) bool) string {
	var set apiversion.ReleaseSet
	for release := range catalog.Releases().Releases() {
		if holds(release) {
			set |= apiversion.SetOf(release)
		}
	}
	var runs []string
	for run := range set.Runs() {
		runs = append(runs, strings.ReplaceAll(run.String(), "..", "-"))
	}
	return strings.Join(runs, ",")
}
