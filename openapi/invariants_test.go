package openapi

import (
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/apiversion"
)

func TestTablesAreSmall(t *testing.T) {
	if size := len(kindsTable) + len(gatesTable) + len(versionsTable); size > 150_000 {
		t.Errorf("the embedded tables have %d bytes, want at most 150,000", size)
	}
}

func TestInvariantsOfKinds(t *testing.T) {
	c := Builtin()
	var before *Kind
	rows := 0
	for k := range c.Kinds() {
		rows++
		checkInvariants(t, c, k)
		if before != nil && order(before, k) >= 0 {
			t.Errorf("%v comes before %v", before, k)
		}
		before = k
	}
	if rows < 400 {
		t.Errorf("only %d rows", rows)
	}
}

func checkInvariants(t *testing.T, c *Catalog, k *Kind) {
	t.Helper()
	newest := c.Releases().To
	for what, wrong := range map[string]bool{
		"is not found":                           c.Find(k.Group, k.Version, k.Kind) != k,
		"is present nowhere":                     k.present == 0,
		"is on by default where it isn't there":  k.byDefault&^k.present != 0,
		"is deprecated before it is introduced":  k.Deprecated != 0 && k.Deprecated < k.Introduced,
		"is deprecated after it is removed":      k.Removed != 0 && k.Deprecated >= k.Removed,
		"is deprecated in a future release":      k.Deprecated > newest,
		"is removed in a future release":         k.Removed > newest,
		"is planned to go in the past":           k.RemovalPlanned != 0 && k.RemovalPlanned <= newest,
		"is an add-on and removed":               k.Class == AddOn && k.Removed != 0,
		"is removed and planned to be":           k.Removed != 0 && k.RemovalPlanned != 0,
		"is on by default where it is removed":   k.Removed != 0 && k.byDefault.Last() >= k.Removed,
		"has a version that breaks the rules":    k.Stability() == apiversion.Unnamed && k.Version != "v0",
		"came back after it was gone":            runsOf(k.present) > 1,
		"has no source":                          len(k.Sources()) == 0,
		"is served without a resource":           k.HasEndpoints() && k.Resource == "",
		"is a subresource without a slash":       k.Class == Subresource && !strings.Contains(k.Resource, "/") && k.Kind != "Binding",
		"follows a tool and Kubernetes":          k.Tool.Module != "" && k.Introduced != 0,
		"alpha and on by default":                k.HasEndpoints() && k.Stability() == apiversion.Alpha && k.byDefault != 0,
		"is not found by its resource":           k.Class == Resource && c.FindResource(k.Group, k.Version, k.Resource) == nil,
		"has a successor that doesn't exist":     k.successor != (name{}) && c.byName[k.successor] == nil,
		"replaces itself":                        c.Replacement(k, apiversion.Range{From: newest, To: newest}) == k,
		"is not introduced where it first lives": k.Tool.Module == "" && k.present.First() != k.Introduced,
	} {
		if wrong {
			t.Errorf("%v %s", k, what)
		}
	}
	for _, use := range k.Gates {
		if c.Gate(use.Gate) == nil {
			t.Errorf("%v stands behind the unknown gate %s", k, use.Gate)
		}
	}
}

func runsOf(set apiversion.ReleaseSet) (n int) {
	for range set.Runs() {
		n++
	}
	return n
}

// TestDefaultsFollow works out what is served by default from the versions'
// defaults and the gates, and compares it with the column.
func TestDefaultsFollow(t *testing.T) {
	c := Builtin()
	for k := range c.Kinds() {
		if k.Class != Resource && k.Class != Review {
			continue
		}
		for r := range c.Releases().Releases() {
			if got, want := k.ServedByDefault(r), k.PresentIn(r) && switchedOn(c, k, r) && gatesOn(c, k, r); got != want {
				t.Errorf("%v is served by default in %s: %v, want %v", k, r, got, want)
			}
		}
	}
}

func switchedOn(c *Catalog, k *Kind, r apiversion.Release) bool {
	for _, server := range []string{KubeAPIServer, APIExtensions, Aggregator} {
		v := c.Servers().Version(server, k.Group, k.Version)
		if v == nil {
			continue
		}
		for resource, on := range v.Resources(r) {
			if resource == k.Resource {
				return on
			}
		}
		if on, listed := v.Listed(r); listed {
			return on
		}
	}
	return false
}

func gatesOn(c *Catalog, k *Kind, r apiversion.Release) bool {
	for _, use := range k.Gates {
		if use.Guards(r) && !c.Gate(use.Gate).In(r).Default {
			return false
		}
	}
	return true
}

// TestServedIsRegistered: what a server has endpoints for is in its scheme and
// in its default resource config, on or off.
func TestServedIsRegistered(t *testing.T) {
	c := Builtin()
	for k := range c.Kinds() {
		if k.Class != Resource && k.Class != Review {
			continue
		}
		for r := range c.Releases().Releases() {
			if k.PresentIn(r) && !configurable(c, k, r) {
				t.Errorf("%v is present in %s, but no server registers and lists %s", k, r, k.APIVersion())
			}
		}
	}
}

func configurable(c *Catalog, k *Kind, r apiversion.Release) bool {
	for v := range c.Servers().All() {
		if v.Group == k.Group && v.Version == k.Version && v.Registered(r) {
			if _, listed := v.Listed(r); listed {
				return true
			}
		}
	}
	return false
}
