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
	api := &packages.Module{Path: "k8s.io/api", Version: "v0.28.4", Dir: dir}
	replaced := &packages.Module{Path: "k8s.io/api", Version: "v0.20.0", Replace: api}
	unknown := &packages.Module{Path: "k8s.io/api", Version: "v0.28.4"}
	for _, test := range []struct {
		required   *packages.Module
		importPath string
		version    string
		lacks      bool
	}{
		{api, "k8s.io/api/apps/v1", "v0.28.4", false},
		{api, "k8s.io/api/settings/v1alpha1", "v0.28.4", true},
		{replaced, "k8s.io/api/settings/v1alpha1", "v0.28.4", true},
		{api, "k8s.io/client-go/listers/settings/v1alpha1", "", false},
		{api, "k8s.io/apimachinery/settings/v1alpha1", "", false},
		{unknown, "k8s.io/api/settings/v1alpha1", "", false},
	} {
		m := &Module{required: map[string]*packages.Module{"k8s.io/api": test.required}}
		if _, version, lacks := m.lacks(test.importPath); version != test.version || lacks != test.lacks {
			t.Errorf("%s with %+v: %q, %v", test.importPath, test.required, version, lacks)
		}
	}
}
