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
	Severity string      `json:"severity"`
	Off      bool        `json:"off,omitempty"` // speaks only where --select names it
	Summary  string      `json:"summary"`
	Doc      string      `json:"doc"`
	Bad      ruleExample `json:"bad"`
	Good     ruleExample `json:"good"`
}

type ruleExample struct {
	Target string `json:"target"`
	Text   string `json:"text"`
}

func pageOf(rule *rules.Rule) rulePage {
	return rulePage{rule.ID, rule.Severity.String(), rule.Off, rule.Summary, strings.TrimSpace(rule.Doc),
		ruleExample(rule.Bad), ruleExample(rule.Good)}
}

func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// selectRules returns the rules that the words of --select name, less those of
// --ignore. No word selects every rule that is on by default.
func selectRules(selected, ignored []string) ([]*rules.Rule, error) {
	if len(selected) == 0 {
		selected = onByDefault()
	}
	// What can't be parsed was not checked: only who ignores that by name is
	// not told.
	chosen := map[string]bool{rules.SyntaxID: true}
	for _, list := range []struct {
		words []string
		chose bool
	}{{selected, true}, {ignored, false}} {
		for _, word := range list.words {
			ids, err := rulesNamed(strings.TrimSpace(word))
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				chosen[id] = list.chose
			}
		}
	}
	var result []*rules.Rule
	for _, rule := range rules.All {
		if chosen[rule.ID] {
			result = append(result, rule)
		}
	}
	if result == nil && len(rules.All) > 0 {
		return nil, fmt.Errorf("no rule is left to judge by: --ignore takes away all that --select gives")
	}
	return result, nil
}

// rulesNamed returns the ids that a word of --select or --ignore stands for.
func rulesNamed(word string) ([]string, error) {
	ids := ruleIDs()
	if word == "all" {
		return ids, nil
	}
	for _, id := range ids {
		if id == word {
			return []string{id}, nil
		}
	}
	return nil, unknownRule(word)
}

func unknownRule(word string) error {
	return fmt.Errorf("%q is not a rule (`apilint rules` lists them)%s", word, didYouMean("", word, ruleIDs()))
}

func onByDefault() []string {
	var ids []string
	for _, rule := range rules.All {
		if !rule.Off {
			ids = append(ids, rule.ID)
		}
	}
	return ids
}

func ruleIDs() []string {
	var ids []string
	for _, rule := range rules.All {
		ids = append(ids, rule.ID)
	}
	return ids
}
