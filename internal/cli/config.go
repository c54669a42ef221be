package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/rules"
)

const configLong = `apilint reads .apilint.yaml at the root of the git work tree that a file lies in,
and outside of git the nearest one around the file. Flags win over it.

  apilint config show PATH   tells what holds for a file or directory, and why
  apilint config schema      writes the JSON Schema of the file, for editors
`

// configure is the verb config.
type configure struct{ configs configFlags }

func (v *configure) flags() []flagGroup {
	group := newFlagGroup("Flags")
	v.configs.declare(group)
	return []flagGroup{group}
}

func (v *configure) run(c *console, args []string) (int, error) {
	switch {
	case len(args) == 1 && args[0] == "schema":
		return c.written(writeJSON(c.stdout, config.Schema())), nil
	case len(args) == 2 && args[0] == "show":
		return v.show(c, args[1])
	case len(args) > 0 && args[0] != "schema" && args[0] != "show":
		return 0, fmt.Errorf("config shows the schema or what holds for a path: %q is neither%s", args[0], didYouMean("", args[0], []string{"schema", "show"}))
	}
	return 0, errors.New("write apilint config schema, or apilint config show PATH")
}

// show writes what holds for a path, each line with where it comes from.
func (v *configure) show(c *console, named string) (int, error) {
	if _, err := os.Stat(named); err != nil {
		return 0, err
	}
	j, err := newJudgements(c, &judgementFlags{configs: v.configs, minConfidence: "low"})
	if err != nil {
		return 0, err
	}
	dir := j.dirOf(named, "")
	found := j.configs.of(dir)
	if found.err != nil {
		return 0, found.err
	}
	file := path.Join(dir, filepath.Base(named))
	if dir == j.configs.naming.Resolved(absolute(named)) {
		file = dir
	}
	if _, err := j.options(found.Config, file); err != nil {
		return 0, err
	}
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	writeSettings(table, j, found.Config, file)
	return c.written(table.Flush()), nil
}

func absolute(named string) string {
	if full, err := filepath.Abs(named); err == nil {
		return filepath.ToSlash(full)
	}
	return named
}

// byDefault is where a setting comes from that nobody made.
const byDefault = "default"

// writeSettings writes the settings that hold for a file as the lines of a
// configuration, with where they come from.
func writeSettings(out io.Writer, j *judgements, c *config.Config, file string) {
	options, _ := j.options(c, file)
	if c == nil {
		c = &config.Config{}
	}
	matching := c.Matching(file)
	from := func(line int) string {
		if line == 0 {
			return byDefault
		}
		return fmt.Sprintf("%s:%d", c.File, line)
	}
	setting := func(name, value, from string) { fmt.Fprintf(out, "%s: %s\t# %s\n", name, value, from) }

	line := c.Target.Line
	ignored, places := c.Ignore.Value, []string{}
	if c.Ignore.IsSet() {
		places = append(places, from(c.Ignore.Line))
	}
	for _, p := range matching {
		if p.Target.IsSet() {
			line = p.Target.Line
		}
		if p.Ignore.IsSet() {
			ignored, places = append(ignored[:len(ignored):len(ignored)], p.Ignore.Value...), append(places, from(p.Ignore.Line))
		}
	}
	setting("kubernetes-version", `"`+options.Facts.Target.String()+`"`, from(line))
	if c.Select.IsSet() {
		setting("select", flow(c.Select.Value), from(c.Select.Line))
	} else {
		setting("select", flow([]string{rules.Every}), byDefault)
	}
	if len(places) == 0 {
		places = []string{byDefault}
	}
	setting("ignore", flow(ignored), strings.Join(places, ", "))
	writeSeverities(out, c, matching, from)
	setting("catalogs", flow(c.Catalogs.Value), from(c.Catalogs.Line))
	setting("openapi", flow(c.OpenAPI.Value), from(c.OpenAPI.Line))
	setting("exclude", flow(c.Exclude.Value), from(c.Exclude.Line))
	setting("baseline", flow1(c.Baseline.Value), from(c.Baseline.Line))
}

// writeSeverities writes the severities that rules were given.
func writeSeverities(out io.Writer, c *config.Config, matching []*config.Path, from func(int) string) {
	begun := false
	for _, id := range rules.IDs() {
		severity := c.Severities[id]
		for _, p := range matching {
			if p.Severities[id].IsSet() {
				severity = p.Severities[id]
			}
		}
		if !severity.IsSet() {
			continue
		}
		if !begun {
			fmt.Fprintln(out, "rules:")
			begun = true
		}
		fmt.Fprintf(out, "  %s: {severity: %s}\t# %s\n", id, severity.Value, from(severity.Line))
	}
	if !begun {
		fmt.Fprintf(out, "rules: {}\t# %s\n", byDefault)
	}
}

// flow writes a list as YAML.
func flow(words []string) string {
	var all []string
	for _, word := range words {
		all = append(all, flow1(word))
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// flow1 writes a text as YAML, in quotes where it needs them.
func flow1(word string) string {
	if word != "" && strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") == "" && word[0] != '-' {
		return word
	}
	return fmt.Sprintf("%q", word)
}
