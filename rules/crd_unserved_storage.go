package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
)

var crdUnservedStorage = &Rule{
	ID:       "crd-unserved-storage",
	Group:    "crd",
	Severity: diagnostic.Warning,
	Summary:  "this CustomResourceDefinition stores objects in a version that it doesn't serve",
	Doc: `The API server accepts a version with storage: true and served: false. Objects are then stored in a
form that no client can ask for, and every read converts them. The version that is stored is the
last that should stop being served.`,
	Bad:  Example{Target: "1.37", Text: crdExample("v2 stored", "v1 served")},
	Good: Example{Target: "1.37", Text: crdExample("v2 served stored", "v1 served")},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.crd == nil || c.crd.version == nil || !c.crd.version.Storage || c.crd.version.Served {
			return nil
		}
		d := &diagnostic.Diagnostic{
			Span:    c.crd.version.ServedSpan,
			Message: fmt.Sprintf("%s stores objects as %s but doesn't serve it", c.crd.name(), shorten(c.crd.version.Name)),
			Help:    "serve it, or store another version",
		}
		if best := c.crd.best(); best != nil {
			d.Help = fmt.Sprintf("serve it, or store %s", shorten(best.Name))
		}
		return d
	},
}
