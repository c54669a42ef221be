package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/openapi/spec"
)

const specLong = `PATH is an OpenAPI document, v2 or v3, a directory of them, a discovery document or a file of
CustomResourceDefinitions, in JSON or YAML, perhaps compressed by gzip; - is standard input.
What is told of a kind's life is that of Kubernetes' own, and of what its definition says.
`

// listSpec is the verb spec.
type listSpec struct{ output string }

func (l *listSpec) flags() []flagGroup {
	group := newFlagGroup("Flags")
	group.choice(&l.output, "output", "o", "how the answer is written", "text", "json")
	return []flagGroup{group}
}

func (l *listSpec) run(c *console, args []string) (int, error) {
	if len(args) == 0 {
		return 0, errors.New("spec takes the paths of OpenAPI documents, discovery documents or CustomResourceDefinitions; - is standard input")
	}
	var rows []specRow
	loader := &spec.Loader{}
	for _, path := range args {
		s, err := loadSpec(c, loader, path)
		if err != nil {
			c.complain("%v", err)
			return exitIncomplete, nil
		}
		rows = append(rows, specRows(&s.Cluster)...)
	}
	slices.SortStableFunc(rows, func(a, b specRow) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), -apiversion.Compare(a.Version, b.Version), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Resource, b.Resource))
	})
	if l.output == "json" {
		return c.written(writeJSON(c.stdout, rows)), nil
	}
	return c.written(writeSpec(c.stdout, rows)), nil
}

// specRow is a resource in one version.
type specRow struct {
	Group          string             `json:"group"`
	Version        string             `json:"version"`
	Kind           string             `json:"kind"`
	Resource       string             `json:"resource"`
	Namespaced     bool               `json:"namespaced"`
	Verbs          []string           `json:"verbs,omitempty"` // not told by CustomResourceDefinitions
	Subresources   []string           `json:"subresources"`
	Stability      string             `json:"stability,omitempty"`
	Preferred      bool               `json:"preferred"` // the version that clients prefer
	Served         bool               `json:"served"`
	Stored         bool               `json:"stored,omitempty"` // in CustomResourceDefinitions
	IsDeprecated   bool               `json:"isDeprecated"`     // by the document, or in the newest release known
	Warning        string             `json:"warning,omitempty"`
	Introduced     apiversion.Release `json:"introduced,omitzero"`
	Deprecated     apiversion.Release `json:"deprecated,omitzero"`
	Removed        apiversion.Release `json:"removed,omitzero"`
	RemovalPlanned apiversion.Release `json:"removalPlanned,omitzero"`
}

// specRows makes the rows of what a cluster serves.
func specRows(s *openapi.Cluster) []specRow {
	rows := []specRow{}
	at := map[string]int{}
	for _, r := range s.Resources {
		resource, sub, isSub := strings.Cut(r.Resource, "/")
		key := r.Group + "/" + r.Version + "/" + resource
		if i, known := at[key]; known && isSub {
			rows[i].Subresources = append(rows[i].Subresources, sub)
			continue
		}
		at[key] = len(rows)
		row := specRow{
			Group: r.Group, Version: r.Version, Kind: r.Kind, Resource: r.Resource, Namespaced: r.Namespaced, Verbs: r.Verbs,
			Served: true, IsDeprecated: r.Deprecated, Preferred: r.Version == s.Preferred(r.Group),
		}
		rows = append(rows, row.completed())
	}
	for _, d := range s.Definitions {
		for _, v := range d.Versions {
			row := specRow{
				Group: d.Group, Version: v.Name, Kind: d.Kind, Resource: d.Plural, Namespaced: d.Namespaced, Subresources: v.Subresources,
				Served: v.Served, Stored: v.Storage, IsDeprecated: v.Deprecated, Warning: v.Warning, Preferred: v.Name == s.Preferred(d.Group),
			}
			rows = append(rows, row.completed())
		}
	}
	return rows
}

// completed adds what the catalog knows of the kind.
func (row specRow) completed() specRow {
	if row.Subresources == nil {
		row.Subresources = []string{}
	}
	row.Stability = string(apiversion.StabilityOf(row.Version))
	if k := openapi.Builtin().Find(row.Group, row.Version, row.Kind); k != nil {
		row.Introduced, row.Deprecated, row.Removed, row.RemovalPlanned = k.Introduced, k.Deprecated, k.Removed, k.RemovalPlanned
		row.IsDeprecated = row.IsDeprecated || k.Deprecated != 0
	}
	return row
}

// writeSpec writes the rows as a table.
func writeSpec(out io.Writer, rows []specRow) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "apiVersion\tkind\tresource\tscope\tstability\tpreferred\tlife\tsubresources")
	for _, row := range rows {
		scope, preferred := "cluster", ""
		if row.Namespaced {
			scope = "namespaced"
		}
		if row.Preferred {
			preferred = "yes"
		}
		apiVersion := strings.TrimPrefix(row.Group+"/"+row.Version, "/")
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", apiVersion, row.Kind, row.Resource, scope,
			cmp.Or(row.Stability, "none"), preferred, cmp.Or(row.life(), "-"), cmp.Or(strings.Join(row.Subresources, ","), "-"))
	}
	return table.Flush()
}

// life tells in words what has become of a kind, or is to.
func (row specRow) life() string {
	var parts []string
	say := func(so bool, text string) {
		if so {
			parts = append(parts, text)
		}
	}
	say(row.Introduced != 0, "since "+row.Introduced.String())
	say(!row.Served, "not served")
	say(row.Stored, "stored")
	say(row.Deprecated != 0, "deprecated since "+sinceOf(row.Deprecated))
	say(row.IsDeprecated && row.Deprecated == 0, "deprecated")
	say(row.Removed != 0, "removed in "+sinceOf(row.Removed))
	say(row.RemovalPlanned != 0 && row.Removed == 0, "removal planned for "+row.RemovalPlanned.String())
	return strings.Join(parts, ", ")
}
