package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// guardsOf reads the guards of a storage provider with the given body.
func guardsOf(t *testing.T, body string) []string {
	t.Helper()
	dir := t.TempDir()
	rest := filepath.Join(dir, "pkg", "registry", "core", "rest")
	if err := os.MkdirAll(rest, 0o755); err != nil {
		t.Fatal(err)
	}
	source := "package rest\n\nconst Lever = \"Lever\"\n\nfunc fill() {\n" + body + "\n}\n"
	if err := os.WriteFile(filepath.Join(rest, "storage.go"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	fs := &facts{}
	tree := &sourceTree{roots: []root{{"k8s.io/kubernetes", dir}}, packages: map[string]*goPackage{}}
	if err := fs.addGuards(tree); err != nil {
		t.Fatal(err)
	}
	var guards []string
	for _, f := range fs.of("guard", 4) {
		guards = append(guards, f[2]+" "+f[3])
	}
	return guards
}

func TestGuards(t *testing.T) {
	for body, want := range map[string][]string{
		`if gates.Enabled(Lever) { m["cranes/lift"] = lift }`:                       {"cranes/lift Lever"},
		`if ready && gates.Enabled(Lever) { m["a"] = lift } else { m["b"] = lift }`: {"a Lever"},
		`m["a"] = lift`: nil,
		// A storage made with nil arguments when the gate is off lacks the part.
		`if ready && gates.Enabled(Lever) { crane, err = newREST(hook) } else { crane, err = newREST(nil) }
		m["cranes"] = crane
		if crane.Lift != nil { m["cranes/lift"] = crane.Lift }
		if other.Lift != nil { m["others/lift"] = other.Lift }`: {"cranes/lift Lever"},
		`if gates.Enabled(Lever) { crane = newFast(hook) } else { crane = newSlow(hook) }
		if crane.Lift != nil { m["cranes/lift"] = crane.Lift }`: nil,
		`if ready { crane = newREST(hook) } else { crane = newREST(nil) }
		if crane.Lift != nil { m["cranes/lift"] = crane.Lift }`: nil,
	} {
		if got := guardsOf(t, body); !slices.Equal(got, want) {
			t.Errorf("the guards of\n%s\nare %q, want %q", strings.TrimSpace(body), got, want)
		}
	}
}
