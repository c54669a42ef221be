//go:build network

package compiled

import (
	"os"
	"strings"
	"testing"

	apiextensions "k8s.io/apiextensions-apiserver/pkg/client/clientset/clientset/scheme"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/scheme"
	aggregator "k8s.io/kube-aggregator/pkg/apiserver/scheme"
)

// release is the one whose modules go.mod requires.
const release = "1.37"

// TestSchemeIsCompiledScheme compares every version that client-go, apiextensions
// and the aggregator register.
func TestSchemeIsCompiledScheme(t *testing.T) {
	read := typesRead(t)
	for name, s := range map[string]*runtime.Scheme{
		"client-go": scheme.Scheme, "apiextensions": apiextensions.Scheme, "aggregator": aggregator.Scheme,
	} {
		compiled := typesOf(s)
		if len(compiled) == 0 {
			t.Errorf("the scheme of %s is empty", name)
		}
		versions := map[schema.GroupVersion]bool{}
		for gvk := range compiled {
			versions[gvk.GroupVersion()] = true
			if !read[gvk] {
				t.Errorf("%s registers %v, which was not read", name, gvk)
			}
		}
		if name != "client-go" {
			delete(versions, schema.GroupVersion{Version: "v1"}) // there only for the unversioned types
		}
		for gvk := range read {
			if versions[gvk.GroupVersion()] && !compiled[gvk] && !beyondTheScheme(gvk) {
				t.Errorf("%v was read, but %s doesn't register it", gvk, name)
			}
		}
		t.Logf("%s: %d types", name, len(compiled))
	}
}

// typesRead are the types in the facts of the release.
func typesRead(t *testing.T) map[schema.GroupVersionKind]bool {
	t.Helper()
	text, err := os.ReadFile("../../facts/" + release + ".tsv")
	if err != nil {
		t.Fatal(err)
	}
	types := map[schema.GroupVersionKind]bool{}
	for line := range strings.Lines(string(text)) {
		if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); f[0] == "type" {
			types[schema.GroupVersionKind{Group: f[1], Version: f[2], Kind: f[3]}] = true
		}
	}
	return types
}

// typesOf are the types of a scheme that can be sent or stored, without the
// options and events that every version carries.
func typesOf(s *runtime.Scheme) map[schema.GroupVersionKind]bool {
	types := map[schema.GroupVersionKind]bool{}
	for gvk := range s.AllKnownTypes() {
		unversioned := gvk.Group != "" && (strings.HasSuffix(gvk.Kind, "Options") || gvk.Kind == "WatchEvent")
		if gvk.Version != runtime.APIVersionInternal && !unversioned {
			types[gvk] = true
		}
	}
	return types
}

// beyondTheScheme tells of types that other schemes add to the core version.
func beyondTheScheme(gvk schema.GroupVersionKind) bool {
	return gvk.Group == "" && (gvk.Kind == "Config" || gvk.Kind == "EncryptionConfig") // files of clients and of kube-apiserver
}
