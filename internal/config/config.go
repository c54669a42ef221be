// Package config reads configuration files. It touches no file system.
package config

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/internal/suggest"
)

// Name is the name of configuration files.
const Name = ".apilint.yaml"

// Setting is a value that a configuration gives, and the line on which it does;
// 0 says that it doesn't.
type Setting[T any] struct {
	Value T
	Line  int
}

// IsSet tells whether the configuration gives the value.
func (s Setting[T]) IsSet() bool { return s.Line > 0 }

// Config is what a configuration file says.
type Config struct {
	File string // the name of the file, for messages
	Dir  string // the directory that patterns and files count from, absolute, with slashes

	Target     Setting[apiversion.Range]
	Select     Setting[[]string] // ids and groups of rules, all
	Ignore     Setting[[]string]
	Severities map[string]Setting[diagnostic.Severity] // by ids of rules
	Paths      []Path
	Catalogs   Setting[[]string]
	OpenAPI    Setting[[]string]
	Exclude    Setting[[]string]
	Baseline   Setting[string]

	Excluded *source.Patterns // those of Exclude
}

// Path is what a configuration says of some paths.
type Path struct {
	Glob       Setting[string]
	Pattern    *source.Patterns // the same
	Target     Setting[apiversion.Range]
	Ignore     Setting[[]string]
	Severities map[string]Setting[diagnostic.Severity]
}

// Matching yields what the configuration says of paths that hold a file, given
// as an absolute path with slashes.
func (c *Config) Matching(file string) []*Path {
	var matching []*Path
	for i := range c.Paths {
		if c.Paths[i].Pattern.MatchBelow(file) {
			matching = append(matching, &c.Paths[i])
		}
	}
	return matching
}

// Resolve returns the path of a file that the configuration names.
func (c *Config) Resolve(name string) string {
	if path.IsAbs(name) || filepath.IsAbs(name) {
		return name
	}
	return path.Join(c.Dir, name)
}

// maxFailures is how many errors of a file are reported.
const maxFailures = 10

// Parse reads a configuration. Its patterns and files count from dir. Errors
// name the file and the line; all are reported.
func Parse(file, dir string, data []byte) (*Config, error) {
	c := &Config{File: file, Dir: dir}
	var documents []yaml.Node
	if err := yaml.Load(data, &documents, yaml.WithAllDocuments()); err != nil {
		return nil, c.syntaxError(err)
	}
	if len(documents) == 0 || len(documents[0].Content) == 0 {
		return c, nil
	}
	r := reader{config: c}
	readMapping(&r, documents[0].Content[0], topKeys, c)
	for i := range documents[1:] {
		r.fail(&documents[i+1], "a configuration is one document, and here another begins")
	}
	if len(r.failed) > 0 {
		slices.SortStableFunc(r.failed, func(a, b failure) int { return a.line - b.line })
		var errs []error
		for _, f := range r.failed[:min(len(r.failed), maxFailures)] {
			errs = append(errs, fmt.Errorf("%s:%d: %s", file, f.line, f.reason))
		}
		if len(r.failed) > maxFailures {
			errs = append(errs, fmt.Errorf("%s: and so on: mend these first", file))
		}
		return nil, errors.Join(errs...)
	}
	return c, nil
}

func (c *Config) syntaxError(err error) error {
	var load *yaml.LoadError
	if errors.As(err, &load) {
		return fmt.Errorf("%s:%d: %s", c.File, load.Mark.Line, load.Message)
	}
	return fmt.Errorf("%s: %w", c.File, err)
}

// failure is something wrong in a line.
type failure struct {
	line   int
	reason string
}

// reader gathers what is wrong.
type reader struct {
	config *Config
	failed []failure
}

func (r *reader) fail(node *yaml.Node, format string, args ...any) {
	r.failed = append(r.failed, failure{node.Line, fmt.Sprintf(format, args...)})
}

// key is a key of a mapping that describes a T.
type key[T any] struct {
	name string
	doc  string // for the schema: a sentence
	form form
	read func(r *reader, into *T, node *yaml.Node)
}

// readMapping reads the keys of a mapping, each of which may stand once.
func readMapping[T any](r *reader, node *yaml.Node, keys []key[T], into *T) {
	seen := map[string]int{}
	eachEntry(r, node, func(name, value *yaml.Node) {
		at := slices.IndexFunc(keys, func(k key[T]) bool { return k.name == name.Value })
		switch {
		case at < 0:
			r.fail(name, "%q is not a key here%s", name.Value, meant(name.Value, keys))
		case seen[name.Value] > 0:
			r.fail(name, "%s stands in line %d already", name.Value, seen[name.Value])
		default:
			seen[name.Value] = name.Line
			keys[at].read(r, into, value)
		}
	})
}

func meant[T any](name string, keys []key[T]) string {
	var names []string
	for _, k := range keys {
		names = append(names, k.name)
	}
	if nearest := suggest.Nearest(name, names); nearest != "" {
		return fmt.Sprintf("; did you mean %q?", nearest)
	}
	return ": there are " + strings.Join(names, ", ")
}

// eachEntry calls read for the entries of a mapping.
func eachEntry(r *reader, node *yaml.Node, read func(name, value *yaml.Node)) {
	node = target(node)
	if node.Kind != yaml.MappingNode {
		r.fail(node, "this must be a mapping of keys to values")
		return
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		read(node.Content[i], target(node.Content[i+1]))
	}
}

// target returns what an alias stands for, or the node itself.
func target(node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.AliasNode {
		return node.Alias
	}
	return node
}
