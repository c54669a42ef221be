package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
)

var shutdownDelayUnseen = &Rule{
	ID:       "shutdown-delay-unseen",
	Group:    "health",
	Severity: diagnostic.Info,
	Summary:  "a readiness check doesn't see that the kube-apiserver is shutting down",
	Doc: `With --shutdown-delay-duration a kube-apiserver that is told to stop goes on serving for a while,
so that those who send it requests can turn elsewhere. They learn of it from /readyz alone, which fails
at once; /healthz and /livez answer 200 until the end. A readiness probe or a load balancer that asks
one of these makes the delay useless.`,
	Bad: Example{Target: "1.37", Text: apiServerPod(`    readinessProbe:
      httpGet:
        path: /livez
        port: 6443
        scheme: HTTPS
`, "    - --shutdown-delay-duration=70s\n")},
	Good: Example{Target: "1.37", Text: apiServerPod(`    readinessProbe:
      httpGet:
        path: /readyz
        port: 6443
        scheme: HTTPS
`, "    - --shutdown-delay-duration=70s\n")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		h := c.healthCase()
		if h == nil || h.ShutdownDelay == "" || h.Endpoint == "readyz" || h.Use != reference.Readiness && h.Use != reference.LoadBalancer {
			return nil
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("%s answers 200 during --shutdown-delay-duration=%s, so this %s doesn't see the kube-apiserver shut down", path(h), shorten(h.ShutdownDelay), h.Use),
			Help:    "write /readyz",
			Note:    healthChecks,
		}
	},
}
