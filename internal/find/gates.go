package find

import (
	"bytes"
	"slices"

	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/source"
)

// with returns the configuration with more feature gates. Nothing that shares
// the old ones sees them.
func (c configuration) with(gates ...source.Text) configuration {
	if n := len(c.gates); len(gates) > 0 && n < maxGates {
		c.gates = append(c.gates[:n:n], gates...)
	}
	return c
}

// maxGates is how many values of feature gates given elsewhere are kept.
const maxGates = 100

// withVariables adds the feature gates of a list of environment variables.
func (c configuration) withVariables(list yaml.Value) configuration {
	for item := range list.Items() {
		if name := nameOf(item).String(); isGates(name) {
			c = c.with(flagValues(valueOf(item))...)
		}
	}
	return c
}

// withAssignments adds the feature gates that a script assigns to variables.
func (c configuration) withAssignments(commands []shell.Command) configuration {
	for _, command := range commands {
		for _, word := range command.Words {
			name, value, found := cut(word, "=")
			if found && bytes.HasSuffix(name.Data, []byte("FEATURE_GATES")) {
				c = c.with(textValues(value)...)
			}
		}
	}
	return c
}

// withLiterals adds the feature gates anywhere in code: which of its servers
// they are for, only running it can tell.
func (c configuration) withLiterals(v yaml.Value, depth int) configuration {
	if depth > maxPlaces {
		return c
	}
	after := false // whether the last item names the flag
	for item := range v.Items() {
		text := item.Text()
		if flag, is := bytes.CutPrefix(text.Data, []byte("--feature-gates=")); is {
			c = c.with(text.Slice(len(text.Data)-len(flag), len(text.Data)))
		} else if after {
			c = c.with(flagValues(item)...)
		}
		after = isGates(string(bytes.TrimLeft(text.Data, "-")))
		c = c.withLiterals(item, depth+1)
	}
	for key, value := range v.Entries() {
		if isGates(key.String()) {
			c = c.with(flagValues(value)...)
		}
		c = c.withLiterals(value, depth+1)
	}
	return c
}

// addGates gives the server feature gates that it may have been given already.
func (s *server) addGates(gates []source.Text) {
	own := s.FeatureGates
	for _, gate := range gates {
		isSame := func(other source.Text) bool { return other.Offset(0) == gate.Offset(0) }
		if !slices.ContainsFunc(own, isSame) && !isHole(gate.Data) {
			s.FeatureGates = append(s.FeatureGates, gate)
		}
	}
}

func isGates(name string) bool { return besideOf(name) == "feature-gates" }
