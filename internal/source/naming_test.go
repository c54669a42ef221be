package source

import (
	"os"
	"path/filepath"
	"testing"
)

func TestInRepository(t *testing.T) {
	top := t.TempDir()
	for _, dir := range []string{"repo/.git", "repo/sub/deep", "repo/module", "other/.git", "other/a", "plain"} {
		if err := os.MkdirAll(filepath.Join(top, dir), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"repo/module/.git", "repo/sub/a.yaml", "repo/module/m.yaml", "other/a/b.yaml", "plain/p.yaml"} {
		if err := os.WriteFile(filepath.Join(top, file), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"repo/link.yaml": "sub/a.yaml", "repo/dir": "sub", "way": "repo"} {
		if err := os.Symlink(target, filepath.Join(top, link)); err != nil {
			t.Fatal(err)
		}
	}
	real, err := filepath.EvalSymlinks(top)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ working, file, want string }{
		{"repo", "sub/a.yaml", "sub/a.yaml"},
		{"repo/sub", "a.yaml", "sub/a.yaml"},
		{"repo/sub/deep", "../a.yaml", "sub/a.yaml"},
		{"repo/sub", filepath.ToSlash(top) + "/repo/sub/a.yaml", "sub/a.yaml"},
		{"way", "sub/a.yaml", "sub/a.yaml"},
		{"repo", "link.yaml", "sub/a.yaml"},
		{"repo", "dir/a.yaml", "sub/a.yaml"},
		{"repo", "module/m.yaml", "module/m.yaml"}, // a submodule
		{"repo/module", "m.yaml", "m.yaml"},
		{"repo", "../other/a/b.yaml", "a/b.yaml"},
		{"plain", "../repo/sub/a.yaml", "sub/a.yaml"},
		{"plain", "../other/a/b.yaml", "a/b.yaml"},
		{"plain", "p.yaml", "p.yaml"},
		{"other", "../plain/p.yaml", filepath.ToSlash(real) + "/plain/p.yaml"},
		{"repo/sub", "missing.yaml", "sub/missing.yaml"},
		{"repo/sub", "<stdin>", "<stdin>"},
	} {
		if got := NewNaming(filepath.Join(top, c.working)).InRepository(c.file); got != c.want {
			t.Errorf("in %s, %s is called %q, want %q", c.working, c.file, got, c.want)
		}
	}
}
