package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestHooks checks the hooks of pre-commit: that they are told of, and that
// apilint takes their command lines.
func TestHooks(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct{ ID, Entry, Language string }
	if err := yaml.Unmarshal(text, &hooks); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(root, "docs", "ci.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, hook := range hooks {
		if !strings.Contains(string(page), "| `"+hook.ID+"` |") {
			t.Errorf("docs/ci.md doesn't tell of the hook %s", hook.ID)
		}
		words := strings.Fields(hook.Entry)
		if len(words) < 2 || words[0] != "apilint" || verbNamed(words[1]) == nil {
			t.Fatalf("%s runs %q, which is not apilint with a verb", hook.ID, hook.Entry)
		}
		if _, flags := verbNamed(words[1]).parser(); flags.Parse(words[2:]) != nil {
			t.Errorf("%s: %v", hook.ID, flags.Parse(words[2:]))
		}
	}
}
