package cli

import (
	"fmt"
	"io"
	"path"
	"strings"
	"text/tabwriter"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
)

const lifeLegend = "\n█ served by default   ▒ served by default, but deprecated   ░ only when switched on   · not there\n"

// writeLives writes a table of kinds with a line for the life of each, drawn
// over the releases of the catalog.
func writeLives(out io.Writer, catalog *openapi.Catalog, rows []lookupRow) error {
	releases := catalog.Releases()
	columns := columnsFor(rows)
	var padded strings.Builder
	table := tabwriter.NewWriter(&padded, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "apiVersion\tkind\t%s\tsince\tdeprecated\tremoved\tinstead%s\n", lifeScale(releases), columns.head())
	for _, row := range rows {
		instead := ""
		if row.instead != nil {
			instead = row.instead.String()
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s%s\n", row.kind.APIVersion(), row.Kind, row.kind.LifeLine(releases),
			row.Introduced, sinceOf(row.Deprecated), removalOf(row.kind), instead, columns.of(row))
	}
	table.Flush() // a strings.Builder takes everything
	var text strings.Builder
	for line := range strings.Lines(padded.String()) {
		text.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	_, err := io.WriteString(out, text.String()+lifeLegend+sourcesOf(rows))
	return err
}

// moreColumns are the columns that only some tables have.
type moreColumns struct{ change, gates bool }

func columnsFor(rows []lookupRow) moreColumns {
	var m moreColumns
	for _, row := range rows {
		m.change = m.change || row.Change != ""
		m.gates = m.gates || len(row.Gates) > 0
	}
	return m
}

func (m moreColumns) head() string { return m.join("change", "gate") }

func (m moreColumns) of(row lookupRow) string {
	var gates []string
	for _, use := range row.Gates {
		gates = append(gates, use.Gate)
	}
	return m.join(string(row.Change), strings.Join(gates, ","))
}

func (m moreColumns) join(change, gates string) string {
	text := ""
	if m.change {
		text += "\t" + change
	}
	if m.gates {
		text += "\t" + gates
	}
	return text
}

// sourcesOf tells where the facts of the rows come from, a source a line.
func sourcesOf(rows []lookupRow) string {
	var text strings.Builder
	for _, row := range rows {
		for _, source := range row.Sources {
			fmt.Fprintf(&text, "\n%s: %s", row.kind, source)
		}
	}
	if text.Len() > 0 {
		text.WriteString("\n")
	}
	return text.String()
}

// lifeScale is the head of the column of life lines: its first and last release.
func lifeScale(releases apiversion.Range) string {
	first, last := releases.From.String(), releases.To.String()
	length := int(releases.To-releases.From) + 1
	return first + strings.Repeat(" ", max(length-len(first)-len(last), 1)) + last
}

// sinceOf writes since which release something holds.
func sinceOf(release apiversion.Release) string {
	if release == openapi.Always {
		return "always"
	}
	return release.String()
}

// removalOf writes when a kind was removed, or is to be.
func removalOf(k *openapi.Kind) string {
	switch {
	case k.Removed != 0:
		return sinceOf(k.Removed)
	case k.Tool.Until != "":
		return "after " + path.Base(k.Tool.Module) + " " + k.Tool.Until
	case k.RemovalPlanned != 0:
		return k.RemovalPlanned.String() + " planned"
	}
	return ""
}
