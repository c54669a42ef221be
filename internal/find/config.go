package find

import (
	"strings"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/source"
)

// place is where in a document a value stands: the key that leads to it, what
// is around it, and the object that it belongs to.
type place struct {
	key              string
	around           *place
	apiVersion, kind string
}

func (p *place) below(key string) *place {
	return &place{key: key, around: p, apiVersion: p.apiVersion, kind: p.kind}
}

// group returns the API group of the object around.
func (p *place) group() string {
	group, _, _ := strings.Cut(p.apiVersion, "/")
	return group
}

// value looks through a value. What doesn't mention the flag is passed over,
// as are aliases: what they stand for is found in its own place.
func (c configuration) value(v yaml.Value, at *place) {
	switch {
	case v.IsAlias() || !mentions(v.Raw()):
	case v.IsMapping():
		c.mapping(v, at)
	case v.IsSequence():
		c.sequence(v, at)
	default:
		c.nest(v.Text())
	}
}

func (c configuration) mapping(v yaml.Value, at *place) {
	if isObject(v) {
		at = &place{key: at.key, around: at.around, apiVersion: v.Get("apiVersion").String(), kind: v.Get("kind").String()}
	}
	command, args := v.Get("command"), v.Get("args")
	together := command.IsSequence() && args.IsSequence()
	if together {
		c.arguments(append(words(command), words(args)...))
	}
	for key, value := range v.Entries() {
		name := key.String()
		if together && (name == "command" || name == "args") {
			continue
		}
		c.value(value, at.below(name))
	}
}

func (c configuration) sequence(v yaml.Value, at *place) {
	c.arguments(words(v))
	for item := range v.Items() {
		if !item.IsScalar() {
			c.value(item, at)
		}
	}
}

// words returns the strings of a sequence.
func words(sequence yaml.Value) []source.Text {
	var all []source.Text
	for item := range sequence.Items() {
		if item.IsScalar() {
			all = append(all, item.Text())
		}
	}
	return all
}
