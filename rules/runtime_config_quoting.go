package rules

import (
	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

var runtimeConfigQuoting = &Rule{
	ID:       "runtime-config-quoting",
	Group:    "runtime-config",
	Severity: diagnostic.Error,
	Summary:  "the way in which this --runtime-config is written loses or spoils its value",
	Doc: `The value does not reach the kube-apiserver as it is meant. In a list of arguments each item is
one argument, so a flag and its value that share an item need an equals sign and no blank
between them, and quotes inside an unquoted YAML item stay part of the value. On a command line
a blank after a comma ends the value. Tools that carry the flag want it in the shape of their
own version: kubeadm a map up to v1beta3 and a list from v1beta4 on, Gardener true and false
without quotes, kOps with them.`,
	Bad:  Example{Target: "1.37", Text: apiServer("--runtime-config resource.k8s.io/v1beta2=true")},
	Good: Example{Target: "1.37", Text: apiServer("--runtime-config=resource.k8s.io/v1beta2=true")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.lost == nil || !c.within(c.lost.From, c.lost.Until) {
			return nil
		}
		return &diagnostic.Diagnostic{Message: "--runtime-config does not arrive as it is meant: " + c.lost.Reason, Help: c.lost.Help}
	},
}

// within tells whether a target release lies between two releases, both
// included, where "" is no bound.
func (f *Facts) within(from, until string) bool {
	first, err := apiversion.ParseRelease(from)
	if err == nil && f.Target.To < first {
		return false
	}
	last, err := apiversion.ParseRelease(until)
	return err != nil || f.Target.From <= last
}
