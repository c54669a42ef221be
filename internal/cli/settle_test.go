package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Of a run that is too large to be held back, what hangs on a definition that
// comes last is reported last, and nothing is lost; a file with ignores comes as
// a whole.
func TestLateDefinitions(t *testing.T) {
	const widgets = maxHeld + 1
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var many strings.Builder
	many.WriteString("apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n")
	for range widgets {
		many.WriteString("---\napiVersion: example.com/v2\nkind: Widget\n")
	}
	write("a.yaml", many.String())
	write("b.yaml", "# apilint: ignore[unknown-api] another cluster has it\napiVersion: example.com/v2\nkind: Widget\n")
	write("c.yaml", "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n")
	write("d.yaml", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: example.com\n  names: {kind: Widget, plural: widgets}\n"+
		"  versions: [{name: v1, served: true, storage: true}]\n")
	var stdout, stderr bytes.Buffer
	code := Main([]string{"check", "--isolated", "-o", "concise", dir}, strings.NewReader(""), &stdout, &stderr)
	lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
	if code != exitFindings || len(lines) != widgets+2 {
		t.Fatalf("exit code %d, %d lines, want %d: %s", code, len(lines), widgets+2, stderr.String())
	}
	for i, want := range map[int]string{0: "a.yaml:1:13: error: policy/v1beta1", 1: "c.yaml:1:13: error: policy/v1beta1", 2: "a.yaml:4:13: error: example.com/v2 Widget"} {
		if !strings.Contains(lines[i], want) {
			t.Errorf("line %d is %q, want %q in it", i, lines[i], want)
		}
	}
	if want := fmt.Sprintf("checked %d objects in 4 files against Kubernetes 1.37: %d errors, 1 ignored", widgets+4, widgets+2); !strings.Contains(stderr.String(), want) {
		t.Errorf("the summary is %q, want %q", stderr.String(), want)
	}
}
