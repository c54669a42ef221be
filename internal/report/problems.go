package report

import (
	"slices"

	"github.com/apilint/apilint/internal/diagnostic"
)

// problem is what is said of one place or of many.
type problem struct {
	first  diagnostic.Diagnostic
	count  int    // of the places
	files  int    // in which they are
	places []spot // those that are kept
}

// spot is a place, as people count.
type spot struct {
	file         string
	line, column int
}

type problemKey struct{ rule, message, help string }

// What is kept of a run, whatever its size. Places and problems beyond are only
// counted.
const (
	maxProblems = 5_000 // of each severity
	maxSpots    = 100_000
)

// problems gathers the findings of a run, those that say the same together.
type problems struct {
	known map[problemKey]*problem
	list  [diagnostic.Error + 1][]*problem // in the order in which they came
	spots int
	lost  int // findings of problems beyond maxProblems
}

func newProblems() *problems { return &problems{known: map[problemKey]*problem{}} }

func (p *problems) add(d *diagnostic.Diagnostic) {
	key := problemKey{d.Rule, d.Message, d.Help}
	known := p.known[key]
	if known == nil {
		if len(p.list[d.Severity]) == maxProblems {
			p.lost++
			return
		}
		known = &problem{first: *d}
		p.known[key] = known
		p.list[d.Severity] = append(p.list[d.Severity], known)
	}
	known.add(d, p.spots < maxSpots)
	p.spots++
}

func (p *problem) add(d *diagnostic.Diagnostic, keep bool) {
	if n := len(p.places); n == 0 || p.places[n-1].file != d.File {
		p.files++
	}
	p.count++
	if keep || len(p.places) == 0 {
		p.places = append(p.places, spot{d.File, d.Start.Line, d.Start.Column})
	}
}

// all returns the problems, the most severe and the most frequent first.
func (p *problems) all() []*problem {
	var all []*problem
	for _, list := range slices.Backward(p.list[:]) {
		sorted := slices.Clone(list)
		slices.SortStableFunc(sorted, func(a, b *problem) int { return b.count - a.count })
		all = append(all, sorted...)
	}
	return all
}
