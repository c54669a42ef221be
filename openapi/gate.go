package openapi

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// Stage is how far a feature gate has come, in the words of
// k8s.io/component-base/featuregate.
type Stage string

// The stages of feature gates. NoStage is that of a gate that the release
// doesn't know: it refuses to start when the gate is named.
const (
	NoStage         Stage = ""
	StageAlpha      Stage = "alpha"
	StageBeta       Stage = "beta"
	StageGA         Stage = "ga"
	StageDeprecated Stage = "deprecated"
)

// Gate is a feature gate of the components of Kubernetes and its history, as
// the feature gate maps of k8s.io/kubernetes and its staging modules have it.
type Gate struct {
	Name    string
	changes []gateChange // oldest first
}

// gateChange is what a gate is from one release on.
type gateChange struct {
	since  apiversion.Release
	stage  Stage
	on     bool
	locked bool
}

// GateState is what a gate is in one release.
type GateState struct {
	Stage Stage
	// Default tells whether the gate is on when nobody sets it.
	Default bool
	// Locked tells that the gate can't be set to anything but its default.
	Locked bool
}

// In returns what the gate is in a release. The state of a gate that the
// release doesn't have is zero.
func (g *Gate) In(r apiversion.Release) GateState {
	var state GateState
	for _, c := range g.changes {
		if c.since <= r {
			state = GateState{c.stage, c.on, c.locked}
		}
	}
	return state
}

// Changes yields the releases in which the gate changed and what it then was,
// oldest first.
func (g *Gate) Changes() iter.Seq2[apiversion.Release, GateState] {
	return func(yield func(apiversion.Release, GateState) bool) {
		for _, c := range g.changes {
			if !yield(c.since, GateState{c.stage, c.on, c.locked}) {
				return
			}
		}
	}
}

// Gate returns the feature gate of the name, nil if no release of Releases has
// it. Names are case-sensitive, as they are to Kubernetes.
func (c *Catalog) Gate(name string) *Gate { return c.gates[name] }

// Gates lists the names of all feature gates in alphabetical order.
func (c *Catalog) Gates() []string { return slices.Sorted(maps.Keys(c.gates)) }

// parseGates reads gates.tsv: a name, then each release that changed the gate,
// as "1.28:beta+", "1.30:ga+!" when locked, "1.33:" when it is gone.
func parseGates(c *Catalog, text string) error {
	number := strings.Count(text, "\n")
	c.gates = make(map[string]*Gate, number)
	gates := make([]Gate, 0, number)
	changes := make([]gateChange, 0, strings.Count(text, ":"))
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, _ := strings.Cut(line, "\t")
		first := len(changes)
		for change := range strings.SplitSeq(rest, "\t") {
			parsed, err := parseGateChange(change)
			if err != nil {
				return fmt.Errorf("gate %s: %w", name, err)
			}
			changes = append(changes, parsed)
		}
		gates = append(gates, Gate{name, changes[first:len(changes):len(changes)]})
		c.gates[name] = &gates[len(gates)-1]
	}
	return nil
}

func parseGateChange(s string) (gateChange, error) {
	release, state, _ := strings.Cut(s, ":")
	since, err := parseRelease(release)
	if err != nil {
		return gateChange{}, err
	}
	state, locked := strings.CutSuffix(state, "!")
	stage, on := strings.CutSuffix(state, "+")
	return gateChange{since, Stage(strings.TrimSuffix(stage, "-")), on, locked}, nil
}
