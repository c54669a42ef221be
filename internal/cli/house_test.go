package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "github.com/apilint/apilint"
	root   = "../.."
)

// edges says which packages of ours a room may import. A room is a package, or
// those below it. Imports run downhill only.
var edges = map[string][]string{
	"internal/apiversion":    {},
	"internal/source":        {},
	"internal/suggest":       {},
	"internal/reference":     {"internal/source", "internal/apiversion"},
	"internal/diagnostic":    {"internal/source", "internal/apiversion"},
	"openapi":                {"internal/reference", "internal/apiversion", "internal/source"},
	"openapi/spec":           {"openapi", "internal/find", "internal/reference", "internal/source", "internal/apiversion"},
	"openapi/compare":        {"openapi", "openapi/spec", "internal/diagnostic", "internal/apiversion"},
	"internal/find":          {"internal/reference", "internal/source", "internal/apiversion"},
	"internal/runtimeconfig": {"openapi", "internal/suggest", "internal/source", "internal/apiversion"},
	"rules": {"internal/reference", "internal/runtimeconfig", "openapi", "internal/diagnostic", "internal/suggest",
		"internal/source", "internal/apiversion"},
	"internal/lint":   {"rules", "internal/find", "internal/reference", "openapi", "internal/diagnostic", "internal/suggest", "internal/source", "internal/apiversion"},
	"internal/config": {"rules", "openapi", "internal/diagnostic", "internal/suggest", "internal/source", "internal/apiversion"},
	"internal/report": {"internal/diagnostic", "internal/source", "internal/apiversion"},
	"rules/analyzers": {"internal/lint", "rules", "internal/find", "openapi", "internal/diagnostic", "internal/source", "internal/apiversion"},
	"internal/goload": {"internal/find", "internal/reference", "internal/source"},
	"internal/cli": {"rules/analyzers", "internal/goload", "internal/report", "internal/lint", "internal/config", "rules", "internal/find",
		"internal/reference", "internal/runtimeconfig", "openapi", "openapi/spec", "openapi/compare", "internal/diagnostic", "internal/suggest",
		"internal/source", "internal/apiversion"},
	"cmd/apilint": {"internal/cli"},
}

// goFiles parses the Go files of the module that are not tests and yields them
// by their path in it. Nested modules are left out.
func goFiles(t *testing.T, files *token.FileSet) map[string]*ast.File {
	t.Helper()
	found := map[string]*ast.File{}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			return skipped(name, entry)
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(files, name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, name)
		found[filepath.ToSlash(relative)] = file
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func skipped(name string, entry fs.DirEntry) error {
	if name == root {
		return nil
	}
	_, err := os.Stat(filepath.Join(name, "go.mod"))
	if err == nil || entry.Name() == "testdata" || entry.Name()[0] == '.' {
		return filepath.SkipDir
	}
	return nil
}

// roomOf returns the room in which a package of ours lies, "" for none.
func roomOf(dir string) string {
	for ; dir != "."; dir = path.Dir(dir) {
		if _, known := edges[dir]; known {
			return dir
		}
	}
	return ""
}

func TestImportsRunDownhill(t *testing.T) {
	for name, file := range goFiles(t, token.NewFileSet()) {
		from := roomOf(path.Dir(name))
		if from == "" {
			t.Errorf("%s lies in no room: name the room in this test's list, with what it may import", name)
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			dir, ours := strings.CutPrefix(imported, module+"/")
			if to := roomOf(dir); ours && to != from && !slices.Contains(edges[from], to) {
				t.Errorf("%s imports %s, which lies uphill", name, dir)
			}
		}
	}
}

// `go install ./...` must give one program.
func TestOneProgram(t *testing.T) {
	for name, file := range goFiles(t, token.NewFileSet()) {
		if file.Name.Name == "main" && path.Dir(name) != "cmd/apilint" {
			t.Errorf("%s belongs to a second program", name)
		}
		if slices.Contains([]string{"util", "utils", "common", "helpers", "types"}, file.Name.Name) {
			t.Errorf("%s: a package's name says what it holds, %q doesn't", name, file.Name.Name)
		}
	}
}

func TestFilesAndFunctionsAreShort(t *testing.T) {
	const maxFile, maxFunc = 400, 60
	files := token.NewFileSet()
	for name, file := range goFiles(t, files) {
		if ast.IsGenerated(file) {
			continue
		}
		if lines := files.File(file.Pos()).LineCount(); lines > maxFile {
			t.Errorf("%s has %d lines, more than %d", name, lines, maxFile)
		}
		for _, declaration := range file.Decls {
			function, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if lines := files.Position(function.End()).Line - files.Position(function.Pos()).Line + 1; lines > maxFunc {
				t.Errorf("%s: %s has %d lines, more than %d", name, function.Name.Name, lines, maxFunc)
			}
		}
	}
}
