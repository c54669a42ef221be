package find

import (
	"bytes"
	"strings"

	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/source"
)

// place is where in a document a value stands: the key that leads to it, what
// is around it, and the object that it belongs to.
type place struct {
	key              string
	around           *place // nil at the root of a document and of an object
	apiVersion, kind string
	mapping          yaml.Value // what stands here, if known and a mapping
	depth            int
}

// maxPlaces is how deep in a document the flag is looked for: each level costs
// a look at all that is in it.
const maxPlaces = 100

func (p *place) below(key string) *place {
	return &place{key: key, around: p, apiVersion: p.apiVersion, kind: p.kind, depth: p.depth + 1}
}

// path writes the keys that lead from the object to here.
func (p *place) path() string {
	if p.around == nil || p.around.around == nil {
		return p.key
	}
	return p.around.path() + "." + p.key
}

// group returns the API group of the object around, and its version.
func (p *place) group() (group, version string) {
	group, version, _ = strings.Cut(p.apiVersion, "/")
	return group, version
}

// value looks through a value. What doesn't mention the flag is passed over,
// as are aliases: what they stand for is found in its own place.
func (c configuration) value(v yaml.Value, at *place) {
	switch {
	case v.IsAlias() || at.depth > maxPlaces || !namesConfig(v.Raw()):
	case v.IsMapping():
		c.mapping(v, at)
	case v.IsSequence():
		c.sequence(v, at)
	case v.Style() <= yaml.DoubleQuoted && bytes.HasPrefix(v.Bytes(), []byte("-")) && !bytes.ContainsAny(v.Bytes(), " \t\n"):
		c.arguments(shell.Words(v.Text()))
	default:
		c.nest(languageOfKey(at.key), v.Text())
	}
}

// languageOfKey tells by a key what the text is written in that it leads to.
func languageOfKey(key string) language {
	switch key {
	case "run", "script", "before_script", "after_script", "shell", "bash", "runcmd", "bootcmd":
		return shellText
	}
	return languageOf(key)
}

// isProse tells whether a key leads to a text for people.
func isProse(key string) bool {
	switch strings.ToLower(key) {
	case "description", "summary", "title", "help", "message", "notes", "note", "doc", "documentation", "name", "comment":
		return true
	}
	return false
}

func (c configuration) mapping(v yaml.Value, at *place) {
	at = objectAt(v, at)
	if group, _ := at.group(); group == "kind.x-k8s.io" && at.around == nil {
		c = c.with(pairs(v.Get("featureGates"))...) // for the patches in strings too
	}
	if path := v.Get("path"); isName(path) && v.Get("op").Exists() {
		c.patch(path.String(), v.Get("value"), at)
		return
	}
	if value := valueOf(v); value.IsScalar() && isVariable([]byte(nameOf(v).String())) {
		c.variable(value.Text())
		return
	}
	if names(v) == "runtime-config" {
		c.list([]yaml.Value{v}, at)
		return
	}
	if path, content := v.Get("path"), v.Get("content"); path.IsScalar() && content.IsScalar() {
		c.nest(languageOf(path.String()), content.Text())
		return
	}
	command, args := v.Get("command"), v.Get("args")
	together := command.IsSequence() && args.IsSequence()
	if together {
		c.arguments(append(words(command), words(args)...))
	}
	group := groupOf(v)
	for key, value := range v.Entries() {
		if name := key.String(); !together || name != "command" && name != "args" {
			c.entry(group, key, value, at)
		}
	}
}

// objectAt returns the place of a mapping, which may be an object, or stand
// beside a selector that says which objects it is about.
func objectAt(v yaml.Value, at *place) *place {
	object := v
	if selector := v.Get("selector"); isObject(selector) {
		object = selector
	}
	apiVersion, kind := object.Get("apiVersion"), object.Get("kind")
	if isObject(object) || at.around == nil && kind.String() == "ClusterConfiguration" {
		return &place{apiVersion: apiVersion.String(), kind: kind.String(), depth: at.depth}
	}
	return at
}

// entry looks at a key and its value.
func (c configuration) entry(group group, key, value yaml.Value, at *place) {
	name := key.String()
	switch {
	case name == "--runtime-config" && value.IsScalar() && !isHole(value.Bytes()):
		c.lost(key.Span(), flagForm, "a colon stands where the equals sign belongs, so this is no argument but a mapping",
			"write --runtime-config="+value.String())
	case isSetting(name):
		c.setting(group, key, value, at)
	case isK3sArgument(name):
		c.k3s(value)
	case isProse(name) && value.IsScalar(), name == "annotations", name == "openAPIV3Schema":
	default:
		c.value(value, at.below(name))
	}
}

func isK3sArgument(name string) bool {
	switch strings.TrimRight(strings.ReplaceAll(name, "_", "-"), "+") {
	case "kube-apiserver-arg", "kube-apiserver-args":
		return true
	}
	return false
}

// k3s reads the flags of the kube-apiserver in a configuration of k3s or RKE2.
func (c configuration) k3s(value yaml.Value) {
	line := commandLine{configuration: c}
	for _, option := range textsOf(value) {
		line.carried(k3sForm, option)
	}
	c.finish(&line.server)
}

// patch looks at the value that an operation of a JSON patch puts in place.
func (c configuration) patch(path string, value yaml.Value, at *place) {
	for key := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		if at = at.below(key); at.depth > maxPlaces {
			return
		}
	}
	if at.key == "-" || isNumber(at.key) {
		at = at.around
	}
	if isSetting(at.key) && !value.IsMapping() {
		c.setting(group{}, yaml.Value{}, value, at.around)
		return
	}
	if names(value) == "runtime-config" {
		c.list([]yaml.Value{value}, at)
		return
	}
	c.value(value, at)
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func (c configuration) sequence(v yaml.Value, at *place) {
	c.arguments(words(v))
	c = c.withVariables(v)
	var list []yaml.Value
	isList := false
	for item := range v.Items() {
		name := names(item)
		isList = isList || name == "runtime-config"
		if name != "" {
			list = append(list, item)
		} else if !item.IsScalar() {
			c.value(item, at)
		}
	}
	if isList {
		c.list(list, at)
	}
}

// names returns the flag that an item of a list of name and value is for, if
// it is one that matters.
func names(item yaml.Value) string {
	if !valueOf(item).Exists() {
		return ""
	}
	switch name := nameOf(item).String(); name {
	case "runtime-config", "feature-gates", "enable-priority-and-fairness":
		return name
	}
	return ""
}

// nameOf and valueOf return the two sides of an item of a list of names and
// values; Go has their keys in upper case.
func nameOf(item yaml.Value) yaml.Value  { return either(item, "name", "Name") }
func valueOf(item yaml.Value) yaml.Value { return either(item, "value", "Value") }

func either(item yaml.Value, key, other string) yaml.Value {
	if v := item.Get(key); v.Exists() {
		return v
	}
	return item.Get(other)
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

// textsOf returns a single string, or the strings of a sequence and of those
// in it.
func textsOf(v yaml.Value) []source.Text { return appendTexts(nil, v, maxLists) }

// maxLists is how deep lists of strings may be nested.
const maxLists = 5

func appendTexts(all []source.Text, v yaml.Value, depth int) []source.Text {
	if v.IsScalar() {
		return append(all, v.Text())
	}
	for item := range v.Items() {
		if depth > 0 {
			all = appendTexts(all, item, depth-1)
		}
	}
	return all
}
