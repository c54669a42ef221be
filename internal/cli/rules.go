package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/apilint/apilint/rules"
)

// listRules is the verb rules.
type listRules struct{ output string }

func (l *listRules) flags() []flagGroup {
	group := newFlagGroup("Flags")
	group.choice(&l.output, "output", "o", "how the rules are written", "text", "json")
	return []flagGroup{group}
}

func (l *listRules) run(c *console, args []string) (int, error) {
	if len(args) > 0 {
		return 0, fmt.Errorf("rules takes no argument, not %q; `apilint explain RULE` tells about one rule", args[0])
	}
	if l.output == "json" {
		pages := []rulePage{}
		for _, rule := range rules.All {
			pages = append(pages, pageOf(rule))
		}
		return c.written(writeJSON(c.stdout, pages)), nil
	}
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	for _, rule := range rules.All {
		fmt.Fprintf(table, "%s\t%s\t%s\n", rule.ID, severityOf(rule), rule.Summary)
	}
	return c.written(table.Flush()), nil
}

// severityOf says how bad what a rule finds is, and whether it has to be asked.
func severityOf(rule *rules.Rule) string {
	if rule.Off {
		return rule.Severity.String() + ", off"
	}
	return rule.Severity.String()
}

// rulePage is a rule as JSON.
type rulePage struct {
	ID       string      `json:"id"`
	Group    string      `json:"group"`
	Severity string      `json:"severity"`
	Off      bool        `json:"off,omitempty"` // speaks only where --select names it
	Summary  string      `json:"summary"`
	Doc      string      `json:"doc"`
	URL      string      `json:"url"`
	Bad      ruleExample `json:"bad"`
	Good     ruleExample `json:"good"`
}

type ruleExample struct {
	Target string `json:"target"`
	Text   string `json:"text"`
	File   string `json:"file,omitempty"` // where it is no manifest
}

func pageOf(rule *rules.Rule) rulePage {
	return rulePage{rule.ID, rule.Group, rule.Severity.String(), rule.Off, rule.Summary, strings.TrimSpace(rule.Doc), rule.URL(),
		ruleExample(rule.Bad), ruleExample(rule.Good)}
}

func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
