package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"
)

const about = `apilint says which Kubernetes APIs your files lean on and what breaks on the
releases of Kubernetes that they must run on.
`

// help answers `apilint help [VERB]`.
func (c *console) help(args []string) int {
	if len(args) == 0 {
		c.overview()
		return exitClean
	}
	if v := verbNamed(args[0]); v != nil {
		return c.helpOn(v)
	}
	c.complain("%q is not a verb of apilint%s", args[0], didYouMean("", args[0], verbNames()))
	return exitUsage
}

// overview writes what apilint can do.
func (c *console) overview() {
	fmt.Fprintf(c.stdout, "%s\nUsage:\n", about)
	table := tabwriter.NewWriter(c.stdout, 0, 0, 3, ' ', 0)
	for _, v := range verbs() {
		name := v.name
		if v == checkVerb {
			name = "[check]"
		}
		fmt.Fprintf(table, "  %s\t%s\n", strings.TrimSpace("apilint "+name+" "+v.usage), v.short)
	}
	fmt.Fprintf(table, "  apilint help VERB\ttell about a verb and its flags\n")
	table.Flush()
	fmt.Fprint(c.stdout, exitCodes)
}

const exitCodes = `
Exit codes:
  0   nothing found at or above --fail-on
  1   something found at or above --fail-on
  2   the command line is wrong
  3   the run could not be completed: a path can't be read, or nothing to check
`

// helpOn writes how a verb is used.
func (c *console) helpOn(v *verb) int {
	usage := "apilint " + v.name
	groups := v.new().flags()
	if len(groups) > 0 {
		usage += " [FLAG]..."
	}
	fmt.Fprintf(c.stdout, "%s\n\nUsage: %s\n", sentence(v.short), strings.TrimSpace(usage+" "+v.usage))
	if v.long != "" {
		fmt.Fprintf(c.stdout, "\n%s", v.long)
	}
	for _, group := range groups {
		fmt.Fprintf(c.stdout, "\n%s:\n%s", group.title, group.FlagUsagesWrapped(c.textWidth()))
	}
	if v == checkVerb {
		fmt.Fprint(c.stdout, exitCodes)
	}
	return exitClean
}

// sentence writes a phrase as a sentence.
func sentence(phrase string) string {
	return strings.ToUpper(phrase[:1]) + phrase[1:] + "."
}
