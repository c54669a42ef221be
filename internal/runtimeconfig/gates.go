package runtimeconfig

import (
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// Gates is what --feature-gates sets, by the name of the gate. "AllAlpha" and
// "AllBeta" stand for all gates of that stage that are not set themselves.
type Gates map[string]bool

// ParseGates reads the values of --feature-gates, each "Gate=true,Gate=false".
// Since 1.31 a gate may have "kube:" before its name
// (k8s.io/component-base/compatibility/registry.go). Pieces that set no gate
// of kube-apiserver are left out: the flag is judged elsewhere.
func ParseGates(values ...source.Text) Gates {
	gates := Gates{}
	for _, entry := range Parse(values...) {
		name := strings.TrimPrefix(entry.Key, "kube:")
		on, err := strconv.ParseBool(entry.Value)
		if err == nil && name != "" && !strings.Contains(name, ":") {
			gates[name] = on
		}
	}
	return gates
}

// On tells whether a gate is on in the release.
func (g Gates) On(gate *openapi.Gate, release apiversion.Release) bool {
	if gate == nil {
		return false
	}
	state := gate.In(release)
	on, set := g[gate.Name]
	switch {
	case state.Stage == openapi.NoStage || state.Locked:
		return state.Default
	case set:
		return on
	case state.Stage == openapi.StageAlpha:
		on, set = g["AllAlpha"]
	case state.Stage == openapi.StageBeta:
		on, set = g["AllBeta"]
	}
	if set {
		return on
	}
	return state.Default
}
