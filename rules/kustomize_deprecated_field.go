package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/diagnostic"
)

var kustomizeDeprecatedField = &Rule{
	ID:       "kustomize-deprecated-field",
	Group:    "templates",
	Severity: diagnostic.Info,
	Summary:  "kustomize has deprecated this field of a kustomization",
	Doc: `Kustomize still reads the field, for the sake of old files, and warns of it. What has taken its
place does more.

` + "`kustomize edit fix`" + ` rewrites a kustomization.yaml; ` + "`kustomize edit fix --vars`" + ` turns vars into
replacements as well. Build before and after, and compare.`,
	Bad: Example{Target: "1.37", File: "kustomization.yaml", Text: `bases:
- ../base
`},
	Good: Example{Target: "1.37", File: "kustomization.yaml", Text: `resources:
- ../base
`},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.field == nil {
			return nil
		}
		instead, deprecated := kustomizeFields[c.field.Name]
		if !deprecated {
			return nil
		}
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("kustomize has deprecated the field %s", c.field.Name),
			Help:    instead,
			Note:    "sigs.k8s.io/kustomize/api v0.21.3, types/kustomization.go",
		}
	},
}

// kustomizeFields says what to write instead of the fields that kustomize has
// deprecated.
//
// Source: sigs.k8s.io/kustomize/api v0.21.3, types/kustomization.go
// (CheckDeprecatedFields, FixKustomization and FixKustomizationPreMarshalling),
// and for includeSelectors labelFromCommonLabels there.
var kustomizeFields = map[string]string{
	"bases":                       "move its entries to resources",
	"commonLabels":                "write them as an item of labels, with pairs and includeSelectors: true",
	"imageTags":                   "move its entries to images",
	"patchesJson6902":             "move its entries to patches",
	"patchesStrategicMerge":       "move its entries to patches: files as path: FILE, texts as patch: |-",
	"vars":                        "write replacements",
	"helmChartInflationGenerator": "write helmCharts, and helmGlobals for chartHome and configHome",
	"configMapGenerator.env":      "write it as an item of envs",
	"secretGenerator.env":         "write it as an item of envs",
}
