package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
)

var healthStatusIgnored = &Rule{
	ID:       "health-status-ignored",
	Group:    "health",
	Severity: diagnostic.Info,
	Summary:  "a health check doesn't go by the status code",
	Doc: `What the kube-apiserver promises about its health endpoints is the status code: 200, or 500 and
above when something is wrong. The body, "ok" today, is not promised. And curl without -f succeeds
whatever the status is: 500 ends in exit code 0, and the check never fails. So does HTTPie without
--check-status.`,
	Bad: Example{Target: "1.37", Text: configMapScript(`    until curl -ks https://kubernetes.default/readyz; do
      sleep 1
    done
`)},
	Good: Example{Target: "1.37", Text: configMapScript(`    until curl -kfsS -o /dev/null https://kubernetes.default/readyz; do
      sleep 1
    done
`)},
	Check: func(c *Case) *diagnostic.Diagnostic {
		h := c.healthCase()
		if h == nil || h.Answer != reference.Body && h.Answer != reference.StatusIgnored {
			return nil
		}
		d := &diagnostic.Diagnostic{
			Message: fmt.Sprintf("curl without -f succeeds whatever %s of the kube-apiserver answers, so this check can't fail on a status of 500", path(h)),
			Help:    "write curl -fsS -o /dev/null",
			Note:    healthChecks,
		}
		switch {
		case h.Answer == reference.StatusIgnored && h.Program != "curl":
			d.Message = fmt.Sprintf("HTTPie's %s without --check-status succeeds whatever %s of the kube-apiserver answers, so this check can't fail on a status of 500", h.Program, path(h))
			d.Help = "add --check-status"
		case h.Answer == reference.Body:
			d.Message = fmt.Sprintf("the body that %s of the kube-apiserver answers decides here; only its status code is promised", path(h))
			d.Help = "go by the status: curl -fsS -o /dev/null, or the exit code of kubectl get --raw"
		}
		return d
	},
}
