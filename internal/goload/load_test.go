package goload

import (
	"os"
	"path/filepath"
	"testing"
)

// write writes files into a new directory and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A file that is gone once its package was found is not passed over.
func TestUnread(t *testing.T) {
	dir := write(t, map[string]string{"go.mod": "module example.com/a\n", "a.go": "package a\n", "b.go": "package a\n"})
	a, b := filepath.Join(dir, "a.go"), filepath.Join(dir, "b.go")
	module, err := Load(dir, []string{a, b}, nil)
	if err != nil || len(module.Units) != 1 {
		t.Fatalf("%+v, %v", module, err)
	}
	if err := os.Remove(b); err != nil {
		t.Fatal(err)
	}
	for _, checked := range module.Check(module.Units[0], nil) {
		if len(checked.Files) != 1 || len(checked.Unread) != 1 || checked.Unread[0].Name != b || checked.Unread[0].Err == nil {
			t.Errorf("%d files, and not %+v", len(checked.Files), checked.Unread)
		}
	}
}

// A module that the workspace around it leaves out is loaded on its own, and one
// that wants a Go that isn't there with the Go that is.
func TestLoadOtherwise(t *testing.T) {
	t.Setenv("GOTOOLCHAIN", "auto")
	t.Setenv("GOFLAGS", "")
	dir := write(t, map[string]string{
		"go.work": "go 1.24\n\nuse ./in\n", "in/go.mod": "module example.com/in\n\ngo 1.24\n", "in/a.go": "package in\n",
		"out/go.mod": "module example.com/out\n\ngo 1.24\n\ntoolchain go1.999.0\n", "out/a.go": "package out\n",
	})
	for _, name := range []string{"in", "out"} {
		module, err := Load(filepath.Join(dir, name), []string{filepath.Join(dir, name, "a.go")}, nil)
		if err != nil || len(module.Units) != 1 || len(module.Problems) > 0 {
			t.Errorf("%s: %+v, %v", name, module, err)
		}
	}
}
