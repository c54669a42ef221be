package config

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/rules"
)

// topKeys are the keys of a configuration.
var topKeys = []key[Config]{
	{"kubernetes-version", "The release of Kubernetes to judge against, as 1.37, or the range of releases, as 1.31..1.37.", aRelease,
		func(r *reader, c *Config, node *yaml.Node) { c.Target = readTarget(r, node) }},
	{"select", "The rules to judge by, and no others; ids, groups or all.", someRules,
		func(r *reader, c *Config, node *yaml.Node) {
			if c.Select = readRules(r, node); c.Select.IsSet() && len(c.Select.Value) == 0 {
				r.fail(node, "this names no rule: leave it out for all of them")
			}
		}},
	{"ignore", "Rules not to judge by; ids or groups.", someRules,
		func(r *reader, c *Config, node *yaml.Node) { c.Ignore = readRules(r, node) }},
	{"rules", "Settings of rules, by their ids.", ruleSettings,
		func(r *reader, c *Config, node *yaml.Node) { c.Severities = readSeverities(r, node) }},
	{"paths", "What holds for some paths, the last that matches first.", pathSettings, readPaths},
	{"catalogs", "Files with kinds to add to the catalog.", someFiles,
		func(r *reader, c *Config, node *yaml.Node) { c.Catalogs = readStrings(r, node) }},
	{"openapi", "OpenAPI specifications and CustomResourceDefinitions whose APIs to add to the catalog.", someFiles,
		func(r *reader, c *Config, node *yaml.Node) { c.OpenAPI = readStrings(r, node) }},
	{"exclude", "What to leave out when directories are read: patterns as in a .gitignore file.", somePatterns, readExclude},
	{"baseline", "The file with the findings that are known and not to be reported.", aFile,
		func(r *reader, c *Config, node *yaml.Node) { c.Baseline = readString(r, node) }},
}

// pathKeys are the keys of an entry of paths.
var pathKeys = []key[Path]{
	{"glob", "The paths: a pattern as in a .gitignore file.", aPattern,
		func(r *reader, p *Path, node *yaml.Node) { p.Glob = readString(r, node) }},
	{"kubernetes-version", "The release or releases to judge these paths against.", aRelease,
		func(r *reader, p *Path, node *yaml.Node) { p.Target = readTarget(r, node) }},
	{"ignore", "Rules not to judge these paths by; ids or groups.", someRules, readPathIgnore},
	{"rules", "Settings of rules for these paths.", ruleSettings,
		func(r *reader, p *Path, node *yaml.Node) { p.Severities = readSeverities(r, node) }},
}

// ruleKeys are the keys of a rule's settings.
var ruleKeys = []key[Setting[diagnostic.Severity]]{
	{"severity", "The severity of what the rule finds.", aSeverity, readSeverity},
}

func readString(r *reader, node *yaml.Node) Setting[string] {
	if node.Kind != yaml.ScalarNode || node.Value == "" || node.Tag == "!!null" {
		r.fail(node, "this must be a text")
		return Setting[string]{}
	}
	return Setting[string]{node.Value, node.Line}
}

func readStrings(r *reader, node *yaml.Node) Setting[[]string] {
	if node.Kind != yaml.SequenceNode {
		r.fail(node, "this must be a list, as in [a, b]")
		return Setting[[]string]{}
	}
	list := Setting[[]string]{Line: node.Line}
	for _, item := range node.Content {
		if text := readString(r, target(item)); text.IsSet() {
			list.Value = append(list.Value, text.Value)
		}
	}
	return list
}

func readTarget(r *reader, node *yaml.Node) Setting[apiversion.Range] {
	text := readString(r, node)
	if !text.IsSet() {
		return Setting[apiversion.Range]{}
	}
	releases, err := openapi.Builtin().ParseTarget(text.Value)
	if err != nil {
		r.fail(node, "%v", err)
	}
	return Setting[apiversion.Range]{Value: releases, Line: node.Line}
}

func readRules(r *reader, node *yaml.Node) Setting[[]string] {
	list := readStrings(r, node)
	if list.IsSet() {
		for _, item := range node.Content {
			if _, err := rules.Named(target(item).Value); err != nil {
				r.fail(item, "%v", err)
			}
		}
	}
	return list
}

func readSeverities(r *reader, node *yaml.Node) map[string]Setting[diagnostic.Severity] {
	severities := map[string]Setting[diagnostic.Severity]{}
	eachEntry(r, node, func(name, value *yaml.Node) {
		if rules.ByID(name.Value) == nil {
			_, err := rules.Named(name.Value)
			if err == nil {
				r.fail(name, "%q stands for several rules: name one", name.Value)
			} else {
				r.fail(name, "%v", err)
			}
			return
		}
		if _, twice := severities[name.Value]; twice {
			r.fail(name, "%s stands here twice", name.Value)
			return
		}
		var severity Setting[diagnostic.Severity]
		readMapping(r, value, ruleKeys, &severity)
		severities[name.Value] = severity
	})
	return severities
}

func readSeverity(r *reader, s *Setting[diagnostic.Severity], node *yaml.Node) {
	text := readString(r, node)
	if !text.IsSet() {
		return
	}
	severity, err := diagnostic.ParseSeverity(text.Value)
	if err != nil {
		r.fail(node, "%v", err)
	}
	*s = Setting[diagnostic.Severity]{severity, node.Line}
}

func readPaths(r *reader, c *Config, node *yaml.Node) {
	if node.Kind != yaml.SequenceNode {
		r.fail(node, "this must be a list of mappings, each with a glob")
		return
	}
	for _, item := range node.Content {
		var p Path
		readMapping(r, item, pathKeys, &p)
		if !p.Glob.IsSet() {
			r.fail(item, "an entry of paths needs a glob")
			continue
		}
		if len(item.Content) == 2 {
			r.fail(item, "this entry of paths sets nothing: give it kubernetes-version, ignore or rules")
		}
		var err error
		if p.Pattern, err = source.ParsePatterns(c.Dir, []string{p.Glob.Value}); err != nil || strings.HasPrefix(p.Glob.Value, "!") {
			r.fail(item, "glob: %q matches nothing: it is a pattern as in a .gitignore file", p.Glob.Value)
		}
		c.Paths = append(c.Paths, p)
	}
}

// readPathIgnore reads rules by name: what is not to be judged at all is
// excluded.
func readPathIgnore(r *reader, p *Path, node *yaml.Node) {
	p.Ignore = readRules(r, node)
	for _, word := range p.Ignore.Value {
		if word == rules.Every {
			r.fail(node, "paths can't ignore all rules: exclude them, or name the rules")
		}
	}
}

func readExclude(r *reader, c *Config, node *yaml.Node) {
	c.Exclude = readStrings(r, node)
	patterns, err := source.ParsePatterns(c.Dir, c.Exclude.Value)
	if err != nil {
		r.fail(node, "%v", err)
	}
	c.Excluded = patterns
}
