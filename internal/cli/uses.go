package cli

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/openapi"
)

// use adds up how often the inputs lean on which kinds.
func (t *tally) use(uses map[*openapi.Kind]int) {
	if t.uses == nil {
		t.uses = map[*openapi.Kind]int{}
	}
	for kind, n := range uses {
		t.uses[kind] += n
	}
}

var stages = map[openapi.Life]report.Stage{
	openapi.Absent:     report.Absent,
	openapi.Off:        report.Off,
	openapi.Served:     report.Served,
	openapi.Deprecated: report.Deprecated,
}

// lives tells the lives of the kinds in use, by name. Those that don't follow
// the releases of Kubernetes have none.
func (t *tally) lives() []report.Life {
	known := knownReleases()
	var lives []report.Life
	for kind, n := range t.uses {
		if kind.Class == openapi.AddOn || kind.Tool.Module != "" {
			continue
		}
		life := report.Life{APIVersion: kind.APIVersion(), Kind: kind.Kind, Uses: n, From: known.From}
		for release := range known.Releases() {
			life.Stages = append(life.Stages, stages[kind.In(release)])
		}
		lives = append(lives, life)
	}
	slices.SortFunc(lives, func(a, b report.Life) int {
		return strings.Compare(a.APIVersion+" "+a.Kind, b.APIVersion+" "+b.Kind)
	})
	return lives
}
