package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

// breaking makes a diagnostic about an API that a release breaks on.
func breaking(file, message, before string) diagnostic.Diagnostic {
	d := at(3, "a: |b|")
	d.File, d.Message = file, message
	d.Before, _ = apiversion.ParseRelease(before)
	return d
}

func TestPlan(t *testing.T) {
	waiting := breaking("a.yaml", "new", "")
	waiting.Since = apiversion.NewRelease(1, 24)
	beta := breaking("b.yaml", "beta", "")
	beta.Severity = diagnostic.Info
	second := breaking("a.yaml", "gone", "1.25")
	second.Start.Line = 9
	named := breaking("c.yaml", "replaced", "1.25")
	named.Help = "write that"
	run := Run{Target: target("1.21..1.30"), Quiet: true}
	compare(t, written(t, "plan", run, diagnostic.Summary{},
		breaking("a.yaml", "later", "1.33"), breaking("a.yaml", "gone", "1.25"), second, breaking("b.yaml", "gone", "1.25"), named,
		breaking("b.yaml", "old", "1.16"), breaking("b.yaml", "broken", ""), waiting, beta,
	), `Upgrade from Kubernetes 1.21 to 1.30: 7 changes in 9 places

Now: it fails on Kubernetes 1.21 already (2 changes in 2 places)
  [ ] old [removed-api]
        b.yaml:3
  [ ] broken [removed-api]
        b.yaml:3

Not before Kubernetes 1.24 runs everywhere (1 change in 1 place)
  [ ] new [removed-api]
        a.yaml:3

Before Kubernetes 1.25 (2 changes in 4 places)
  [ ] gone [removed-api]
        a.yaml:3, 9
        b.yaml:3
  [ ] replaced [removed-api]
      write that
        c.yaml:3

Later, before Kubernetes 1.33 (1 change in 1 place)
  [ ] later [removed-api]
        a.yaml:3

At some time: no release is named (1 change in 1 place)
  [ ] beta [removed-api]
        b.yaml:3
`)
}

// A target of one release doesn't say where the upgrade begins.
func TestPlanOfOneRelease(t *testing.T) {
	run := Run{Target: target("1.30"), Quiet: true}
	compare(t, written(t, "plan", run, diagnostic.Summary{}, breaking("a.yaml", "gone", "1.25"), breaking("b.yaml", "broken", "")),
		`To run on Kubernetes 1.30: 2 changes in 2 places

Now (1 change in 1 place)
  [ ] broken [removed-api]
        b.yaml:3

Before Kubernetes 1.25 (1 change in 1 place)
  [ ] gone [removed-api]
        a.yaml:3
`)
}

func TestPlanMarkdown(t *testing.T) {
	run := Run{Target: target("1.21..1.30"), Rules: []Rule{{ID: "removed-api", Page: "https://example.com/"}}}
	d := breaking("a.yaml", "it *was*", "1.25")
	d.Help = "write that"
	compare(t, written(t, "plan-markdown", run, diagnostic.Summary{Files: 1, Objects: 1, Errors: 1}, d),
		"<!-- apilint report -->\n## Upgrade from Kubernetes 1.21 to 1.30\n\n1 change in 1 place.\n\n"+
			"### Before Kubernetes 1.25\n\n1 change in 1 place.\n\n"+
			"- [ ] 🔴 it \\*was\\* ([`removed-api`](https://example.com/))<br>write that\n  - `a.yaml:3`\n\n"+
			"Checked 1 object in 1 file against Kubernetes 1.21..1.30: 1 error.\n")
	if got := written(t, "plan-markdown", run, diagnostic.Summary{}); !strings.Contains(got, "\nNothing to change.\n") {
		t.Errorf("a plan without changes is\n%s", got)
	}
}

func TestPlanMarkdownLimit(t *testing.T) {
	var warned []string
	run := Run{Target: target("1.21..1.30"), Warn: func(s string) { warned = append(warned, s) }}
	var many []diagnostic.Diagnostic
	for i := range 600 {
		many = append(many, breaking("a.yaml", strings.Repeat("x", 2000)+fmt.Sprint(i), "1.25"))
	}
	got := written(t, "plan-markdown", run, diagnostic.Summary{}, many...)
	left := 600 - strings.Count(got, "- [ ]")
	if len(got) > 1<<20 || left == 0 || len(warned) != 1 || warned[0] != fmt.Sprintf("plan: for want of room, %d changes are left out of this plan", left) {
		t.Errorf("%d bytes, %d changes left out, %q", len(got), left, warned)
	}
}
