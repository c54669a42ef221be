package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/report"
)

// The page about reports has a row for each format.
func TestReportsPage(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(root, "docs", "reports.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "| format | for |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	for _, format := range report.Formats {
		if !strings.Contains(table, "`"+format.Name+"`") {
			t.Errorf("docs/reports.md has no row for %s", format.Name)
		}
	}
}
