package find

import (
	"strings"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
)

// shapes say how to write a value of each shape.
var shapes = [...]string{
	oneString:     "one string, with commas between the entries",
	listOfStrings: "a list of strings",
	mapOfStrings:  `the value in quotes: "true"`,
	mapOfBooleans: "true or false without quotes",
}

// lostToKubeadm says that kubeadm reads arguments as a list, or as a map, and
// not as they are written.
func lostToKubeadm(isList bool, who string) *reference.LostRuntimeConfig {
	lost := &reference.LostRuntimeConfig{
		Form: "kubeadm extraArgs", Reason: who + "wants extraArgs as a list of names and values, and refuses a map",
		Help: "write - name: runtime-config, value: …",
	}
	if isList {
		lost.Reason = who + "wants extraArgs as a map, and refuses a list of names and values"
		lost.Help = "write runtime-config: …"
	}
	return lost
}

// misshapen says why a tool doesn't take a value, "" if it does.
func misshapen(value yaml.Value, shape shapeOfValue) string {
	switch {
	case shape == oneString && !value.IsScalar():
		return "the value must be a string here"
	case shape == oneString && value.Style() == yaml.Plain && isBoolean(value.String()):
		return "a boolean where a string must stand: the whole object is refused"
	case shape == listOfStrings && value.IsScalar() && isPlausible(value.Bytes()):
		return "the value must be a list here; a string is refused or taken apart"
	}
	return ""
}

// misfitEntries says which entries of a mapping the tool refuses: those
// written as booleans where it wants strings, or the other way round.
func (c configuration) misfitEntries(value yaml.Value, in container) bool {
	lost := false
	last := lastKeys(value)
	for key, entry := range value.Entries() {
		reason := ""
		switch quoted := entry.Style() != yaml.Plain; {
		case in.shape == mapOfStrings && !quoted && isBoolean(entry.String()):
			reason = "a boolean where a string must stand: the whole object is refused"
		case in.shape == mapOfBooleans && quoted:
			reason = "a string where a boolean must stand: the whole object is refused"
		}
		if reason != "" {
			lost = true
			c.lost(entry.Span(), in.form, reason, "write "+shapes[in.shape])
		}
		if last[key.String()] != key {
			c.lost(key.Span(), in.form, "the key is there again further down, and only the last one counts", "keep one of the two")
		}
	}
	return lost
}

// isBoolean tells whether YAML 1.1, as Kubernetes reads it, takes a plain
// scalar for a boolean.
func isBoolean(s string) bool {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off":
		return true
	}
	return false
}
