package runtimeconfig

import (
	"strings"
	"testing"

	"github.com/apilint/apilint/openapi"
)

// Without the flag a release must serve what the catalog says it serves by
// default: the two come from different sources.
func TestDefaultsAgreeWithTheCatalog(t *testing.T) {
	catalog := openapi.Builtin()
	for release := range catalog.Releases().Releases() {
		e := &evaluation{catalog: catalog, release: release}
		e.defaults()
		on := map[*openapi.Kind]bool{}
		for _, p := range e.ordered {
			for _, a := range p.apis {
				on[a.kind] = a.on && e.serves(a.kind)
			}
		}
		for k := range catalog.Kinds() {
			if k.HasEndpoints() && !strings.Contains(k.Resource, "/") && on[k] != k.ServedByDefault(release) {
				t.Errorf("%s: %s: served by default is %t by the servers' defaults, %t by its row", release, k, on[k], k.ServedByDefault(release))
			}
		}
	}
}

// The merge keeps the servers' versions in one place, which is right as long as
// no two servers have a group in common.
func TestServersHaveNoGroupInCommon(t *testing.T) {
	server := map[string]string{}
	for v := range openapi.Builtin().Servers().All() {
		if other := server[v.Group]; v.Group != "" && other != "" && other != v.Server {
			t.Errorf("%s is in %s and in %s", v.Group, other, v.Server)
		}
		server[v.Group] = v.Server
	}
}
