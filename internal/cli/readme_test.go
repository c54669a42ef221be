package cli

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/apilint/apilint/rules"
)

//go:generate go test -run ^(TestDocuments|TestRulePages|TestConfigSchema|TestScreenshot)$ -update .

// filled returns a page in which the parts that are made from the program,
// between <!-- NAME:begin --> and <!-- NAME:end -->, are what the program gives.
func filled(t *testing.T, page string) string {
	t.Helper()
	for part, content := range map[string]func(*testing.T) string{
		"rules":       func(*testing.T) string { return rulesTable("docs/rules/") },
		"exit-codes":  func(*testing.T) string { return meaningsTable("code | means", exitCodes) },
		"environment": func(*testing.T) string { return meaningsTable("variable | does", environment) },
		"formats":     func(*testing.T) string { return meaningsTable("format | is for", formats()) },
		"commands":    func(*testing.T) string { return commandsHelp() },
		"inputs":      inputsTable,
	} {
		begin, end := "<!-- "+part+":begin -->\n", "<!-- "+part+":end -->"
		before, rest, found := strings.Cut(page, begin)
		if !found {
			continue
		}
		_, after, closed := strings.Cut(rest, end)
		if !closed {
			t.Fatalf("the part %q is not closed", part)
		}
		page = before + begin + content(t) + end + after
	}
	return page
}

// rulesTable lists the rules, with links to their pages in a folder.
func rulesTable(folder string) string {
	var table strings.Builder
	table.WriteString("| rule | group | severity | finds |\n|---|---|---|---|\n")
	for _, rule := range rules.All {
		fmt.Fprintf(&table, "| [`%s`](%s%s.md) | %s | %s | %s |\n", rule.ID, folder, rule.ID, rule.Group, severityOf(rule), cellText(rule.Summary))
	}
	return table.String()
}

func meaningsTable(titles string, rows []meaning) string {
	var table strings.Builder
	fmt.Fprintf(&table, "| %s |\n|---|---|\n", titles)
	for _, row := range rows {
		fmt.Fprintf(&table, "| `%s` | %s |\n", row.name, cellText(row.text))
	}
	return table.String()
}

// commandsHelp asks for the help of each verb.
func commandsHelp() string {
	var text strings.Builder
	for _, v := range verbs() {
		fmt.Fprintf(&text, "\n## apilint %s\n\n```console\n$ apilint help %s\n```\n", v.name, v.name)
	}
	return text.String()
}

// inputsTable lists the inputs of the action, in their order.
func inputsTable(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var action struct{ Inputs yaml.Node }
	if err := yaml.Unmarshal(text, &action); err != nil {
		t.Fatal(err)
	}
	table := "| input | meaning | default |\n|---|---|---|\n"
	for i := 0; i+1 < len(action.Inputs.Content); i += 2 {
		var input struct{ Description, Default string }
		if err := action.Inputs.Content[i+1].Decode(&input); err != nil {
			t.Fatal(err)
		}
		table += fmt.Sprintf("| `%s` | %s | %s |\n", action.Inputs.Content[i].Value, cellText(input.Description), cmp.Or(input.Default, "-"))
	}
	return table
}

// cellText writes text for a cell of a Markdown table.
func cellText(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// The README says which releases the catalog knows.
func TestReadmeNamesTheReleases(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	known := knownReleases()
	want := fmt.Sprintf("Kubernetes %s to %s", known.From, known.To)
	if !strings.Contains(strings.Join(strings.Fields(string(text)), " "), want) {
		t.Errorf("README.md doesn't say %q", want)
	}
}
