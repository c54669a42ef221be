package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/runtimeconfig"
	"github.com/apilint/apilint/openapi"
)

var runtimeConfigCoreOff = &Rule{
	ID:       "runtime-config-core-off",
	Group:    "runtime-config",
	Severity: diagnostic.Warning,
	Summary:  "this entry of --runtime-config switches the core API or another stable version off",
	Doc: `Without the core API (v1: pods, nodes, secrets, ...) a cluster does nothing, and its own parts
rely on other stable versions too: apps/v1, rbac.authorization.k8s.io/v1,
coordination.k8s.io/v1, ...

The key for the core API is v1. kube-apiserver reads v1/pods=false and api/v1/pods=false as
v1=false, all of the core API: to switch one resource off write /v1/pods=false, which 1.24 and
later understand. With two spellings that say different things, which one counts is left to
chance at each start.

api/all=false and api/ga=false are reported if nothing switches the core API on again.`,
	Bad:   Example{Target: "1.37", Text: apiServer("--runtime-config=v1/pods=false")},
	Good:  Example{Target: "1.37", Text: apiServer("--runtime-config=/v1/pods=false")},
	Check: checkRuntimeConfigCoreOff,
}

func checkRuntimeConfigCoreOff(c *Case) *diagnostic.Diagnostic {
	if c.entry == nil || c.entry.in(c.Target, isRefused) != 0 {
		return nil
	}
	what, isOff := c.entry.vital()
	if isOff == nil {
		return nil
	}
	off := c.entry.in(c.Target, isOff)
	if off == 0 {
		return nil
	}
	why, _, _ := c.entry.words(off)
	return &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%q switches off %s in %s", c.entry, what, runs(off)),
		Help:    "delete it, or switch single resources off, as in /v1/replicationcontrollers=false",
		Note:    "it " + why,
	}
}

// vital says what the entry could switch off that clusters rely on, and how a
// verdict tells that it does; nil if it can't.
func (e *entry) vital() (what string, isOff func(*runtimeconfig.Verdict) bool) {
	version, whole := e.Version()
	switch {
	case whole && version.Group == "":
		return "the core API", disables
	case whole && apiversion.StabilityOf(version.Version) == apiversion.Stable:
		return "a stable API", disables
	case !whole && strings.HasPrefix(e.Key, "api/") && !e.partial:
		return "the core API and more", func(v *runtimeconfig.Verdict) bool { return slices.ContainsFunc(v.Disabled, isCore) }
	}
	return "", nil
}

func disables(v *runtimeconfig.Verdict) bool { return v.Effect == runtimeconfig.Disables }

func isCore(k *openapi.Kind) bool { return k.Group == "" }
