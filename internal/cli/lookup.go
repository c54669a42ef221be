package cli

import (
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
  a kind in a group             deployments.apps
  a feature gate, after "gate"  gate InPlacePodVerticalScaling, gate
`

// lookup is the verb lookup: what the catalog knows.
type lookup struct {
	output   string
	release  string
	removed  string
	from, to string
	sources  bool
	catalogs catalogFiles
	clusters clusterFiles
}

func (l *lookup) flags() []flagGroup {
	group := newFlagGroup("Flags")
	group.choice(&l.output, "output", "o", "how the answer is written", "text", "json")
	group.StringVar(&l.release, "kubernetes-version", "", "only what this `RELEASE`, or each of a range, serves by default")
	group.StringVar(&l.removed, "removed-in", "", "only what this `RELEASE`, or one of a range, removes")
	group.StringVar(&l.from, "from", "", "only what changes after this `RELEASE`, up to that of --to")
	group.StringVar(&l.to, "to", "", "only what changes up to this `RELEASE`, from that of --from")
	group.BoolVar(&l.sources, "sources", false, "tell where the facts come from")
	l.catalogs.flag(group)
	l.clusters.flag(group)
	return []flagGroup{group}
}

func (l *lookup) run(c *console, args []string) (int, error) {
	catalog, err := l.catalogs.load(openapi.Builtin())
	if err != nil {
		return 0, err
	}
	cluster, err := l.clusters.load(c, "--openapi")
	if err != nil {
		return 0, err
	}
	target, err := cluster.target(l.release)
	if err != nil {
		return 0, err
	}
	catalog = cluster.observe(catalog, target)
	if len(args) > 0 && args[0] == "gate" {
		return l.gates(c, catalog, args[1:])
	}
	if len(args) > 1 {
		return 0, fmt.Errorf("lookup takes one name, not %q", strings.Join(args, " "))
	}
	keep, err := l.filter(len(args) == 1)
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
	rows, err := l.rows(catalog, kinds)
	if err != nil {
		return 0, err
	}
	if l.output == "json" {
		return c.written(writeJSON(c.stdout, rows)), nil
	}
	if len(rows) == 0 {
		c.complain("there are such kinds in the catalog, but none is left by the flags")
		return exitClean, nil
	}
	return c.written(writeLives(c.stdout, catalog, rows)), nil
}

// filter returns what the flags ask of a kind. What a release serves leaves out
// the kinds that no API server serves, unless the user named them.
func (l *lookup) filter(named bool) (func(*openapi.Kind) bool, error) {
	var served, removed apiversion.Range
	var err error
	if l.release != "" {
		if served, err = knownRange(l.release); err != nil {
			return nil, fmt.Errorf("--kubernetes-version: %w", err)
		}
	}
	if l.removed != "" { // also a release of the future, for which removals are planned
		if removed, err = apiversion.ParseRange(l.removed); err != nil {
			return nil, fmt.Errorf("--removed-in: %w", err)
		}
	}
	return func(k *openapi.Kind) bool {
		isServed := (named || k.HasEndpoints()) && k.ServedByDefaultThrough(served)
		isRemoved := removed.Contains(k.Removed) || removed.Contains(k.RemovalPlanned)
		return (l.release == "" || isServed) && (l.removed == "" || isRemoved)
	}, nil
}

// kindsNamed returns the rows that a name stands for: a kind, a group, a
// version, or a path of these.
func kindsNamed(catalog *openapi.Catalog, name string) []*openapi.Kind {
	if name == "core" {
		return slices.Collect(catalog.InGroup(""))
	}
	parts := strings.Split(name, "/")
	switch len(parts) {
	case 1:
		kind, group, _ := strings.Cut(name, ".") // deployments.apps, as kubectl writes it
		return firstOf(catalog.InGroup(name), catalog.InVersion("", name), catalog.Named(name), called(kind, catalog.InGroup(group)))
	case 2:
		return firstOf(catalog.InVersion(parts[0], parts[1]), called(parts[1], catalog.InVersion("", parts[0])),
			called(parts[1], catalog.InGroup(parts[0])), catalog.Named(name))
	case 3:
		if list := catalog.Find(parts[0], parts[1], parts[2]); list != nil {
			return []*openapi.Kind{list}
		}
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
			if name != "" && (strings.EqualFold(k.Kind, name) || strings.EqualFold(k.Resource, name)) && !yield(k) {
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
