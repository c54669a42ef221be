package cli

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
)

const lookupLong = `Without an argument, everything is listed. Otherwise name

  a kind, or its plural         Ingress, ingresses
  a group                       networking.k8s.io
  a group and version           networking.k8s.io/v1beta1, v1
  all of it                     networking.k8s.io/v1beta1/Ingress
  a feature gate, after "gate"  gate InPlacePodVerticalScaling
`

// lookup is the verb lookup: what the catalog knows.
type lookup struct {
	output  string
	release string
	removed string
}

func (l *lookup) flags() []flagGroup {
	group := newFlagGroup("Flags")
	group.choice(&l.output, "output", "o", "how the answer is written", "text", "json")
	group.StringVar(&l.release, "kubernetes-version", "", "only what this `RELEASE`, or each of a range, serves by default")
	group.StringVar(&l.removed, "removed-in", "", "only what this `RELEASE`, or one of a range, removes")
	return []flagGroup{group}
}

func (l *lookup) run(c *console, args []string) (int, error) {
	catalog := openapi.Builtin()
	if len(args) == 2 && args[0] == "gate" {
		return lookupGate(c, catalog, args[1])
	}
	if len(args) > 1 {
		return 0, fmt.Errorf("lookup takes one name, not %q", strings.Join(args, " "))
	}
	keep, err := l.filter(catalog)
	if err != nil {
		return 0, err
	}
	kinds := slices.Collect(catalog.Kinds())
	if len(args) == 1 {
		if kinds = kindsNamed(catalog, args[0]); len(kinds) == 0 {
			return 0, unknownName(catalog, args[0])
		}
	}
	kinds = slices.DeleteFunc(slices.Clone(kinds), func(k *openapi.Kind) bool { return !keep(k) })
	if l.output == "json" {
		return c.written(writeJSON(c.stdout, rowsOf(catalog, kinds))), nil
	}
	if len(kinds) == 0 {
		c.complain("there are such kinds in the catalog, but none is left by the flags")
		return exitClean, nil
	}
	return c.written(writeLives(c.stdout, catalog, kinds)), nil
}

// filter returns what the flags ask of a kind.
func (l *lookup) filter(catalog *openapi.Catalog) (func(*openapi.Kind) bool, error) {
	var served, removed apiversion.Range
	var err error
	if l.release != "" {
		if served, err = knownRange(l.release); err != nil {
			return nil, fmt.Errorf("--kubernetes-version: %w", err)
		}
	}
	if l.removed != "" {
		if removed, err = knownRange(l.removed); err != nil {
			return nil, fmt.Errorf("--removed-in: %w", err)
		}
	}
	return func(k *openapi.Kind) bool {
		return (l.release == "" || k.ServedByDefaultThrough(served)) && (l.removed == "" || removed.Contains(k.Removed))
	}, nil
}

// kindsNamed returns the rows that a name stands for: a kind, a group, a
// version, or a path of these.
func kindsNamed(catalog *openapi.Catalog, name string) []*openapi.Kind {
	parts := strings.Split(name, "/")
	switch len(parts) {
	case 1:
		return firstOf(catalog.InGroup(name), catalog.InVersion("", name), catalog.Named(name))
	case 2:
		return firstOf(catalog.InVersion(parts[0], parts[1]),
			called(parts[1], catalog.InVersion("", parts[0])), called(parts[1], catalog.InGroup(parts[0])))
	case 3:
		return firstOf(called(parts[2], catalog.InVersion(parts[0], parts[1])))
	}
	return nil
}

// firstOf collects the first sequence that holds anything.
func firstOf(sequences ...iter.Seq[*openapi.Kind]) []*openapi.Kind {
	for _, sequence := range sequences {
		if kinds := slices.Collect(sequence); len(kinds) > 0 {
			return kinds
		}
	}
	return nil
}

// called yields the rows of that kind or plural.
func called(name string, kinds iter.Seq[*openapi.Kind]) iter.Seq[*openapi.Kind] {
	return func(yield func(*openapi.Kind) bool) {
		for k := range kinds {
			if (strings.EqualFold(k.Kind, name) || strings.EqualFold(k.Resource, name)) && !yield(k) {
				return
			}
		}
	}
}

func unknownName(catalog *openapi.Catalog, name string) error {
	known := catalog.Groups()
	for k := range catalog.Kinds() {
		known = append(known, k.Kind, k.APIVersion(), k.APIVersion()+"/"+k.Kind)
	}
	return fmt.Errorf("the catalog has no %q%s", name, didYouMean("", name, known))
}

// lookupRow is a row of the catalog as JSON. Releases are written as 1.37.
type lookupRow struct {
	Group           string             `json:"group"`
	Version         string             `json:"version"`
	Kind            string             `json:"kind"`
	Class           string             `json:"class"`
	Stability       string             `json:"stability,omitempty"`
	Resource        string             `json:"resource,omitempty"`
	Introduced      apiversion.Release `json:"introduced,omitzero"`
	Deprecated      apiversion.Release `json:"deprecated,omitzero"`
	Removed         apiversion.Release `json:"removed,omitzero"`
	RemovalPlanned  apiversion.Release `json:"removalPlanned,omitzero"`
	Replacement     string             `json:"replacement,omitempty"` // as lookup takes it: GROUP/VERSION/KIND
	ServedByDefault string             `json:"servedByDefault,omitempty"`
}

func rowsOf(catalog *openapi.Catalog, kinds []*openapi.Kind) []lookupRow {
	rows := []lookupRow{}
	for _, k := range kinds {
		row := lookupRow{
			Group: k.Group, Version: k.Version, Kind: k.Kind, Class: string(k.Class),
			Stability: string(k.Stability()), Resource: k.Resource,
			Introduced: k.Introduced, Deprecated: k.Deprecated, Removed: k.Removed, RemovalPlanned: k.RemovalPlanned,
			ServedByDefault: servedByDefault(catalog, k),
		}
		if instead := replacementOf(catalog, k); instead != nil {
			row.Replacement = instead.APIVersion() + "/" + instead.Kind
		}
		rows = append(rows, row)
	}
	return rows
}

// replacementOf returns what replaces a kind that is deprecated or gone, on the
// newest release.
func replacementOf(catalog *openapi.Catalog, k *openapi.Kind) *openapi.Kind {
	if k.Deprecated == 0 && k.Removed == 0 {
		return nil
	}
	newest := catalog.Releases().To
	return catalog.Replacement(k, apiversion.Range{From: newest, To: newest})
}

// servedByDefault writes the releases that serve a kind by default, as
// "1.16-1.24,1.31-1.37".
func servedByDefault(catalog *openapi.Catalog, k *openapi.Kind) string {
	var set apiversion.ReleaseSet
	for release := range catalog.Releases().Releases() {
		if k.ServedByDefault(release) {
			set |= apiversion.SetOf(release)
		}
	}
	var runs []string
	for run := range set.Runs() {
		runs = append(runs, strings.ReplaceAll(run.String(), "..", "-"))
	}
	return strings.Join(runs, ",")
}

// lookupGate tells the history of a feature gate.
func lookupGate(c *console, catalog *openapi.Catalog, name string) (int, error) {
	gate := catalog.Gate(name)
	if gate == nil {
		return 0, fmt.Errorf("the catalog has no feature gate %q%s", name, didYouMean("", name, catalog.Gates()))
	}
	var failed error
	for release, state := range gate.Changes() {
		_, err := fmt.Fprintf(c.stdout, "%s  %s\n", release, describeGate(state))
		failed = errors.Join(failed, err)
	}
	return c.written(failed), nil
}

func describeGate(state openapi.GateState) string {
	if state.Stage == "" {
		return "gone"
	}
	description := string(state.Stage) + ", off"
	if state.Default {
		description = string(state.Stage) + ", on"
	}
	if state.Locked {
		description += ", can't be changed"
	}
	return description
}
