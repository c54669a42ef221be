// Package runtimeconfig understands --runtime-config as kube-apiserver does:
// what the flag is given, whether a release starts with it, and what it then
// serves. It keeps no state and asks the catalog for all that differs between
// releases, but for the code of the flag itself (changes.go).
package runtimeconfig

import (
	"bytes"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/apilint/apilint/internal/source"
)

// Config is what one kube-apiserver is given for --runtime-config: the entries
// of all its values, in order.
type Config []Entry

// Entry is one piece of a value, "key=value" or "key" alone, which gives the
// value "". Blanks around key and value are not part of them.
type Entry struct {
	Key, Value string
	Span       source.Span // of key and value, without the blanks around them
}

// Parse reads the values of the flag as ConfigurationMap.Set does
// (k8s.io/component-base/cli/flag/configuration_map.go), which takes anything:
// what is wrong with an entry shows when it is judged. Empty pieces count for
// nothing; a piece of blanks is an entry with an empty key.
func Parse(values ...source.Text) Config {
	var config Config
	for _, value := range values {
		for start := 0; start <= len(value.Data); {
			end := len(value.Data)
			if comma := bytes.IndexByte(value.Data[start:], ','); comma >= 0 {
				end = start + comma
			}
			if start < end {
				config = append(config, parseEntry(value, start, end))
			}
			start = end + 1
		}
	}
	return config
}

func parseEntry(text source.Text, start, end int) Entry {
	piece := text.Data[start:end]
	key, value, _ := bytes.Cut(piece, []byte("="))
	if trimmed := bytes.TrimSpace(piece); len(trimmed) > 0 {
		start += bytes.Index(piece, trimmed)
		end = start + len(trimmed)
	}
	return Entry{
		Key:   string(bytes.TrimSpace(key)),
		Value: string(bytes.TrimSpace(value)),
		Span:  text.Span(start, end),
	}
}

// String writes the entry so that Parse reads it again.
func (e Entry) String() string {
	if e.Value == "" && e.Key != "" {
		return e.Key
	}
	return e.Key + "=" + e.Value
}

// String writes the entries as one value of the flag.
func (c Config) String() string {
	entries := make([]string, len(c))
	for i, entry := range c {
		entries[i] = entry.String()
	}
	return strings.Join(entries, ",")
}

// Version returns the group and version that the key names as a whole, without
// a resource. It is false for keys of resources and for those that stand for
// many versions.
func (e Entry) Version() (gv schema.GroupVersion, whole bool) {
	key := e.Key
	if meansCore(key) {
		key = core
	}
	n, ok := parseName(key)
	return schema.GroupVersion{Group: n.group, Version: n.version}, ok && n.parts == 2 && !slices.Contains(metaOrder, key)
}
