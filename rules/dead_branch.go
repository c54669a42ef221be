package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
)

var deadBranch = &Rule{
	ID:       "dead-branch",
	Group:    "templates",
	Severity: diagnostic.Info,
	Off:      true,
	Summary:  "no target release renders this branch of a template",
	Doc: `A template asks the cluster for its version, or for what it serves, and every target release
gives the same answer. The other branch is rendered on none of them: it can go, and the
question with it.

Only what the branch itself asks counts, not a branch around it that is dead as a whole. A
release counts as long as one of its versions can render the branch, those of vendors with
their suffixes included.

This rule is off unless --select names it: charts keep old branches for clusters other than
those that you run.`,
	Bad: Example{Target: "1.31..1.37", Text: `{{- if semverCompare "<1.19-0" .Capabilities.KubeVersion.Version }}
apiVersion: extensions/v1beta1
{{- else }}
apiVersion: networking.k8s.io/v1
{{- end }}
kind: Ingress
metadata:
  name: web
`},
	Good: Example{Target: "1.20..1.37", Text: `{{- if semverCompare "<1.22-0" .Capabilities.KubeVersion.Version }}
apiVersion: networking.k8s.io/v1
{{- end }}
kind: Ingress
metadata:
  name: web
`},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.branch == nil {
			return nil
		}
		what, help := "this branch", "delete the branch"
		if c.branch.IsElse {
			what, help = "what is there otherwise (else)", "delete the question and what is there otherwise"
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("%s can't be reached on %s: %s", what, releases(c.Target), shorten(c.branch.Text)),
			Help:    help,
		}
	},
}
