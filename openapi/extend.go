package openapi

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"go.yaml.in/yaml/v4"
)

// ExtensionFormat is the first line that a user's catalog file needs: the
// format and its version.
const ExtensionFormat = "catalog/v1"

// Extend returns a catalog that has the rows of a user's catalog file beside
// those of c, or in their place. file names the file in errors, which name the
// line too; all bad rows are reported. c itself stays as it is.
//
// The file is YAML:
//
//	apilint: catalog/v1
//	kinds:
//	- apiVersion: cert-manager.io/v1alpha2   # required
//	  kind: Certificate                      # required
//	  resource: certificates                 # plural name
//	  class: resource                        # as Class has them; resource if left out
//	  introduced: "1.16"                     # releases of Kubernetes, or always
//	  deprecated: always
//	  removed: "1.25"                        # or always, or never
//	  removalPlanned: "1.40"
//	  servedByDefault: false                 # only served when switched on; true if left out
//	  replacedBy: cert-manager.io/v1         # an apiVersion, or an apiVersion, a blank and a kind
//	  source: https://cert-manager.io/docs/releases/upgrading/
//
// A row whose kind c has already changes only the columns that it names.
// Releases are those of Kubernetes: rows for what doesn't follow them leave
// them out, or write always.
func (c *Catalog) Extend(file string, data []byte) (*Catalog, error) {
	items, err := extensionItems(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	rows := map[name]*Kind{}
	for _, k := range c.kinds {
		rows[k.name()] = k
	}
	e := c.empty()
	lines := map[name]int{}
	var failed []error
	for _, item := range items {
		k, err := e.extensionRow(file, item, rows)
		if err == nil && lines[k.name()] != 0 {
			err = fmt.Errorf("%d: line %d has a row for %s already", item.Line, lines[k.name()], k)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("%s:%w", file, err))
			continue
		}
		rows[k.name()], lines[k.name()] = k, item.Line
	}
	if len(failed) > 0 {
		return nil, errors.Join(failed...)
	}
	e.addSuccessors(rows)
	e.fill(c, rows)
	return e, nil
}

// addSuccessors adds rows for the kinds that rows name as their replacements
// and that nobody has described: they are taken to be there.
func (c *Catalog) addSuccessors(rows map[name]*Kind) {
	for _, k := range slices.Collect(maps.Values(rows)) {
		if next := k.successor; next != (name{}) && rows[next] == nil {
			rows[next] = &Kind{
				Group: next.group, Version: next.version, Kind: next.kind, Class: Resource,
				present: allReleases, byDefault: allReleases, hasList: true, catalog: c, provenance: k.provenance,
			}
		}
	}
}

// empty is a catalog without rows that knows the rest of what c knows.
func (c *Catalog) empty() *Catalog {
	e := newCatalog(len(c.kinds))
	e.releases, e.gates, e.servers = c.releases, c.gates, c.servers
	maps.Copy(e.sources, c.sources)
	return e
}

// fill indexes the rows, which include those of c.
func (e *Catalog) fill(c *Catalog, rows map[name]*Kind) {
	for _, k := range slices.SortedFunc(maps.Values(rows), order) {
		e.insert(k)
		if k.hasList {
			list := listOf(*k)
			e.insertName(&list)
		}
	}
	for group, g := range e.groups {
		g.owned = c.OwnsGroup(group)
	}
}

// extensionItems reads the file down to the rows.
func extensionItems(data []byte) ([]*yaml.Node, error) {
	var document yaml.Node
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, fmt.Errorf("the file is empty: it begins with apilint: %s", ExtensionFormat)
	}
	if err := yaml.Load(data, &document); err != nil {
		return nil, fmt.Errorf("read YAML: %w", err)
	}
	top := &document
	if document.Kind == yaml.DocumentNode && len(document.Content) == 1 {
		top = document.Content[0]
	}
	format, kinds := "", (*yaml.Node)(nil)
	err := eachField(top, func(field string, value *yaml.Node) error {
		switch field {
		case "apilint":
			format = value.Value
		case "kinds":
			kinds = value
		default:
			return fmt.Errorf("unknown field %q: only apilint and kinds can stand here", field)
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("line %w", err)
	case format != ExtensionFormat:
		return nil, fmt.Errorf("line %d: the format is %q: write apilint: %s", top.Line, format, ExtensionFormat)
	case kinds == nil || kinds.Kind != yaml.SequenceNode:
		return nil, fmt.Errorf("line %d: kinds must be a list", top.Line)
	}
	return kinds.Content, nil
}

// eachField calls read for each field of a mapping and puts the line before
// its error.
func eachField(node *yaml.Node, read func(field string, value *yaml.Node) error) error {
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("%d: this must be a mapping of fields", node.Line)
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		field, value := node.Content[i], node.Content[i+1]
		if err := read(field.Value, value); err != nil {
			return fmt.Errorf("%d: %w", field.Line, err)
		}
	}
	return nil
}
