package find

import (
	"bytes"
	"strings"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/source"
)

// isSetting tells whether a key is named after the flag: runtime-config,
// runtimeConfig, kube_api_runtime_config, KUBE_RUNTIME_CONFIG and the like.
func isSetting(key string) bool { return strings.HasSuffix(squeeze(key), "runtimeconfig") }

// besideOf returns the flag that a key beside the setting is named after, if it
// is one that matters for what the setting does.
func besideOf(key string) string {
	switch key = squeeze(key); {
	case strings.HasSuffix(key, "featuregates"):
		return "feature-gates"
	case key == "enablepriorityandfairness":
		return "enable-priority-and-fairness"
	}
	return ""
}

// squeeze writes a key so that its spellings in several styles are the same.
func squeeze(key string) string { return strings.ToLower(withoutDashes.Replace(key)) }

var withoutDashes = strings.NewReplacer("-", "", "_", "")

// group is what the keys of one mapping have to do with each other: which of
// several equal ones counts, and the other flags beside the flag.
type group struct {
	last   map[string]yaml.Value // the last key of each name
	beside []beside
}

// beside is another flag of the same server.
type beside struct {
	name  string
	value yaml.Value
}

// maxBeside is how many other flags are read in one mapping.
const maxBeside = 10

func groupOf(mapping yaml.Value) group {
	g := group{last: map[string]yaml.Value{}}
	for key, value := range mapping.Entries() {
		name := key.String()
		if isSetting(name) {
			g.last[name] = key
		} else if flag := besideOf(name); flag != "" && len(g.beside) < maxBeside {
			g.beside = append(g.beside, beside{flag, value})
		}
	}
	return g
}

// setting finds what a key that is named after the flag is given.
func (c configuration) setting(group group, key, value yaml.Value, at *place) {
	name := key.String()
	if !key.Exists() {
		name = "runtime-config"
	}
	container := c.containerOf(name, at)
	if last, several := group.last[name]; several && last != key {
		c.lost(key.Span(), container.form, "the key is there again further down, and only the last one counts",
			"put all entries into one value, separated by commas")
		return
	}
	if value.Exists() && c.misfit(key, value, container, at) {
		return
	}
	line := commandLine{configuration: c, server: server{sure: container.sure}}
	line.giveValue(container.form, value)
	for _, other := range group.beside {
		line.setValue(other.name, other.value)
	}
	if len(line.Values) > 0 && line.isPlausible() {
		c.finish(&line.server)
		return
	}
	c.value(value, at.below(name))
}

// giveValue gives the server a value: a string, a list of them, or a mapping of
// keys to on and off.
func (l *commandLine) giveValue(form string, value yaml.Value) {
	before := len(l.Values)
	for _, text := range flagValues(value) {
		if value.IsScalar() || !l.isCode || isHole(text.Data) || isPlausible(text.Data) {
			l.give(form, text)
		}
	}
	l.checkQuotes(before, form)
}

// setValue gives the server the value of another flag.
func (l *commandLine) setValue(name string, value yaml.Value) {
	for _, text := range flagValues(value) {
		l.set("", name, text)
	}
}

// flagValues returns the values of a flag that are written as a string, a list
// of them, a mapping, or a mapping written as JSON in a string.
func flagValues(value yaml.Value) []source.Text {
	if value.IsScalar() {
		return textValues(value.Text())
	}
	return append(textsOf(value), pairs(value)...)
}

func textValues(text source.Text) []source.Text {
	if !bytes.HasPrefix(bytes.TrimSpace(text.Data), []byte("{")) || isHole(text.Data) {
		return []source.Text{text}
	}
	var all []source.Text
	var reader yaml.Reader
	for document := range reader.JSON(text) {
		if document.Err == nil {
			all = append(all, pairs(document.Tree.Root())...)
		}
	}
	return all
}

// pairs returns the entries of a mapping as key=value; of several with one key
// the last.
func pairs(mapping yaml.Value) []source.Text {
	var all []source.Text
	last := lastKeys(mapping)
	for key, value := range mapping.Entries() {
		if key.IsScalar() && value.IsScalar() && last[key.String()] == key {
			all = append(all, joined(key.Text(), "=", value.Text()))
		}
	}
	return all
}

func lastKeys(mapping yaml.Value) map[string]yaml.Value {
	last := map[string]yaml.Value{}
	for key := range mapping.Entries() {
		last[key.String()] = key
	}
	return last
}

// joined puts two texts together.
func joined(a source.Text, between string, b source.Text) source.Text {
	builder := source.TextBuilder{From: a}
	builder.Copy(0, len(a.Data))
	builder.Write(between, len(a.Data))
	builder.From = b
	builder.Copy(0, len(b.Data))
	return builder.Text()
}

// list finds what the items of a list of names and values give.
func (c configuration) list(items []yaml.Value, at *place) {
	container := c.containerOf("runtime-config", at)
	container.isList = true
	line := commandLine{configuration: c, server: server{sure: container.sure}}
	for _, item := range items {
		value := valueOf(item)
		switch {
		case names(item) != "runtime-config":
			line.setValue(names(item), value)
		case item.Get("mergeMethod").Exists():
			c.lost(item.Get("mergeMethod").Span(), container.form,
				"kubeadm merges only with flags that it sets itself, and --runtime-config is none of them: the entry is dropped",
				"leave mergeMethod out")
		case !c.misfit(nameOf(item), value, container, at):
			line.giveValue(container.form, value)
		}
	}
	c.finish(&line.server)
}
