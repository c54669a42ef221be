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

var runtimeConfigAlpha = &Rule{
	ID:       "runtime-config-alpha",
	Group:    "runtime-config",
	Severity: diagnostic.Warning,
	Summary:  "this entry of --runtime-config switches alpha APIs on",
	Doc: `An alpha API may change incompatibly or vanish with any release, without notice, and its
objects may have to be deleted before an upgrade. Once the version is gone, the kube-apiserver
no longer starts with an entry that names it.

api/all=true and api/alpha=true switch on whatever alpha APIs a release brings, other ones with
each upgrade. Name the versions that you need instead.`,
	Bad:   Example{Target: "1.37", Text: apiServer("--runtime-config=api/alpha=true")},
	Good:  Example{Target: "1.37", Text: apiServer("--runtime-config=resource.k8s.io/v1beta2=true")},
	Check: checkRuntimeConfigAlpha,
}

func checkRuntimeConfigAlpha(c *Case) *diagnostic.Diagnostic {
	if c.entry == nil || c.entry.in(c.Target, isRefused) != 0 {
		return nil
	}
	alpha := c.entry.in(c.Target, func(v *runtimeconfig.Verdict) bool { return slices.ContainsFunc(v.Enabled, isAlpha) })
	if alpha == 0 {
		return nil
	}
	d := &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%q switches alpha APIs on in %s", c.entry, runs(alpha)),
		Help:    "keep it to clusters that are never upgraded",
		Note:    "alpha APIs may change incompatibly or vanish in any release, without notice; " + deprecationPolicy,
	}
	if strings.HasPrefix(c.entry.Key, "api/") {
		d.Help = "name the versions that you need, each with group/version=true"
	}
	return d
}

func isAlpha(k *openapi.Kind) bool { return k.Stability() == apiversion.Alpha }
