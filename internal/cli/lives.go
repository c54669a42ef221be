package cli

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
)

// The characters of a life line, one per release.
const (
	lifeServed     = '█'
	lifeDeprecated = '▒'
	lifeOff        = '░'
	lifeAbsent     = '·'
)

const lifeLegend = "\n█ served by default   ▒ served by default, but deprecated   ░ only when switched on   · not there\n"

// writeLives writes a table of kinds with a line for the life of each, drawn
// over the releases of the catalog.
func writeLives(out io.Writer, catalog *openapi.Catalog, kinds []*openapi.Kind) error {
	releases := catalog.Releases()
	var padded strings.Builder
	table := tabwriter.NewWriter(&padded, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "apiVersion\tkind\t%s\tsince\tdeprecated\tremoved\tinstead\n", lifeScale(releases))
	for _, k := range kinds {
		instead := ""
		if other := replacementOf(catalog, k); other != nil {
			instead = other.String()
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", k.APIVersion(), k.Kind, lifeOf(k, releases),
			k.Introduced, k.Deprecated, removalOf(k), instead)
	}
	table.Flush() // a strings.Builder takes everything
	var text strings.Builder
	for line := range strings.Lines(padded.String()) {
		text.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	_, err := io.WriteString(out, text.String()+lifeLegend)
	return err
}

// lifeScale is the head of the column of life lines: its first and last release.
func lifeScale(releases apiversion.Range) string {
	first, last := releases.From.String(), releases.To.String()
	length := int(releases.To-releases.From) + 1
	return first + strings.Repeat(" ", max(length-len(first)-len(last), 1)) + last
}

func lifeOf(k *openapi.Kind, releases apiversion.Range) string {
	var line strings.Builder
	for release := range releases.Releases() {
		switch {
		case !k.PresentIn(release):
			line.WriteRune(lifeAbsent)
		case !k.ServedByDefault(release):
			line.WriteRune(lifeOff)
		case k.Deprecated != 0 && release >= k.Deprecated:
			line.WriteRune(lifeDeprecated)
		default:
			line.WriteRune(lifeServed)
		}
	}
	return line.String()
}

// removalOf writes when a kind was removed, or is to be.
func removalOf(k *openapi.Kind) string {
	switch {
	case k.Removed != 0:
		return k.Removed.String()
	case k.RemovalPlanned != 0:
		return k.RemovalPlanned.String() + " planned"
	}
	return ""
}
