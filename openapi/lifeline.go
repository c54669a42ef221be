package openapi

import (
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// Life is what a kind is in one release.
type Life rune

// The stages of a kind's life, as a life line draws them.
const (
	Absent     Life = '·' // the release doesn't have the kind
	Off        Life = '░' // served only when switched on
	Served     Life = '█' // served by default
	Deprecated Life = '▒' // served by default, with a warning
)

// In tells what the kind is in a release.
func (k *Kind) In(r apiversion.Release) Life {
	switch {
	case !k.PresentIn(r):
		return Absent
	case !k.ServedByDefault(r):
		return Off
	case k.Deprecated != 0 && k.Deprecated <= r:
		return Deprecated
	}
	return Served
}

// LifeLine draws the kind's life over the releases, one character each.
func (k *Kind) LifeLine(releases apiversion.Range) string {
	var line strings.Builder
	for r := range releases.Releases() {
		line.WriteRune(rune(k.In(r)))
	}
	return line.String()
}
