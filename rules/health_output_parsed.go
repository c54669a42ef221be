package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
)

var healthOutputParsed = &Rule{
	ID:       "health-output-parsed",
	Group:    "health",
	Severity: diagnostic.Warning,
	Summary:  "the text of a verbose health check decides something",
	Doc: `What the kube-apiserver writes for ?verbose is for people. Its wording and the names and number
of its checks change from release to release: the last line was "healthz check passed" for every
endpoint up to 1.19 and names the endpoint from 1.20 on. A script that looks for a text in it, or
counts its lines, works until the next upgrade.

The status code says the same and stays: 200 when all is well. What a single check says is in the
stable metrics kubernetes_healthcheck and kubernetes_healthchecks_total, at /metrics/slis.`,
	Bad: Example{Target: "1.37", Text: configMapScript(`    until kubectl get --raw='/readyz?verbose' | grep -q 'readyz check passed'; do
      sleep 1
    done
`)},
	Good: Example{Target: "1.37", Text: configMapScript(`    until kubectl get --raw=/readyz; do
      sleep 1
    done
`)},
	Check: func(c *Case) *diagnostic.Diagnostic {
		h := c.healthCase()
		if h == nil || h.Answer != reference.VerboseText {
			return nil
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("the text of %s decides something here, and it changes between releases", path(h)),
			Help:    "ask without verbose and go by the status: curl -fsS -o /dev/null, or the exit code of kubectl get --raw",
			Note:    `"healthz check passed" up to 1.19, the endpoint's own name from 1.20 on; ` + healthChecks,
		}
	},
}
