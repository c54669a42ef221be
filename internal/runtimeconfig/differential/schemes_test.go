package differential

import (
	"testing"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/apilint/apilint/openapi"
)

// The versions that the catalog says a server registers are those that the
// linked schemes have.
func TestSchemes(t *testing.T) {
	release := linked(t)
	servers := openapi.Builtin().Servers()
	for _, s := range chain(t) {
		for v := range servers.All() {
			gv := schema.GroupVersion{Group: v.Group, Version: v.Version}
			if v.Server == s.name && v.Registered(release) != s.scheme.IsVersionRegistered(gv) {
				t.Errorf("%s: %s: registered by the linked scheme is %t, in the catalog %t", s.name, gv, s.scheme.IsVersionRegistered(gv), v.Registered(release))
			}
		}
		for _, gv := range s.scheme.PrioritizedVersionsAllGroups() {
			if servers.Version(s.name, gv.Group, gv.Version) == nil {
				t.Errorf("%s: the catalog does not know %s", s.name, gv)
			}
		}
	}
}
