package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/runtimeconfig"
)

var runtimeConfigNoEffect = &Rule{
	ID:       "runtime-config-no-effect",
	Group:    "runtime-config",
	Severity: diagnostic.Warning,
	Summary:  "this entry of --runtime-config does nothing on any target release",
	Doc: `kube-apiserver takes the entry without a word, and nothing comes of it: the version is known
but nothing is served in it any more; it is on, or off, by default; the version has no such
resource (names are plural: podsecuritypolicies); a feature gate guards the API and is off; or
other entries decide.

The order of the entries doesn't matter. First come api/all, api/ga, api/beta and api/alpha, in
this order, then versions, then resources; each layer overrides the ones before it. Of two
entries with the same key the last counts.

An entry that works on some of the target releases is not reported.`,
	Bad:  Example{Target: "1.37", Text: apiServer("--runtime-config=policy/v1beta1=true")},
	Good: Example{Target: "1.37", Text: apiServer("--runtime-config=resource.k8s.io/v1beta2=true")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.entry == nil {
			return nil
		}
		idle := c.entry.in(c.Target, func(v *runtimeconfig.Verdict) bool {
			return v.Effect == runtimeconfig.None && v.Class != runtimeconfig.Needed && !v.Contradicts && !v.Uncertain
		})
		if idle != c.Target.Set() {
			return nil
		}
		why, help, note := c.entry.words(idle)
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("%q has no effect in %s: %s", c.entry, runs(idle), why),
			Help:    help,
			Note:    note,
		}
	},
}
