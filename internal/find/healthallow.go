package find

import (
	"strings"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// allowedPaths is the flag for the paths that a server answers to anybody.
const allowedPaths = "authorization-always-allow-paths"

// allowed looks for the flag among the arguments that a tool gives a
// kube-apiserver: as a key, or as the name of an item.
// It returns the keys that it has looked at.
func (h health) allowed(v yaml.Value, at *place) (done []string) {
	if !isArguments(append([]string{at.kind}, strings.Split(at.path(), ".")...)) {
		return nil
	}
	h.use, h.form = reference.Filter, at.key+" "+allowedPaths
	if value := valueOf(v); value.Exists() && nameOf(v).String() == allowedPaths {
		h.named(valuesOfFlag(value))
		return []string{"value"}
	}
	for key, value := range v.Entries() {
		if strings.TrimLeft(key.String(), "-") == allowedPaths {
			h.named(valuesOfFlag(value))
			done = append(done, key.String())
		}
	}
	return done
}

// valuesOfFlag returns the items of a flag that takes a list, each alone.
func valuesOfFlag(value yaml.Value) []source.Text {
	var all []source.Text
	for _, text := range textsOf(value) {
		all = append(all, splitAt(text, ",")...)
	}
	return all
}
