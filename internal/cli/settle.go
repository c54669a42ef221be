package cli

import (
	"iter"

	"github.com/apilint/apilint/internal/lint"
)

// What a run holds back. Up to maxHeld files, findings and open questions are
// held back so that the report is in the order of the files; beyond that, files
// are passed on without what is open, which comes at the end. Of that, what is
// beyond maxLate is settled by what is known by then.
const (
	maxHeld = 5_000
	maxLate = 200_000
)

// settled yields the outcomes in order, each as soon as what it says can't be
// changed by what later files teach: that an API server is told to serve an
// API that is off by default, or how a custom kind is defined. Each file counts
// for all, whichever comes first.
func settled(outcomes iter.Seq[*outcome]) iter.Seq[*outcome] {
	return func(yield func(*outcome) bool) {
		var s settler
		for o := range outcomes {
			s.learned.Add(&o.result)
			s.hold(o)
			if !s.release(yield) {
				return
			}
		}
		for _, o := range s.held[s.first:] {
			if !s.settle(o, yield) {
				return
			}
		}
		for _, l := range s.late {
			if !s.settleLate(l, yield) {
				return
			}
		}
	}
}

type settler struct {
	learned  lint.Learned
	held     []*outcome
	first    int // in held; what is before it was passed on
	weight   int // of what is held
	late     []leftover
	lateOnes int // open questions in late
}

// leftover is what is still open of a file that was passed on, or the whole of a
// file that can't be passed on in parts.
type leftover struct {
	name    string
	open    lint.Open
	options *lint.Options
	whole   *outcome
}

func (s *settler) hold(o *outcome) {
	if s.first > len(s.held)/2 { // move up, now and then
		s.held = append(s.held[:0], s.held[s.first:]...)
		s.first = 0
	}
	s.held = append(s.held, o)
	s.weight += weightOf(o)
}

func weightOf(o *outcome) int { return 1 + len(o.result.Diagnostics) + o.result.Open.Len() }

// release passes on what need not be held any longer.
func (s *settler) release(yield func(*outcome) bool) bool {
	for ; s.first < len(s.held); s.first++ {
		o := s.held[s.first]
		hangs := o.result.Hangs(&s.learned)
		if hangs && s.weight <= maxHeld {
			break
		}
		s.weight -= weightOf(o)
		if n := o.result.Open.Len(); hangs && s.lateOnes+n <= maxLate {
			s.lateOnes += n
			if o.file != nil || o.real != "" || !o.result.IsDivisible() {
				s.late = append(s.late, leftover{whole: o})
				s.held[s.first] = nil
				continue
			}
			s.late = append(s.late, leftover{name: o.name, open: o.result.Open, options: o.options})
			o.result.Open = lint.Open{}
		} else {
			o.rushed = hangs
		}
		if !s.settle(o, yield) {
			return false
		}
		s.held[s.first] = nil
	}
	return true
}

func (s *settler) settle(o *outcome, yield func(*outcome) bool) bool {
	o.switchedOn, o.learned = o.result.Settle(o.options, &s.learned), &s.learned
	return yield(o)
}

// settleLate passes on what was left over of a file, if there is something to
// say of it.
func (s *settler) settleLate(l leftover, yield func(*outcome) bool) bool {
	if l.whole != nil {
		return s.settle(l.whole, yield)
	}
	o := &outcome{name: l.name, result: lint.Result{Open: l.open}, governed: governed{options: l.options}}
	return s.settle(o, func(o *outcome) bool {
		return len(o.result.Diagnostics)+len(o.switchedOn) == 0 || yield(o)
	})
}
