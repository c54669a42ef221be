package rules

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/openapi"
)

var unservedAPI = &Rule{
	ID:       "unserved-api",
	Group:    "api",
	Severity: diagnostic.Warning,
	Summary:  "the target has this API but serves it only if switched on",
	Doc: `Alpha APIs are off in every cluster, and so are the newer beta APIs. The API server
serves such an API only if its --runtime-config names it, and often only if a feature gate is
on as well. Managed clusters rarely let you set either.

Where the clusters do switch it on, ignore this rule for the files concerned.

The same is said of a version that the kind's CustomResourceDefinition doesn't serve, where one
is among the files, and of what an OpenAPI document given by --openapi doesn't have.`,
	Bad: Example{Target: "1.31", Text: `apiVersion: networking.k8s.io/v1beta1
kind: IPAddress
metadata:
  name: 192.168.1.5
`},
	Good: Example{Target: "1.33", Text: `apiVersion: networking.k8s.io/v1
kind: IPAddress
metadata:
  name: 192.168.1.5
`},
	Check: checkUnservedAPI,
}

func checkUnservedAPI(c *Case) *diagnostic.Diagnostic {
	if c.off.From == 0 || c.selection != nil {
		return nil
	}
	if by := c.observed(c.off); by != nil {
		return c.hidden(by)
	}
	row := c.last()
	help := switchOn(row, c.off.To)
	if !c.isOwn() {
		help = "switch it on in the server that serves it"
	}
	if instead := c.Catalog.Replacement(row, c.Target); instead != nil {
		help = fmt.Sprintf("write %s, or %s", instead.APIVersion(), help)
	}
	note := fmt.Sprintf("%s is %s", row.APIVersion(), row.Stability())
	if row.Deprecated != 0 && row.Deprecated <= c.off.To {
		note += fmt.Sprintf(" and deprecated since %s", row.Deprecated)
	}
	return &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%s is off by default in %s", c.name(), releases(c.off)),
		Help:    help,
		Note:    note,
		Before:  c.off.From,
	}
}

// switchOn says how an API server of the release is made to serve the kind.
func switchOn(k *openapi.Kind, release apiversion.Release) string {
	how := fmt.Sprintf("start kube-apiserver with --runtime-config=%s=true", k.APIVersion())
	var gates []string
	for _, use := range k.Gates {
		if use.Guards(release) {
			gates = append(gates, use.Gate+"=true")
		}
	}
	if len(gates) > 0 {
		how += " and --feature-gates=" + strings.Join(gates, ",")
	}
	return how
}
