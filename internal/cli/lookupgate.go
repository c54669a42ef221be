package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
)

// gateHistory is a feature gate as JSON.
type gateHistory struct {
	Gate    string       `json:"gate"`
	Changes []gateChange `json:"changes"`
	Kinds   []string     `json:"kinds"` // what it guards, as lookup takes it: GROUP/VERSION/KIND
}

// gateChange is what a gate is from a release on; without a stage it is gone.
type gateChange struct {
	Release apiversion.Release `json:"release"`
	Stage   openapi.Stage      `json:"stage,omitempty"`
	Default bool               `json:"default"`
	Locked  bool               `json:"locked,omitempty"`
}

// gates tells of the feature gate that is named, or lists all.
func (l *lookup) gates(c *console, catalog *openapi.Catalog, names []string) (int, error) {
	switch {
	case len(names) > 1:
		return 0, fmt.Errorf("lookup gate takes one name, not %q", strings.Join(names, " "))
	case l.release+l.removed+l.from+l.to != "" || l.sources:
		return 0, errors.New("lookup gate takes no flag but --output")
	case len(names) == 1:
		return l.gate(c, catalog, names[0])
	case l.output == "json":
		return c.written(writeJSON(c.stdout, catalog.Gates())), nil
	}
	_, err := fmt.Fprintln(c.stdout, strings.Join(catalog.Gates(), "\n"))
	return c.written(err), nil
}

// gate tells the history of a feature gate and the kinds that it guards.
func (l *lookup) gate(c *console, catalog *openapi.Catalog, name string) (int, error) {
	gate := catalog.Gate(name)
	if gate == nil {
		return 0, fmt.Errorf("the catalog has no feature gate %q%s", name, didYouMean("", name, catalog.Gates()))
	}
	history := gateHistory{Gate: gate.Name, Kinds: guardedBy(catalog, gate.Name)}
	for release, state := range gate.Changes() {
		history.Changes = append(history.Changes, gateChange{release, state.Stage, state.Default, state.Locked})
	}
	if l.output == "json" {
		return c.written(writeJSON(c.stdout, history)), nil
	}
	var failed error
	for _, change := range history.Changes {
		_, err := fmt.Fprintf(c.stdout, "%s  %s\n", change.Release, change)
		failed = errors.Join(failed, err)
	}
	for _, kind := range history.Kinds {
		_, err := fmt.Fprintf(c.stdout, "guards %s\n", kind)
		failed = errors.Join(failed, err)
	}
	return c.written(failed), nil
}

func guardedBy(catalog *openapi.Catalog, gate string) []string {
	kinds := []string{}
	for k := range catalog.Kinds() {
		for _, use := range k.Gates {
			if use.Gate == gate {
				kinds = append(kinds, k.APIVersion()+"/"+k.Kind)
			}
		}
	}
	return kinds
}

// String writes the change as "beta, on".
func (g gateChange) String() string {
	if g.Stage == openapi.NoStage {
		return "gone"
	}
	description := string(g.Stage) + ", off"
	if g.Default {
		description = string(g.Stage) + ", on"
	}
	if g.Locked {
		description += ", can't be changed"
	}
	return description
}
