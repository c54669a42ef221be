package source

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// Each case: the lines of a .gitignore file, and paths with what becomes of
// them: - ignored, + not. A path that ends in a slash is a directory.
var ignoreCases = []struct{ lines, paths string }{
	{"*.yaml", "-a.yaml -b/a.yaml +a.yml +a.yaml.txt -.yaml"},
	{"# comment\n\n\\#x\n\\!y\n", "-#x -!y +comment"},
	{"a.yaml\n!a.yaml", "+a.yaml +b/a.yaml"},
	{"!a.yaml\na.yaml", "-a.yaml"},
	{"/a.yaml", "-a.yaml +b/a.yaml"},
	{"b/a.yaml", "-b/a.yaml +c/b/a.yaml +a.yaml"},
	{"b/", "-b/ +b -c/b/ +c/b"},
	{"/b/", "-b/ +c/b/ +b"},
	{"b/c/", "-b/c/ +a/b/c/ +b/c"},
	{"**/b", "-b -a/b -a/c/b +ab"},
	{"b/**", "-b/a -b/a/c +b/ +a/b/c"},
	{"a/**/b", "-a/b -a/c/b -a/c/d/b +a/cb +x/a/b"},
	{"a**b", "-ab -acb +a/b -x/acb"},
	{"a/**b", "-a/b -a/cb +a/c/b"},
	{"**", "-a -a/b"},
	{"*", "-a -a/b -a/"},
	{"*\n!*/\n!*.yaml", "+a.yaml +a/ +a/b.yaml -a.json"},
	{"a/*", "-a/b -a/c/ +a/c/d +b/a/c"},
	{"?.yaml", "-a.yaml +ab.yaml +.yaml"},
	{"[a-c].yaml", "-b.yaml +d.yaml"},
	{"[!a-c].yaml", "+b.yaml -d.yaml"},
	{"[^a-c].yaml", "+b.yaml -d.yaml"},
	{"[]a].yaml", "-].yaml -a.yaml +b.yaml"},
	{"[!]a].yaml", "+].yaml +a.yaml -b.yaml"},
	{"[[:digit:]x].yaml", "-1.yaml -x.yaml +a.yaml"},
	{"[[:upper:][:digit:]].yaml", "-1.yaml -A.yaml +a.yaml"},
	{"[a\\]].yaml", "-].yaml -a.yaml +b.yaml"},
	{"a/[!b]c", "+a//c -a/xc"},
	{"a[!b]c/d", "+a/c/d -axc/d"},
	{"[a.yaml", "+[a.yaml +a.yaml"},
	{"\\[a].yaml", "-[a].yaml +a.yaml"},
	{"{a,b}.yaml", "-{a,b}.yaml +a.yaml +b.yaml"},
	{"a\\*.yaml", "-a*.yaml +ab.yaml"},
	{"a \nb\\ \n", "-a +a\\s +b"},
	{"a\r\nb\r\n", "-a -b"},
	{"\xef\xbb\xbfa", "-a"},
	{"a\\", "+a +a\\"},
	{"/", "+a +a/"},
	{"/*\n!/a\n/a/*\n!/a/b", "-x +a/ +a/b -a/c"},
	{"日本*", "-日本語.yaml +本.yaml"},
}

func TestIgnores(t *testing.T) {
	for _, c := range ignoreCases {
		rules := &ignores{dir: "/repo", patterns: parseIgnores(c.lines)}
		for _, want := range strings.Fields(c.paths) {
			file, isDir := strings.CutSuffix(want[1:], "/")
			if got := rules.ignored("/repo/"+file, isDir); got != (want[0] == '-') {
				t.Errorf("%q: ignored(%q) = %v", c.lines, want[1:], got)
			}
		}
	}
}

// gitCase is a .gitignore file in a directory of its own, and what lies beside
// it.
type gitCase struct {
	lines string
	paths []string // those that end in a slash are directories
}

// create makes the files of the case, leaving out those of which git would
// speak by a directory around them, or whose names are taken.
func (c *gitCase) create(t *testing.T, dir string) {
	t.Helper()
	rules := &ignores{dir: "/", patterns: parseIgnores(c.lines)}
	var created []string
next:
	for _, p := range c.paths {
		for i := 1; i < len(p)-1; i++ {
			if p[i] == '/' && rules.ignored("/"+p[:i], true) {
				continue next
			}
		}
		file, isDir := filepath.Join(dir, p), strings.HasSuffix(p, "/")
		if _, err := os.Lstat(file); err == nil || os.MkdirAll(filepath.Dir(file), 0o777) != nil {
			continue
		}
		if isDir && os.Mkdir(file, 0o777) == nil || !isDir && os.WriteFile(file, nil, 0o666) == nil {
			created = append(created, p)
		}
	}
	c.paths = created
	if err := os.WriteFile(filepath.Join(dir, ".gitignore"), []byte(c.lines), 0o666); err != nil {
		t.Fatal(err)
	}
}

// askGit returns the names, among those below dir, that git would ignore.
func askGit(t *testing.T, dir string, names []string) map[string]bool {
	t.Helper()
	run := func(stdin string, args ...string) string {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
		cmd.Stdin = strings.NewReader(stdin)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil && cmd.ProcessState.ExitCode() != 1 {
			t.Fatalf("git %v: %v: %s", args, err, stderr.String())
		}
		return string(out)
	}
	run("", "init", "-q")
	out := run(strings.Join(names, "\x00")+"\x00", "check-ignore", "--no-index", "-z", "--stdin")
	ignored := map[string]bool{}
	for name := range strings.SplitSeq(out, "\x00") {
		ignored[name] = true
	}
	return ignored
}

// TestIgnoresLikeGit asks git about the cases above, and about patterns made
// at random. Where there is no git, the cases stand on their own.
func TestIgnoresLikeGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Log("no git to compare with")
		return
	}
	dir, cases := t.TempDir(), gitCases()
	var names []string
	for i, c := range cases {
		name := fmt.Sprintf("case%d", i)
		c.create(t, filepath.Join(dir, name))
		for _, p := range c.paths {
			names = append(names, name+"/"+strings.TrimSuffix(p, "/"))
		}
	}
	ignored := askGit(t, dir, names)
	for i, c := range cases {
		rules := &ignores{dir: "/", patterns: parseIgnores(c.lines)}
		for _, p := range c.paths {
			file, isDir := strings.CutSuffix(p, "/")
			want := ignored[fmt.Sprintf("case%d/%s", i, file)]
			if got := rules.ignored("/"+file, isDir); got != want {
				t.Errorf("%q: ignored(%q) = %v, git says %v", c.lines, p, got, want)
			}
		}
	}
}

// gitCases are the cases of the table, and some with patterns and paths made at
// random, the same in each run.
func gitCases() []*gitCase {
	var cases []*gitCase
	for _, c := range ignoreCases {
		var paths []string
		for _, p := range strings.Fields(c.paths) {
			paths = append(paths, p[1:])
		}
		cases = append(cases, &gitCase{c.lines, paths})
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		line := someText(random, []string{"a", "b", "*", "**", "/", "?", "[ab]", "[!a]", "!", "\\", "{", " ", "/**/"}, 5)
		var paths []string
		for range 20 {
			p := strings.Trim(someText(random, []string{"a", "b", "ab", "/a/", "/b/", "{", "!", " "}, 5), "/ ")
			p = strings.ReplaceAll(strings.ReplaceAll(p, "//", "/"), "//", "/")
			if p != "" {
				paths = append(paths, p+[]string{"", "/"}[random.IntN(2)])
			}
		}
		cases = append(cases, &gitCase{line + "\n", paths})
	}
	return cases
}

func someText(random *rand.Rand, parts []string, most int) string {
	var b strings.Builder
	for range 1 + random.IntN(most) {
		b.WriteString(parts[random.IntN(len(parts))])
	}
	return b.String()
}

func FuzzIgnores(f *testing.F) {
	for _, c := range ignoreCases {
		f.Add(c.lines, "a/b.yaml")
	}
	f.Fuzz(func(t *testing.T, lines, file string) {
		file = path.Join("d", path.Clean("/"+file))
		patterns := parseIgnores(lines)
		(&ignores{dir: "/repo", patterns: patterns}).ignored("/repo/"+file, false)
		for _, p := range patterns {
			if p.dirOnly && p.matches(file, false) {
				t.Errorf("%+v matches the file %q", p, file)
			}
		}
		all := parseIgnores(lines + "\n*\n")
		if !(&ignores{dir: "/repo", patterns: all}).ignored("/repo/"+file, false) {
			t.Errorf("%q, then *, does not ignore %q", lines, file)
		}
	})
}

func ExampleWalker() {
	walker, err := NewWalker(WalkOptions{Exclude: []string{"broken.yaml"}, Picks: yamlOnly})
	if err != nil {
		panic(err)
	}
	for name, err := range walker.Files("testdata/walk") {
		fmt.Println(name, err)
	}
	// Output:
	// testdata/walk/a.yaml <nil>
	// testdata/walk/b/c.JSON <nil>
}
