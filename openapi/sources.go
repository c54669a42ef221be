package openapi

import "strings"

// Sources tells where the facts of the row come from, one sentence a source.
func (k *Kind) Sources() []string {
	var sources []string
	for code := range strings.SplitSeq(k.provenance, ",") {
		if text := k.catalog.source(code); text != "" {
			sources = append(sources, text)
		}
	}
	return sources
}

// source spells out a code of the last column of kinds.tsv: a line of the
// source table, or a letter with a minor release in the place of %.
func (c *Catalog) source(code string) string {
	if text, ok := c.sources[code]; ok || code == "" {
		return text
	}
	return strings.ReplaceAll(c.sources[code[:1]+"%"], "%", code[1:])
}
