package apiversion

import (
	"errors"
	"fmt"
	"iter"
	"math/bits"
	"strings"
)

// ReleaseSet is a set of the releases 1.0 to 1.63, one bit each.
type ReleaseSet uint64

// lastOfSet is the newest release that a ReleaseSet can hold.
const lastOfSet = Release(1<<8 | 63)

// SetOf is the set of one release; a release that a set can't hold gives the
// empty set.
func SetOf(r Release) ReleaseSet {
	if r < NewRelease(1, 0) || r > lastOfSet {
		return 0
	}
	return 1 << (r & 0xff)
}

// Set is the set of the releases of the range.
func (r Range) Set() ReleaseSet {
	if SetOf(r.From) == 0 || SetOf(r.To) == 0 || r.To < r.From {
		return 0
	}
	return (SetOf(r.To)<<1 - 1) &^ (SetOf(r.From) - 1)
}

// Has tells whether the release is in the set.
func (s ReleaseSet) Has(r Release) bool { return s&SetOf(r) != 0 }

// First is the oldest release of the set, zero if the set is empty.
func (s ReleaseSet) First() Release {
	if s == 0 {
		return 0
	}
	return NewRelease(1, uint8(bits.TrailingZeros64(uint64(s))))
}

// Last is the newest release of the set, zero if the set is empty.
func (s ReleaseSet) Last() Release {
	if s == 0 {
		return 0
	}
	return NewRelease(1, uint8(63-bits.LeadingZeros64(uint64(s))))
}

// Runs yields the unbroken runs of the set, oldest first.
func (s ReleaseSet) Runs() iter.Seq[Range] {
	return func(yield func(Range) bool) {
		for s != 0 {
			run := Range{From: s.First(), To: lastOfSet}
			if gap := ^s &^ (SetOf(run.From) - 1); gap != 0 {
				run.To = gap.First() - 1
			}
			s &^= run.Set()
			if !yield(run) {
				return
			}
		}
	}
}

// Text writes the set as "1.16..1.21,1.31..", where a run that lasts to the
// newest release or beyond is left open, and the empty set as "".
func (s ReleaseSet) Text(newest Release) string {
	var runs []string
	for run := range s.Runs() {
		switch {
		case run.To >= newest:
			runs = append(runs, run.From.String()+"..")
		default:
			runs = append(runs, run.String())
		}
	}
	return strings.Join(runs, ",")
}

// ParseReleaseSet reads what Text writes. It does not allocate.
func ParseReleaseSet(s string, newest Release) (ReleaseSet, error) {
	var set ReleaseSet
	for s != "" {
		var run string
		run, s, _ = strings.Cut(s, ",")
		first, last, isRun := strings.Cut(run, "..")
		from, err := parseMinor(first)
		if err != nil {
			return 0, err
		}
		to := from
		if isRun && last == "" {
			to = newest
		} else if isRun {
			if to, err = parseMinor(last); err != nil {
				return 0, err
			}
		}
		releases := Range{from, to}.Set()
		if releases == 0 {
			return 0, fmt.Errorf("%q runs backwards: write the older release first", run)
		}
		set |= releases
	}
	return set, nil
}

var errNotInSet = errors.New("a release must be written as 1.37 and be at most 1.63")

// parseMinor reads "1.37", without ParseRelease's allowances.
func parseMinor(s string) (Release, error) {
	digits, ok := strings.CutPrefix(s, "1.")
	if !ok || digits == "" || len(digits) > 2 {
		return 0, errNotInSet
	}
	minor := 0
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' {
			return 0, errNotInSet
		}
		minor = minor*10 + int(c-'0')
	}
	if minor > int(lastOfSet&0xff) {
		return 0, errNotInSet
	}
	return NewRelease(1, uint8(minor)), nil
}
