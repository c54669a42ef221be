package source

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// plant makes a directory of the files in a txtar text the working directory.
// A line "link NAME TARGET" before the files makes a symbolic link.
func plant(t *testing.T, text string) {
	t.Helper()
	t.Chdir(t.TempDir())
	archive := txtar.Parse([]byte(text))
	for _, file := range archive.Files {
		must(t, os.MkdirAll(filepath.Dir(file.Name), 0o777))
		must(t, os.WriteFile(file.Name, file.Data, 0o666))
	}
	for line := range strings.Lines(string(archive.Comment)) {
		if words := strings.Fields(line); len(words) == 3 && words[0] == "link" {
			must(t, os.MkdirAll(filepath.Dir(words[1]), 0o777))
			must(t, os.Symlink(words[2], words[1]))
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// found walks the paths and returns what it finds, errors as "path: error".
// yamlOnly picks what the trees of these tests hold, and scripts by how they begin.
func yamlOnly(path string, head func() []byte) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml", ".json":
		return true
	case "":
		return strings.HasPrefix(string(head()), "#!")
	}
	return false
}

func found(t *testing.T, options WalkOptions, paths ...string) []string {
	if options.Picks == nil {
		options.Picks = yamlOnly
	}
	t.Helper()
	walker, err := NewWalker(options)
	must(t, err)
	var names []string
	for _, p := range paths {
		for name, err := range walker.Files(p) {
			if err != nil {
				name = fmt.Sprintf("%s: %v", name, err)
			}
			names = append(names, name)
		}
	}
	return names
}

func expect(t *testing.T, got []string, want string) {
	t.Helper()
	if !slices.Equal(got, strings.Fields(want)) {
		t.Errorf("found %q, want %s", got, want)
	}
}

const tree = `
-- .git/HEAD --
-- .git/config.yaml --
-- .git/info/exclude --
private.yaml
-- .gitignore --
/build/
*.gen.yaml
!keep.gen.yaml
-- .github/workflows/ci.yml --
-- A.YAML --
-- a/.gitignore --
!b.gen.yaml
x.yaml
-- a/b.gen.yaml --
-- a/c.gen.yaml --
-- a/deep/x.yaml --
-- a/private.yaml --
-- build/out.yaml --
-- build/sub/out.yaml --
-- chart/Chart.lock --
-- chart/vendor/dep.yaml --
-- keep.gen.yaml --
-- node_modules/m/package.json --
-- other/.git/HEAD --
-- other/b.gen.yaml --
-- package.json --
-- readme.md --
`

func TestWalk(t *testing.T) {
	plant(t, tree)
	none := WalkOptions{}
	expect(t, found(t, none, "."),
		".github/workflows/ci.yml A.YAML a/b.gen.yaml keep.gen.yaml other/b.gen.yaml package.json")
	expect(t, found(t, WalkOptions{NoGitignore: true}, "."),
		".github/workflows/ci.yml A.YAML a/b.gen.yaml a/c.gen.yaml a/deep/x.yaml a/private.yaml"+
			" build/out.yaml build/sub/out.yaml keep.gen.yaml other/b.gen.yaml package.json")
	expect(t, found(t, WalkOptions{Exclude: []string{"/a", "*.json", "other/*.yaml"}}, "."),
		".github/workflows/ci.yml A.YAML keep.gen.yaml")
	// What is named is read, ignored or not, and once.
	expect(t, found(t, none, "build", "./build/out.yaml", "readme.md", "a/c.gen.yaml"),
		"build/out.yaml build/sub/out.yaml readme.md a/c.gen.yaml")
	expect(t, found(t, none, "a/deep/x.yaml", "a", "chart/vendor"), "a/deep/x.yaml a/b.gen.yaml chart/vendor/dep.yaml")
	workDir, err := os.Getwd()
	must(t, err)
	expect(t, found(t, none, filepath.Join(workDir, "a")), "a/b.gen.yaml")
	t.Chdir("a/deep")
	expect(t, found(t, none, "..", "x.yaml", "../../package.json"), "../b.gen.yaml x.yaml ../../package.json")
}

func TestWalkExcludesNamed(t *testing.T) {
	plant(t, tree)
	exclude := []string{"deep/", "*.json"}
	expect(t, found(t, WalkOptions{Exclude: exclude}, "a/deep/x.yaml", "package.json"), "a/deep/x.yaml package.json")
	expect(t, found(t, WalkOptions{Exclude: exclude, ForceExclude: true}, "a/deep/x.yaml", "package.json", "A.YAML"), "A.YAML")
}

func TestWalkOutsideOfRepository(t *testing.T) {
	plant(t, "-- .gitignore --\n*\n-- a.yaml --\n")
	expect(t, found(t, WalkOptions{}, "."), "a.yaml")
}

func TestWalkAddedWorkTree(t *testing.T) {
	plant(t, `
-- main/.git/info/exclude --
a.yaml
-- main/.git/worktrees/other/commondir --
../..
-- other/.git --
gitdir: ../main/.git/worktrees/other
-- other/a.yaml --
-- other/b.yaml --
`)
	expect(t, found(t, WalkOptions{}, "other"), "other/b.yaml")
}

func TestWalkLinks(t *testing.T) {
	plant(t, `
link repo/dir ../elsewhere
link repo/dir.yaml ../elsewhere
link repo/f.yaml ../elsewhere/e.yaml
link repo/g.yaml f.yaml
link repo/loop ..
link repo/self.yaml self.yaml
link repo/gone.yaml nowhere
link named elsewhere
-- elsewhere/e.yaml --
-- repo/a.yaml --
`)
	got := found(t, WalkOptions{}, "repo", "named", "named/e.yaml")
	want := []string{"repo/a.yaml", "repo/f.yaml", "repo/gone.yaml: no such file or directory", "repo/self.yaml: too many levels of symbolic links"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	expect(t, found(t, WalkOptions{}, "named"), "named/e.yaml")
}

func TestWalkFindsNothing(t *testing.T) {
	plant(t, "-- .git/HEAD --\n-- .gitignore --\n*.yml\n-- a/b.yml --\n-- empty/readme.md --\n")
	for _, dir := range []string{"a", "empty"} {
		if got := found(t, WalkOptions{}, dir); len(got) != 1 || !strings.HasPrefix(got[0], dir+": no file to read") {
			t.Errorf("found %q in %s", got, dir)
		}
	}
	walker, err := NewWalker(WalkOptions{Picks: yamlOnly})
	must(t, err)
	for _, err := range walker.Files("missing/x.yaml") {
		if !os.IsNotExist(err) || !strings.HasPrefix(err.Error(), "no such file") {
			t.Errorf("missing file: %v", err)
		}
	}
}

func TestWalkStopsWhenTold(t *testing.T) {
	plant(t, tree)
	walker, err := NewWalker(WalkOptions{Picks: yamlOnly})
	must(t, err)
	n := 0
	for range walker.Files(".") {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d files", n)
	}
}

func TestReason(t *testing.T) {
	if got := Reason(&fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}); got != fs.ErrPermission {
		t.Errorf("Reason = %v", got)
	}
}
