package cli

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/rules"
)

// TestRulePages checks that docs/rules holds a page for each rule, and their
// list, made from the rules' texts, and no other page.
func TestRulePages(t *testing.T) {
	dir := filepath.Join(root, "docs", "rules")
	want := []string{filepath.Join(dir, "README.md")}
	renew(t, want[0], "# Rules\n\n"+rulesTable(""))
	for _, rule := range rules.All {
		t.Run(rule.ID, func(t *testing.T) {
			name := filepath.Join(dir, rule.ID+".md")
			want = append(want, name)
			renew(t, name, rerun(t, rulePageOf(rule)))
			if rule.URL() != report.Home+"/blob/main"+filepath.ToSlash(strings.TrimPrefix(name, root)) {
				t.Errorf("the page %s is not at %s", name, rule.URL())
			}
		})
	}
	slices.Sort(want)
	if got, _ := filepath.Glob(filepath.Join(dir, "*")); !slices.Equal(got, want) {
		t.Errorf("docs/rules holds\n%q\nand should hold\n%q", got, want)
	}
}

// unignorable are the rules that no comment can be about.
var unignorable = []string{"malformed-ignore", "ignore-without-reason", "unused-ignore"}

// rulePageOf writes a rule's page, without what its commands print.
func rulePageOf(rule *rules.Rule) string {
	var page strings.Builder
	fmt.Fprintf(&page, "<!-- Made from the rule's own text by `make generate`: don't edit. -->\n\n# %s\n\n", rule.ID)
	fmt.Fprintf(&page, "%s Severity: %s. Group: `%s`.\n\n%s\n", sentence(rule.Summary), rule.Severity, rule.Group, strings.TrimSpace(rule.Doc))
	writeExample(&page, "What it finds", rule.Bad.NameAs("bad.yaml"), rule.Bad)
	writeExample(&page, "What it leaves alone", rule.Good.NameAs("good.yaml"), rule.Good)
	if !slices.Contains(unignorable, rule.ID) {
		fmt.Fprintf(&page, "\n## Where it is meant\n\nLet it pass by a comment with the reason: `# apilint: ignore[%s] REASON`\n([more](../ignoring.md)).\n", rule.ID)
	}
	page.WriteString("\n[All rules](README.md)\n")
	return page.String()
}

func writeExample(page *strings.Builder, title, name string, example rules.Example) {
	fmt.Fprintf(page, "\n## %s\n\n```%s %s\n%s\n```\n", title, strings.TrimPrefix(path.Ext(name), "."), name, strings.TrimSpace(example.Text))
	fmt.Fprintf(page, "\n```console\n$ apilint --kubernetes-version %s %s\n```\n", example.Target, name)
}
