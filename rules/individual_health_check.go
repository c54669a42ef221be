package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
)

var individualHealthCheck = &Rule{
	ID:       "individual-health-check",
	Group:    "health",
	Severity: diagnostic.Info,
	Summary:  "a program relies on one check of the kube-apiserver's health",
	Doc: `The kube-apiserver answers for each of its checks under /livez/NAME and /readyz/NAME. These paths
are for people who look for what is wrong; Kubernetes asks programs not to use them. Checks come, go
and change their names with any release.

To leave a check out, ask for the whole endpoint with ?exclude=NAME. To watch one, read the metrics
kubernetes_healthcheck and kubernetes_healthchecks_total, which are stable, at /metrics/slis.`,
	Bad: Example{Target: "1.37", Text: apiServerPod(`    livenessProbe:
      httpGet:
        path: /livez/ping
        port: 6443
        scheme: HTTPS
`, "")},
	Good: Example{Target: "1.37", Text: apiServerPod(`    livenessProbe:
      httpGet:
        path: /livez?exclude=etcd
        port: 6443
        scheme: HTTPS
`, "")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		h := c.healthCase()
		if h == nil || h.Check == "" || onlyNames(h.Use) || h.Use == reference.Documentation {
			return nil
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("%s for %s, one check of the kube-apiserver, which is for people and may change in any release", by(h), path(h)),
			Help:    fmt.Sprintf("ask for the whole endpoint, or read the metric kubernetes_healthcheck{name=%q} at /metrics/slis", shorten(h.Check)),
			Note:    healthChecks,
		}
	},
}
