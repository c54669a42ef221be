package openapi

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// The columns of a line of kinds.tsv that begins with "kind". Columns at the
// end that are empty are left out.
const (
	colGroup = iota + 1
	colVersion
	colKind
	colClass
	colResource   // plural name, or "pods/eviction"
	colList       // "list" when a List kind exists
	colPresent    // releases, or "*" for kinds that don't follow them
	colDefault    // releases, or "=" for the same as present
	colIntroduced // this and the next three: one release
	colDeprecated
	colRemoved
	colPlanned
	colSuccessor // group/version/Kind
	colGates     // Gate=releases;Gate=releases
	colSources   // letters and numbers of the lines that begin with "source"
	colTool      // module, a blank, from..until
	columns
)

// parser reads the tables of a catalog.
type parser struct {
	catalog *Catalog
	kinds   []Kind // one block for all rows
}

// parseKinds reads kinds.tsv.
func parseKinds(c *Catalog, text string) error {
	p := parser{catalog: c, kinds: make([]Kind, 0, strings.Count(text, "\n")+strings.Count(text, "\tlist\t"))}
	number := 0
	for line := range strings.Lines(text) {
		number++
		if err := p.line(strings.TrimSuffix(line, "\n")); err != nil {
			return fmt.Errorf("line %d: %w", number, err)
		}
	}
	return nil
}

func (p *parser) line(line string) error {
	var f [columns]string
	n := split(line, &f)
	switch f[0] {
	case "releases":
		known, err := apiversion.ParseRange(f[1])
		p.catalog.releases = known
		return err
	case "source":
		p.catalog.sources[f[1]] = f[2]
		return nil
	case "kind":
		if n <= colPresent {
			return fmt.Errorf("a kind needs at least %d columns, this has %d", colPresent+1, n)
		}
		return p.kind(&f)
	}
	if strings.HasPrefix(line, "#") {
		return nil
	}
	return fmt.Errorf("unknown first word %q", f[0])
}

// split cuts a line at its tabs and tells how many columns it has.
func split(line string, f *[columns]string) (n int) {
	for ; n < len(f); n++ {
		column, rest, more := strings.Cut(line, "\t")
		f[n], line = column, rest
		if !more {
			return n + 1
		}
	}
	return n
}

func (p *parser) kind(f *[columns]string) (err error) {
	k := Kind{
		Group: f[colGroup], Version: f[colVersion], Kind: f[colKind],
		Class: Class(f[colClass]), Resource: f[colResource],
		hasList: f[colList] != "", provenance: f[colSources], catalog: p.catalog,
	}
	newest := p.catalog.releases.To
	if k.present = ^apiversion.ReleaseSet(0); f[colPresent] != "*" {
		if k.present, err = apiversion.ParseReleaseSet(f[colPresent], newest); err != nil {
			return err
		}
	}
	if k.byDefault = k.present; f[colDefault] != "=" {
		if k.byDefault, err = apiversion.ParseReleaseSet(f[colDefault], newest); err != nil {
			return err
		}
	}
	for i, r := range []*apiversion.Release{&k.Introduced, &k.Deprecated, &k.Removed, &k.RemovalPlanned} {
		if *r, err = parseRelease(f[colIntroduced+i]); err != nil {
			return err
		}
	}
	if k.successor, err = parseName(f[colSuccessor]); err != nil {
		return err
	}
	if k.Gates, err = parseGateUses(f[colGates], newest); err != nil {
		return err
	}
	if module, versions, ok := strings.Cut(f[colTool], " "); ok {
		k.Tool.Module = module
		k.Tool.From, k.Tool.Until, _ = strings.Cut(versions, "..")
	}
	p.add(k)
	return nil
}

func (p *parser) add(k Kind) {
	p.kinds = append(p.kinds, k)
	p.catalog.insert(&p.kinds[len(p.kinds)-1])
	if k.hasList {
		p.kinds = append(p.kinds, listOf(k))
		p.catalog.insertName(&p.kinds[len(p.kinds)-1])
	}
}

// listOf is the List kind of a kind.
func listOf(k Kind) Kind {
	k.Kind += "List"
	k.Class = List
	k.hasList = false
	if k.successor.kind != "" {
		k.successor.kind += "List"
	}
	return k
}

// parseRelease reads one release; "" is none.
func parseRelease(s string) (apiversion.Release, error) {
	set, err := apiversion.ParseReleaseSet(s, 0)
	return set.First(), err
}

// parseName reads "apps/v1/Deployment" or "/v1/Pod"; "" is no name.
func parseName(s string) (name, error) {
	if s == "" {
		return name{}, nil
	}
	group, rest, _ := strings.Cut(s, "/")
	version, kind, ok := strings.Cut(rest, "/")
	if !ok || version == "" || kind == "" {
		return name{}, fmt.Errorf("%q is not a kind: write it as apps/v1/Deployment, or /v1/Pod", s)
	}
	return name{group, version, kind}, nil
}

// parseGateUses reads "Gate=1.31..1.36;Other=1.37..".
func parseGateUses(s string, newest apiversion.Release) ([]GateUse, error) {
	if s == "" {
		return nil, nil
	}
	uses := make([]GateUse, 0, 1+strings.Count(s, ";"))
	for use := range strings.SplitSeq(s, ";") {
		gate, releases, _ := strings.Cut(use, "=")
		set, err := apiversion.ParseReleaseSet(releases, newest)
		if err != nil {
			return nil, err
		}
		uses = append(uses, GateUse{gate, set})
	}
	return uses, nil
}
