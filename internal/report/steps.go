package report

import (
	"cmp"
	"slices"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

// step is a part of an upgrade: what must be done by when. Steps compare by
// their fields, in this order.
type step struct {
	part    part
	release apiversion.Release
	after   bool // what waits for the release, not what must precede it
}

// part says where a step stands in an upgrade.
type part uint8

const (
	now     part = iota // the oldest target release breaks on it
	during              // a later target release does, or it waits for one
	later               // a release behind the target does
	undated             // nobody knows when
)

// stepOf tells to which step of the run's upgrade a diagnostic belongs. A target
// of one release says nothing about where the upgrade begins.
func (r *Run) stepOf(d *diagnostic.Diagnostic) step {
	starts := r.Target.From
	if r.Target.From == r.Target.To {
		starts = 0
	}
	switch {
	case d.Since != 0:
		return step{during, d.Since, true}
	case d.Before > r.Target.To:
		return step{part: later, release: d.Before}
	case d.Before > starts:
		return step{part: during, release: d.Before}
	case d.Before != 0 || d.Severity == diagnostic.Error:
		return step{part: now}
	}
	return step{part: undated}
}

func compareSteps(a, b step) int {
	return cmp.Or(cmp.Compare(a.part, b.part), cmp.Compare(a.release, b.release), compareBools(a.after, b.after))
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// title says what a step is for.
func (r *Run) title(s step) string {
	switch {
	case s.part == now && r.Target.From != r.Target.To:
		return "Now: it fails on Kubernetes " + r.Target.From.String() + " already"
	case s.part == now:
		return "Now"
	case s.after:
		return "Not before Kubernetes " + s.release.String() + " runs everywhere"
	case s.part == during:
		return "Before Kubernetes " + s.release.String()
	case s.part == later:
		return "Later, before Kubernetes " + s.release.String()
	}
	return "At some time: no release is named"
}

// How a plan's title begins, by whether the target tells where one comes from.
const (
	upgradeTitle = "Upgrade from Kubernetes "
	arrivalTitle = "To run on Kubernetes "
)

// upgrade says what the steps lead to.
func (r *Run) upgrade() string {
	if r.Target.From == r.Target.To {
		return arrivalTitle + r.Target.To.String()
	}
	return upgradeTitle + r.Target.From.String() + " to " + r.Target.To.String()
}

// stage of an upgrade: a step with what is to be done in it.
type stage struct {
	step
	problems []*problem
	places   int
}

// counts says how much there is to do in a stage.
func (s *stage) counts() string {
	return Count(len(s.problems), "change") + " in " + Count(s.places, "place")
}

// stages sorts problems by when they are to be solved.
func (r *Run) stages(problems []*problem) []*stage {
	var all []*stage
	known := map[step]*stage{}
	for _, p := range problems {
		s := r.stepOf(&p.first)
		if known[s] == nil {
			known[s] = &stage{step: s}
			all = append(all, known[s])
		}
		known[s].problems = append(known[s].problems, p)
		known[s].places += p.count
	}
	slices.SortFunc(all, func(a, b *stage) int { return compareSteps(a.step, b.step) })
	return all
}
