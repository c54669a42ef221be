package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
)

var runtimeConfigRefused = &Rule{
	ID:       "runtime-config-refused",
	Group:    "runtime-config",
	Severity: diagnostic.Error,
	Summary:  "with this --runtime-config the kube-apiserver of a target release doesn't start",
	Doc: `kube-apiserver checks --runtime-config when it starts and exits if it finds a fault: a key that
is neither group/version nor group/version/resource, a group or version that it doesn't know,
a value that is no boolean, api/all without true or false.

A version must be known even to switch it off: batch/v2alpha1=false keeps every release from
starting that has dropped batch/v2alpha1. Only what kube-apiserver itself brings counts; the groups of
CustomResourceDefinitions and of aggregated servers are unknown to it, and names are not
abbreviated.

API Priority and Fairness is on by default and needs its own API. So api/all=false is refused
unless the version of flowcontrol.apiserver.k8s.io that the release uses is switched on beside
it, and so is api/ga=false, or api/beta=false on releases that use a beta version.
api/all=false,v1=true, which the documentation of Kubernetes shows, does not start.`,
	Bad:  Example{Target: "1.37", Text: apiServer("--runtime-config=api/all=false,v1=true")},
	Good: Example{Target: "1.37", Text: apiServer("--runtime-config=api/all=false,v1=true,apps/v1=true,flowcontrol.apiserver.k8s.io/v1=true")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.entry == nil {
			return nil
		}
		refused := c.entry.in(c.Target, isRefused)
		if refused == 0 {
			return nil
		}
		why, help, note := c.entry.words(refused)
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("kube-apiserver of %s does not start with %q: %s", runs(refused), c.entry, why),
			Help:    help,
			Note:    note,
			Before:  refused.First(),
		}
	},
}
