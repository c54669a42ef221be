package apiversion

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// Release is a minor release of Kubernetes. Releases compare with < and ==;
// the zero Release means that there is none.
type Release uint16

// NewRelease makes the release major.minor; both must be below 256.
func NewRelease(major, minor uint8) Release {
	return Release(major)<<8 | Release(minor)
}

// ParseRelease reads "1.37". A leading "v" and a patch version are accepted
// and dropped, since people paste what `kubectl version` prints ("v1.37.2",
// "v1.27.3-gke.100").
func ParseRelease(s string) (Release, error) {
	numbers, _, _ := strings.Cut(strings.TrimPrefix(s, "v"), "-")
	parts := strings.Split(numbers, ".")
	if len(parts) == 2 || len(parts) == 3 {
		major, errMajor := strconv.ParseUint(parts[0], 10, 8)
		minor, errMinor := strconv.ParseUint(strings.TrimSuffix(parts[1], "+"), 10, 8)
		if errMajor == nil && errMinor == nil && major > 0 {
			return NewRelease(uint8(major), uint8(minor)), nil
		}
	}
	return 0, fmt.Errorf("%q is not a release of Kubernetes: write it as 1.37", s)
}

// String writes the release as 1.37, and no release as the empty string.
func (r Release) String() string {
	if r == 0 {
		return ""
	}
	return strconv.Itoa(int(r>>8)) + "." + strconv.Itoa(int(r&0xff))
}

// MarshalText writes the release as String does.
func (r Release) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// Range is a run of releases of one major version, both ends included. The
// zero Range is empty.
type Range struct {
	From Release `json:"from"`
	To   Release `json:"to"`
}

// ParseRange reads "1.31..1.37", or "1.37" for that release alone.
func ParseRange(s string) (Range, error) {
	first, last, isRange := strings.Cut(s, "..")
	from, err := ParseRelease(strings.TrimSpace(first))
	if err != nil || !isRange {
		return Range{from, from}, err
	}
	to, err := ParseRelease(strings.TrimSpace(last))
	if err != nil {
		return Range{}, err
	}
	if to < from {
		return Range{}, fmt.Errorf("%q runs backwards: write the older release first", s)
	}
	if to>>8 != from>>8 {
		return Range{}, fmt.Errorf("%q runs over two major versions", s)
	}
	return Range{from, to}, nil
}

// String writes the range as "1.31..1.37", as "1.37" when it holds one release.
func (r Range) String() string {
	if r.From == r.To {
		return r.From.String()
	}
	return r.From.String() + ".." + r.To.String()
}

// Contains tells whether the release lies in the range.
func (r Range) Contains(release Release) bool {
	return r.From != 0 && r.From <= release && release <= r.To
}

// Releases yields the releases of the range, oldest first.
func (r Range) Releases() iter.Seq[Release] {
	return func(yield func(Release) bool) {
		for release := r.From; release != 0 && release <= r.To; release++ {
			if !yield(release) {
				return
			}
		}
	}
}
