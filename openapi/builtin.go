package openapi

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:generate go -C generate run . merge

// The tables of the built-in catalog, made from the facts by generate/.
var (
	//go:embed kinds.tsv
	kindsTable string
	//go:embed gates.tsv
	gatesTable string
	//go:embed versions.tsv
	versionsTable string
)

// Builtin is the history of Kubernetes that apilint carries. It is parsed at
// the first call.
func Builtin() *Catalog { return builtin() }

var builtin = sync.OnceValue(func() *Catalog {
	c, err := parseTables(kindsTable, gatesTable, versionsTable)
	if err != nil {
		// The tables are part of the program, and its tests parse them.
		panic(fmt.Sprintf("the built-in catalog is broken: %v", err))
	}
	return c
})

// parseTables makes a catalog whose groups are all Kubernetes' own.
func parseTables(kinds, gates, versions string) (*Catalog, error) {
	c := newCatalog(strings.Count(kinds, "\n"))
	if err := parseKinds(c, kinds); err != nil {
		return nil, fmt.Errorf("kinds: %w", err)
	}
	for _, g := range c.groups {
		g.owned = true
	}
	if err := parseGates(c, gates); err != nil {
		return nil, fmt.Errorf("feature gates: %w", err)
	}
	if err := parseVersions(c, versions); err != nil {
		return nil, fmt.Errorf("versions: %w", err)
	}
	return c, nil
}
