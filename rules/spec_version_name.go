package rules

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

var specVersionName = &Rule{
	ID:       "spec-version-name",
	Group:    "spec",
	Severity: diagnostic.Error,
	Summary:  "this OpenAPI document describes a version whose name breaks the naming rules",
	Doc: `A version is named v1, v1beta1 or v1alpha1. Its name is all that tells clients how stable the version
is and which of several to prefer; one of another name sorts last, and among its like by the
alphabet: v1rc10 before v1rc2.

Only operations that name a kind (x-kubernetes-group-version-kind) are looked at, so that documents
of other programs are left alone.`,
	Bad:  Example{Target: "1.37", Text: specExample("v1rc1", "v1rc1")},
	Good: Example{Target: "1.37", Text: specExample("v1", "v1")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.specVersion == nil || apiversion.StabilityOf(c.specVersion.Version) != apiversion.Unnamed {
			return nil
		}
		of := shorten(c.specVersion.Group)
		if of == "" {
			of = "the core group"
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("the version %q of %s breaks the naming rules", shorten(c.specVersion.Version), of),
			Help:    nameVersions,
			Note:    versionNaming(c.specVersion.Version),
		}
	},
}

// specExample is an OpenAPI document with a path of one version and an operation
// of another, for the examples of the rules.
func specExample(path, operation string) string {
	return strings.NewReplacer("PATH", path, "OPERATION", operation).Replace(`openapi: 3.0.0
info: {title: Widgets, version: unversioned}
paths:
  /apis/example.com/PATH/namespaces/{namespace}/widgets:
    get:
      x-kubernetes-action: list
      x-kubernetes-group-version-kind: {group: example.com, version: OPERATION, kind: Widget}
`)
}
