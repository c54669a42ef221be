package rules

import (
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

var chartKubeVersion = &Rule{
	ID:       "chart-kube-version",
	Group:    "templates",
	Severity: diagnostic.Error,
	Summary:  "a Helm chart refuses a target release, or promises one on which its own templates break",
	Doc: `kubeVersion in Chart.yaml says on which versions of Kubernetes a chart works. Helm refuses
to install the chart, or to upgrade to it, anywhere else.

So a target release that kubeVersion leaves out can't have the chart at all. And where it lets a
target release in, Helm tries, and fails halfway if a template of the chart leans on an API that
the release doesn't serve. Templates count with what they ask the cluster: a branch that the
release never renders breaks nothing.

A constraint without a suffix of its own, as >=1.19.0, leaves out the versions of vendors that
have one, as v1.31.2-gke.100, for older versions of Helm. Write >=1.19.0-0.`,
	Bad: Example{Target: "1.22", File: "Chart.yaml", Text: `apiVersion: v2
name: web
version: 1.0.0
kubeVersion: ">=1.14.0-0 <1.22.0-0"
`},
	Good: Example{Target: "1.22", File: "Chart.yaml", Text: `apiVersion: v2
name: web
version: 1.0.0
kubeVersion: ">=1.14.0-0"
`},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if c.chart == nil {
			return nil
		}
		if c.chart.Fault != "" {
			return &diagnostic.Diagnostic{Message: "Helm refuses this chart: " + c.chart.Fault}
		}
		allowed := c.chart.Allowed.Any().Holds
		if refused := c.Target.Set() &^ allowed; refused != 0 {
			return &diagnostic.Diagnostic{
				Message: fmt.Sprintf("this chart refuses %s: its kubeVersion is %q", runs(refused), shorten(c.chart.Text)),
				Help:    "use a version of the chart that allows it; or, if the chart is yours, make the templates work there, then widen kubeVersion",
			}
		}
		return c.brokenPromise(allowed)
	},
}

// maxBroken is how many places a broken promise names.
const maxBroken = 10

// brokenPromise says where templates break on target releases that a chart
// allows.
func (c *Case) brokenPromise(allowed apiversion.ReleaseSet) *diagnostic.Diagnostic {
	var set apiversion.ReleaseSet
	var related []diagnostic.Related
	n := 0
	for i := range c.chart.Uses {
		use := &c.chart.Uses[i]
		breaks, why := c.breaks(use, allowed)
		if breaks == 0 {
			continue
		}
		set |= breaks
		if n++; n <= maxBroken {
			at := source.Position{Line: use.Line, Column: use.Column}
			related = append(related, diagnostic.Related{Message: why, File: use.File, Start: at, End: at})
		}
	}
	if n == 0 {
		return nil
	}
	places := "a place in its templates leans"
	if n > 1 {
		places = fmt.Sprintf("%d places in its templates lean", n)
	}
	return &diagnostic.Diagnostic{
		Message: fmt.Sprintf("this chart's kubeVersion promises %s, where %s on APIs that aren't there", runs(set), places),
		Help:    "mend the templates, or let kubeVersion leave these releases out",
		Related: related,
	}
}

// breaks tells on which of the allowed target releases what a template leans on
// isn't there, and why.
func (c *Case) breaks(use *reference.Lean, allowed apiversion.ReleaseSet) (apiversion.ReleaseSet, string) {
	reached := c.reachOf(use.Conditions...)
	reached.releases &= allowed
	if reached.releases == 0 || reached.suffixed {
		return 0, ""
	}
	narrowed := c.narrowed(reached)
	kinds := narrowed.kindsOf(&use.API)
	if len(kinds) == 0 {
		return 0, ""
	}
	o := narrowed.outlookOf(kinds)
	missing := (o.removed.Set() | o.future.Set()) & reached.releases
	switch {
	case o.removed.From != 0:
		return missing, fmt.Sprintf("%s was removed%s", kinds[0], inRelease(kinds[0].Removed))
	case o.future.From != 0:
		return missing, fmt.Sprintf("%s is new in Kubernetes %s", kinds[0], kinds[0].Introduced)
	}
	return 0, ""
}
