package openapi

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed rewrites.tsv
var rewritesTable string

// rewrites lists by kind the kinds whose objects mean the same.
var rewrites = sync.OnceValue(func() map[name][]name {
	table := map[name][]name{}
	for line := range strings.Lines(rewritesTable) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) == 5 {
			from := name{f[0], f[1], f[2]}
			table[from] = append(table[from], name{f[3], f[4], f[2]})
		}
	}
	return table
})

// MeansTheSame tells whether every object of a kind means the same as one of
// another kind when only its apiVersion is changed: Kubernetes' own schemas,
// defaults, conversions and validation treat the two alike, in every release
// that has both, maybe by way of a version between them.
func (c *Catalog) MeansTheSame(from, to *Kind) bool {
	met := map[name]bool{from.name(): true}
	for queue := []name{from.name()}; len(queue) > 0; queue = queue[1:] {
		for _, next := range rewrites()[queue[0]] {
			if next == to.name() {
				return true
			}
			if !met[next] {
				met[next] = true
				queue = append(queue, next)
			}
		}
	}
	return false
}
