package rules

import "github.com/apilint/apilint/internal/diagnostic"

var ignoreWithoutReason = &Rule{
	ID:       IgnoreWithoutReasonID,
	Group:    "ignores",
	Severity: diagnostic.Warning,
	Summary:  "this comment is meant to ignore findings, but gives no reason and ignores nothing",
	Doc: `Whoever meets a finding that is ignored wants to know whether it still has to be. Without a
reason a comment ignores nothing, and the findings are reported beside this one.`,
	Bad: Example{Target: "1.37", Text: `# apilint: ignore[removed-api]
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
`},
	Good: Example{Target: "1.37", Text: `# apilint: ignore[removed-api] applied by a tool that rewrites it
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: web
`},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.ignore == nil || c.ignore.Fault != "" || !c.ignore.Silent {
			return nil
		}
		help := "write the reason behind the bracket"
		if c.ignore.Form == "annotation" {
			help = "write the reason behind a colon"
		}
		return &diagnostic.Diagnostic{Message: "this " + c.ignore.Form + " ignores nothing: it gives no reason", Help: help}
	},
}
