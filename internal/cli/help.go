package cli

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/apilint/apilint/internal/report"
)

const about = `apilint says which Kubernetes APIs your files lean on and what breaks on the
releases of Kubernetes that they must run on.
`

// meaning is a row of a table that tells what things mean.
type meaning struct{ name, text string }

var exitCodes = []meaning{
	{"0", "nothing found at or above --fail-on"},
	{"1", "something found at or above --fail-on"},
	{"2", "the command line or the configuration is wrong"},
	{"3", "the run could not be completed: a path can't be read, or nothing to check"},
}

var environment = []meaning{
	{"APILINT_OUTPUT", "the output format where --output names none"},
	{"APILINT_CACHE", "where is kept what Go packages hold, or off (default: apilint in the cache directory of the user)"},
	{"NO_COLOR", "if set, reports are not painted"},
	{"FORCE_COLOR, CLICOLOR_FORCE", "if set, reports are painted even where they go to no terminal"},
}

var files = []meaning{
	{".apilint.yaml", "the configuration, at the root of the repository"},
	{".apilint-baseline.json", "what `apilint baseline` writes where no other name is given"},
}

// formats tells what the output formats are for.
func formats() (rows []meaning) {
	for _, format := range report.Formats {
		rows = append(rows, meaning{format.Name, format.For})
	}
	return rows
}

// help is the verb help.
type help struct{}

func (help) flags() []flagGroup { return nil }

func (help) run(c *console, args []string) (int, error) {
	var text strings.Builder
	switch {
	case len(args) == 0:
		writeOverview(&text)
	case len(args) > 1:
		return 0, fmt.Errorf("help takes the name of one verb, not %q", strings.Join(args, " "))
	case verbNamed(args[0]) == nil:
		return 0, fmt.Errorf("%q is not a verb of apilint%s", args[0], didYouMean("", args[0], verbNames()))
	default:
		return c.helpOn(verbNamed(args[0])), nil
	}
	_, err := io.WriteString(c.stdout, c.spoken(text.String()))
	return c.written(err), nil
}

// writeOverview writes what apilint can do.
func writeOverview(text *strings.Builder) {
	fmt.Fprint(text, about)
	table := tabwriter.NewWriter(text, 0, 0, 3, ' ', 0)
	for _, group := range verbGroups() {
		fmt.Fprintf(table, "\n%s:\n", group.title)
		for _, v := range group.verbs {
			name := v.name
			if v == checkVerb {
				name = "[check]"
			}
			fmt.Fprintf(table, "  %s\t%s\n", strings.TrimSpace("apilint "+name+" "+v.usage), v.short)
		}
	}
	table.Flush() // a strings.Builder takes everything
	writeMeanings(text, "Exit codes", exitCodes)
	writeMeanings(text, "Environment", environment)
	writeMeanings(text, "Files", files)
}

func writeMeanings(text *strings.Builder, title string, rows []meaning) {
	fmt.Fprintf(text, "\n%s:\n", title)
	table := tabwriter.NewWriter(text, 0, 0, 3, ' ', 0)
	for _, row := range rows {
		fmt.Fprintf(table, "  %s\t%s\n", row.name, row.text)
	}
	table.Flush()
}

// helpOn writes how a verb is used and returns the exit code.
func (c *console) helpOn(v *verb) int {
	var text strings.Builder
	groups := v.new().flags()
	fmt.Fprintf(&text, "%s\n\nUsage: %s\n", sentence(v.short), usageOf(v, groups))
	if v.long != "" {
		fmt.Fprintf(&text, "\n%s", v.long)
	}
	for _, group := range groups {
		fmt.Fprintf(&text, "\n%s:\n%s", group.title, group.FlagUsagesWrapped(c.textWidth()))
	}
	if v == checkVerb {
		writeMeanings(&text, "Formats", formats())
		writeMeanings(&text, "Exit codes", exitCodes)
	}
	_, err := io.WriteString(c.stdout, c.spoken(text.String()))
	return c.written(err)
}

// usageOf writes the command line of a verb.
func usageOf(v *verb, groups []flagGroup) string {
	usage := "apilint " + v.name
	if len(groups) > 0 {
		usage += " [FLAG]..."
	}
	return strings.TrimSpace(usage + " " + v.usage)
}

// sentence writes a phrase as a sentence.
func sentence(phrase string) string {
	return strings.ToUpper(phrase[:1]) + phrase[1:] + "."
}
