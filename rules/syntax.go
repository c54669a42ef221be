package rules

import (
	"cmp"

	"github.com/apilint/apilint/internal/diagnostic"
)

// SyntaxID is the id of the rule about documents that can't be parsed.
const SyntaxID = "syntax"

var syntax = &Rule{
	ID:       SyntaxID,
	Group:    "input",
	Severity: diagnostic.Error,
	Summary:  "this document can't be parsed, so nothing in it was checked",
	Doc: `The document is neither YAML nor JSON, and kubectl will refuse it too. The other documents of
the file are checked all the same.

Of templates, only those of a Helm chart that Helm can't read either are reported. A document
that some branches of a template make no YAML of is counted in the summary instead.`,
	Bad: Example{Target: "1.37", Text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  motd: "hello
`},
	Good: Example{Target: "1.37", Text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  motd: "hello"
`},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.broken == nil {
			return nil
		}
		return &diagnostic.Diagnostic{Message: "can't be parsed: " + c.broken.Reason, Help: cmp.Or(c.broken.Help, "mend it, or leave the file out (--exclude) if it is no manifest")}
	},
}
