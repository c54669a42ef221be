package apiversion

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/Masterminds/semver/v3"
)

// Constraint is what a Helm chart demands of the version of Kubernetes, as
// ">=1.19-0 <1.25-0": the argument of semverCompare, and kubeVersion in
// Chart.yaml. Which versions it allows is for the library to say that Helm uses.
//
// A release is many versions: any patch, and those of vendors, who put a suffix
// behind it (v1.25.3-gke.100). A constraint that has no suffix itself allows none
// with a suffix, and so may hold for a release here and fail there.
type Constraint struct {
	Plain    Outcome // versions as Kubernetes publishes them
	Suffixed Outcome // versions with a vendor's suffix
}

// Outcome tells on which releases something that hangs on the version can be
// true, and on which it can be false; it may be both.
type Outcome struct{ Holds, Fails ReleaseSet }

// Not is the outcome of the opposite.
func (o Outcome) Not() Outcome { return Outcome{o.Fails, o.Holds} }

// Any is what can happen with versions of either sort.
func (c Constraint) Any() Outcome {
	return Outcome{c.Plain.Holds | c.Suffixed.Holds, c.Plain.Fails | c.Suffixed.Fails}
}

// Not is the opposite constraint.
func (c Constraint) Not() Constraint { return Constraint{c.Plain.Not(), c.Suffixed.Not()} }

// maxConstraint is how long a constraint may be, in bytes.
const maxConstraint = 500

// ParseConstraint reads a constraint. The error can be shown to a user.
func ParseConstraint(s string) (Constraint, error) {
	var c Constraint
	if len(s) > maxConstraint {
		return c, fmt.Errorf("it is longer than %d bytes", maxConstraint)
	}
	parsed, err := semver.NewConstraint(s)
	if err != nil {
		return c, fmt.Errorf("%q is not a constraint on versions: write it as >=1.19.0-0", s)
	}
	for _, tried := range append(usualTrials(), trialsOf(patchesIn(s))...) {
		c.Plain.count(parsed.Check(tried.plain), tried.release)
		c.Suffixed.count(parsed.Check(tried.suffixed), tried.release)
	}
	return c, nil
}

// trial is two versions of a release that a constraint is tried with.
type trial struct {
	release         Release
	plain, suffixed *semver.Version
}

// usualTrials are those of the first patch of each release, and of the last.
var usualTrials = sync.OnceValue(func() []trial { return slices.Clip(trialsOf([]uint64{0, lastPatch})) })

// trialsOf returns the trials of some patches of each release.
func trialsOf(patches []uint64) []trial {
	var all []trial
	for _, patch := range patches {
		for release := range (Range{NewRelease(1, 0), lastOfSet}).Releases() {
			minor := uint64(release & 0xff)
			all = append(all, trial{release, semver.New(1, minor, patch, "", ""), semver.New(1, minor, patch, "gke.1", "")})
		}
	}
	return all
}

func (o *Outcome) count(holds bool, release Release) {
	if holds {
		o.Holds |= SetOf(release)
	} else {
		o.Fails |= SetOf(release)
	}
}

// lastPatch is a patch that no release has reached: the longest series ended
// with 1.16.15, 1.18.20 and the like.
const lastPatch = 99

// patchesIn returns the patches around those that a constraint names.
func patchesIn(constraint string) []uint64 {
	var patches []uint64
	numbers := strings.FieldsFunc(constraint, func(r rune) bool { return strings.ContainsRune(" ,|<>=!~^", r) })
	for _, number := range numbers {
		number, _, _ = strings.Cut(number, "-")
		parts := strings.Split(number, ".")
		if len(parts) < 3 {
			continue
		}
		if patch, err := strconv.ParseUint(parts[2], 10, 8); err == nil && patch > 0 && patch < lastPatch {
			patches = append(patches, patch-1, patch, patch+1)
		}
	}
	return patches
}

// ByMinor is a constraint on the minor version alone: it holds where is says so of
// its number.
func ByMinor(is func(minor int) bool) Constraint {
	var o Outcome
	for release := range (Range{NewRelease(1, 0), lastOfSet}).Releases() {
		o.count(is(int(release&0xff)), release)
	}
	return Constraint{o, o}
}
