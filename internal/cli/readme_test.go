package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apilint/apilint/rules"
)

//go:generate go test -run ^TestReadme$ -update .

// TestReadme checks that the parts of the README that are made from the
// program, between <!-- NAME:begin --> and <!-- NAME:end -->, are what the
// program gives. `make generate` writes them.
func TestReadme(t *testing.T) {
	name := filepath.Join(root, "README.md")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := string(text)
	for part, content := range map[string]string{"rules": rulesTable()} {
		want = replacePart(t, want, part, content)
	}
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if want != string(text) {
		t.Error("README.md is stale: run `make generate`")
	}
}

func replacePart(t *testing.T, text, part, content string) string {
	t.Helper()
	begin, end := "<!-- "+part+":begin -->\n", "<!-- "+part+":end -->"
	before, rest, found := strings.Cut(text, begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("README.md has no part %q", part)
	}
	return before + begin + content + end + after
}

func rulesTable() string {
	var table strings.Builder
	table.WriteString("| rule | severity | finds |\n|---|---|---|\n")
	for _, rule := range rules.All {
		fmt.Fprintf(&table, "| `%s` | %s | %s |\n", rule.ID, severityOf(rule), strings.ReplaceAll(rule.Summary, "|", `\|`))
	}
	return table.String()
}
