package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/apilint/apilint/rules"
)

// explain is the verb explain.
type explain struct{ output string }

func (e *explain) flags() []flagGroup {
	group := newFlagGroup("Flags")
	group.choice(&e.output, "output", "o", "how the rule is written", "text", "json")
	return []flagGroup{group}
}

func (e *explain) run(c *console, args []string) (int, error) {
	if len(args) != 1 {
		return 0, errors.New("explain takes the name of one rule; `apilint rules` lists them")
	}
	for _, rule := range rules.All {
		if rule.ID != args[0] {
			continue
		}
		if e.output == "json" {
			return c.written(writeJSON(c.stdout, pageOf(rule))), nil
		}
		_, err := fmt.Fprint(c.stdout, explanation(rule, c.textWidth()))
		return c.written(err), nil
	}
	ids, err := rules.Named(args[0])
	if err == nil {
		err = fmt.Errorf("%q stands for several rules, of which one can be explained: %s", args[0], strings.Join(ids, ", "))
	}
	return 0, err
}

// explanation writes a rule's page, with its prose broken at width columns.
func explanation(rule *rules.Rule, width int) string {
	var page strings.Builder
	fmt.Fprintf(&page, "%s (%s)\n\n%s\n", rule.ID, severityOf(rule), wrap(sentence(rule.Summary), width))
	fmt.Fprintf(&page, "\n%s\n", wrap(strings.TrimSpace(rule.Doc), width))
	fmt.Fprintf(&page, "\nBad, %s:\n\n%s", titleOf(rule.Bad), indent(rule.Bad.Text))
	fmt.Fprintf(&page, "\nGood, %s:\n\n%s", titleOf(rule.Good), indent(rule.Good.Text))
	fmt.Fprintf(&page, "\n%s\n", rule.URL())
	return page.String()
}

// indent moves lines to the right, as Markdown shows code.
func indent(text string) string {
	var out strings.Builder
	for line := range strings.Lines(strings.TrimSpace(text) + "\n") {
		if strings.TrimSpace(line) != "" {
			out.WriteString("    ")
		}
		out.WriteString(line)
	}
	return out.String()
}

// wrap breaks the paragraphs and list items of Markdown text at width columns
// and leaves code as it is.
func wrap(markdown string, width int) string {
	blocks := strings.Split(markdown, "\n\n")
	for i, block := range blocks {
		if !isCode(block) {
			blocks[i] = wrapBlock(block, width)
		}
	}
	return strings.Join(blocks, "\n\n")
}

func isCode(block string) bool {
	return strings.HasPrefix(block, "    ") || strings.HasPrefix(block, "```") || strings.HasPrefix(block, "|")
}

// wrapBlock fills the lines of a paragraph, and of each item of a list.
func wrapBlock(block string, width int) string {
	var out strings.Builder
	column, hang := 0, ""
	for line := range strings.SplitSeq(block, "\n") {
		isItem := strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ")
		if isItem {
			if column > 0 {
				out.WriteString("\n")
			}
			column, hang = 0, "  "
		}
		for _, word := range strings.Fields(line) {
			switch length := len([]rune(word)); {
			case column == 0:
				column = length
			case column+1+length > width:
				out.WriteString("\n" + hang)
				column = len(hang) + length
			default:
				out.WriteString(" ")
				column += 1 + length
			}
			out.WriteString(word)
		}
	}
	return out.String()
}

// titleOf says where and in which file an example is what it is.
func titleOf(e rules.Example) string {
	if e.File != "" {
		return "on Kubernetes " + e.Target + ", in " + e.File
	}
	return "on Kubernetes " + e.Target
}
