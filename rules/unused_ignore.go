package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
)

var unusedIgnore = &Rule{
	ID:       UnusedIgnoreID,
	Group:    "ignores",
	Severity: diagnostic.Warning,
	Summary:  "this comment ignores findings of a rule that finds nothing here",
	Doc: `What a comment ignores has gone, or was never where the comment looks: at the end of a line it
speaks of that line, alone on a line of what stands below it. Left in place it would hide the next
finding of the same rule.

Only rules that were judged by are reported. Where the same files are judged against several
targets in several runs, judge against the range in one, as in --kubernetes-version 1.31..1.37, or
ignore this rule in all but one.`,
	Bad: Example{Target: "1.37", Text: `# apilint: ignore[removed-api] waiting for the vendor's chart
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
`},
	Good: Example{Target: "1.37", Text: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
`},
	Check: checkUnusedIgnore,
}

func checkUnusedIgnore(c *Case) *diagnostic.Diagnostic {
	if c.ignore == nil || c.ignore.Unused == "" {
		return nil
	}
	d := &diagnostic.Diagnostic{
		Message: fmt.Sprintf("this %s ignores %s, which finds nothing here", c.ignore.Form, c.ignore.Unused),
		Help:    "delete it, or what it says of " + c.ignore.Unused,
	}
	if c.ignore.Delete.End > 0 {
		d.Fix = &diagnostic.Fix{Safety: diagnostic.Safe, Description: "delete it", Edits: []diagnostic.Edit{{Span: c.ignore.Delete}}}
		if c.ignore.InString {
			d.Fix.Safety = diagnostic.Unsafe
		}
	}
	return d
}
