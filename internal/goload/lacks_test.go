package goload

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/packages"
)

// A package is lacking where its module is there and the package isn't. Of
// other modules, and of those whose files are unknown, nothing is said.
func TestLacks(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "apps", "v1"), 0o755); err != nil {
		t.Fatal(err)
	}
	const stray = "k8s.io/api/batch/v2alpha1"
	api := &packages.Module{Path: "k8s.io/api", Version: "v0.28.4", Dir: dir}
	replaced := &packages.Module{Path: "k8s.io/api", Version: "v0.20.0", Replace: api}
	local := &packages.Module{Path: "k8s.io/api", Version: "v0.20.0", Replace: &packages.Module{Path: "./api", Dir: dir}}
	gone := &packages.Module{Path: "k8s.io/api", Version: "v0.28.4", Dir: filepath.Join(dir, "gone")}
	unknown := &packages.Module{Path: "k8s.io/api", Version: "v0.28.4"}
	for _, test := range []struct {
		required   *packages.Module
		importPath string
		want       string
	}{
		{api, "k8s.io/api/apps/v1", ""},
		{api, "k8s.io/api/settings/v1alpha1", "k8s.io/api v0.28.4 has no package k8s.io/api/settings/v1alpha1"},
		{replaced, "k8s.io/api/settings/v1alpha1", "k8s.io/api v0.28.4 has no package k8s.io/api/settings/v1alpha1"},
		{local, "k8s.io/api/settings/v1alpha1", "k8s.io/api => ./api has no package k8s.io/api/settings/v1alpha1"},
		{api, "k8s.io/client-go/listers/settings/v1alpha1", ""},
		{api, "k8s.io/apimachinery/settings/v1alpha1", ""},
		{unknown, "k8s.io/api/settings/v1alpha1", ""},
		{gone, "k8s.io/api/settings/v1alpha1", ""},
		{unknown, stray, "k8s.io/api v0.28.4 as it is vendored has no package k8s.io/api/batch/v2alpha1"},
	} {
		m := &Module{required: map[string]*packages.Module{"k8s.io/api": test.required}, stray: map[string]bool{stray: true}}
		got := ""
		if required := m.lacks(test.importPath); required != nil {
			got = hasNo(required)
		}
		if got != test.want {
			t.Errorf("%s with %+v: %q", test.importPath, test.required, got)
		}
	}
}

// What the go command says is told without its wrapping, and without what only
// holds because it must not use the network.
func TestPlain(t *testing.T) {
	for said, want := range map[string]string{
		"err: exit status 1: stderr: go: updates to go.mod needed; to update it:\n\tgo mod tidy\n":                   "updates to go.mod needed; to update it: go mod tidy",
		"example.org/a@v1.2.3: module lookup disabled by GOPROXY=off":                                                "example.org/a@v1.2.3: it is not downloaded, which `go mod download` does",
		"cannot find module providing package example.org/a/b: module lookup disabled by GOPROXY=off":                "no required module provides package example.org/a/b; `go get example.org/a/b` adds one",
		"cannot find module providing package example.org/a/b: import lookup disabled by -mod=vendor\n\t(Go versi…)": "the directory vendor has no package example.org/a/b; `go mod vendor` writes it anew",
		"go: go.mod requires go >= 1.99 (running go 1.26.8; GOTOOLCHAIN=local)":                                      "go.mod requires go >= 1.99, and this is go 1.26.8: install a newer one",
		"go: downloading go1.99 (linux/amd64)\ngo: download go1.99: toolchain not available":                         "download go1.99: toolchain not available",
		"cannot find module providing package example.org/a: import lookup disabled by -mod=readonly":                "no required module provides package example.org/a; `go get example.org/a` adds one",
		"go: updates to go.mod needed, disabled by -mod=readonly; to update it:\n\tgo mod tidy":                      "updates to go.mod needed; to update it: go mod tidy",
		"go: inconsistent vendoring in /a:\n\tk8s.io/api@v0.34.1: is explicitly required":                            "inconsistent vendoring in /a: k8s.io/api@v0.34.1: is explicitly required; `go mod vendor` mends that",
	} {
		if got := plain(said); got != want {
			t.Errorf("%q becomes %q, not %q", said, got, want)
		}
	}
}
