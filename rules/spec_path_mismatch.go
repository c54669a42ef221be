package rules

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

var specPathMismatch = &Rule{
	ID:       "spec-path-mismatch",
	Group:    "spec",
	Severity: diagnostic.Error,
	Summary:  "in this OpenAPI document a path and its operation disagree about group and version",
	Doc: `An operation of an API server says in x-kubernetes-group-version-kind what kind it takes and gives.
For a resource that is a kind of the group and version in the path. Where the two differ, clients
that are generated from the document, kubectl explain and server-side apply take the wrong schema.

Subresources are left out: pods/eviction takes a policy/v1 Eviction, deployments/scale an
autoscaling/v1 Scale.`,
	Bad:  Example{Target: "1.37", Text: specExample("v1", "v1beta1")},
	Good: Example{Target: "1.37", Text: specExample("v1", "v1")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.specPath == nil || c.specPath.Subresource != "" {
			return nil
		}
		for _, operation := range c.specPath.Operations {
			if operation.Group == c.specPath.Group && operation.Version == c.specPath.Version {
				continue
			}
			apiVersion := strings.TrimPrefix(operation.Group+"/"+operation.Version, "/")
			return &diagnostic.Diagnostic{
				Span:    operation.Span,
				Message: fmt.Sprintf("the path %s works on a kind of another group or version: %s %s", shorten(c.specPath.Path), shorten(apiVersion), shorten(operation.Kind)),
				Help:    "let x-kubernetes-group-version-kind say " + shorten(strings.TrimPrefix(c.specPath.Group+"/"+c.specPath.Version, "/")),
			}
		}
		return nil
	},
}
