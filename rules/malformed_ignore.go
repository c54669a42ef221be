package rules

import "github.com/apilint/apilint/internal/diagnostic"

// The rules about comments and annotations that ask not to report findings. No
// such comment can speak of them.
const (
	MalformedIgnoreID     = "malformed-ignore"
	IgnoreWithoutReasonID = "ignore-without-reason"
	UnusedIgnoreID        = "unused-ignore"
)

var malformedIgnore = &Rule{
	ID:       MalformedIgnoreID,
	Group:    "ignores",
	Severity: diagnostic.Error,
	Summary:  "this comment is meant to ignore findings, but can't be understood and ignores nothing",
	Doc: `A comment that begins with "apilint:" says that findings are not to be reported. It names the
rules, and says why:

    # apilint: ignore[removed-api] waiting for the vendor's chart
    # apilint: file-ignore[alpha-api, beta-api] a playground, until=2027-03-01

At the end of a line it speaks of that line, alone on a line of what stands below it: an entry
with all that is in it, an item, a command, a block. Above the first line of a document it speaks of
the document. file-ignore speaks of the whole file. In Go it is written as a directive,
//apilint:ignore removed-api reason. Comments don't survive rendering, annotations do:

    metadata:
      annotations:
        apilint.dev/ignore: "removed-api: waiting for the vendor's chart"

After the date that until= gives, the findings are reported again.

What can't be understood, such as the name of a rule that doesn't exist or what other linters would
read (apilint-ignore, apilint disable), ignores nothing, and
there is no form that ignores all rules.`,
	Bad: Example{Target: "1.37", Text: `# apilint: ignore[removed-ap] waiting for the vendor's chart
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
`},
	Good: Example{Target: "1.37", Text: `# apilint: ignore[removed-api] waiting for the vendor's chart
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: web
`},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.ignore == nil || c.ignore.Fault == "" {
			return nil
		}
		return &diagnostic.Diagnostic{Message: "this " + c.ignore.Form + " ignores nothing: " + c.ignore.Fault, Help: c.ignore.Help}
	},
}
