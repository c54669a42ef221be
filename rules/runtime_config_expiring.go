package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

var runtimeConfigExpiring = &Rule{
	ID:       "runtime-config-expiring",
	Group:    "runtime-config",
	Severity: diagnostic.Info,
	Summary:  "a release after the target doesn't start with this entry of --runtime-config",
	Doc: `The target releases take the entry, but a later release that the catalog knows does not start
with it, because it no longer knows the version or checks more. Delete the entry before the
upgrade to that release. Versions often serve nothing for many releases before the entry that
names them becomes fatal.`,
	Bad:  Example{Target: "1.25", Text: apiServer("--runtime-config=autoscaling/v2beta2=false")},
	Good: Example{Target: "1.25", Text: apiServer("--runtime-config=storage.k8s.io/v1beta1=false")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.entry == nil || c.entry.in(c.Target, isRefused) != 0 {
			return nil
		}
		later := apiversion.Range{From: c.Target.To + 1, To: c.Catalog.Releases().To}
		refused := c.entry.in(later, isRefused)
		if refused == 0 {
			return nil
		}
		why, help, note := c.entry.words(refused)
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("kube-apiserver of %s will not start with %q: %s", runs(refused), c.entry, why),
			Help:    help,
			Note:    note,
			Before:  refused.First(),
		}
	},
}
