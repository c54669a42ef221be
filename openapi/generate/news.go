package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// columnNames name the columns of kinds.tsv behind group, version and kind.
var columnNames = []string{
	"class", "resource", "list", "present", "default", "introduced", "deprecated", "removed", "planned",
	"successor", "gates", "sources", "tool",
}

// add fetches a release, merges it with the others, stores the tables and
// tells what is new in them.
func add(out io.Writer, minor, patch int) error {
	if err := fetch(factsDir, minor, patch); err != nil {
		return err
	}
	m, err := merge(factsDir, overridesFile)
	if err != nil {
		return err
	}
	after := m.tables()
	for _, table := range []struct {
		file, what string
		columns    int
	}{{kindsFile, "kind", 4}, {gatesFile, "gate", 1}, {versionsFile, "version", 4}} {
		before, err := os.ReadFile(filepath.Join(tablesDir, table.file))
		if err != nil && !os.IsNotExist(err) {
			return err
		}
		tellNews(out, table.what, keyed(string(before), table.columns), keyed(after[table.file], table.columns))
	}
	return m.write(tablesDir)
}

// keyed maps the first columns of each line to the rest.
func keyed(table string, columns int) map[string][]string {
	lines := map[string][]string{}
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) < columns || f[0] == "source" || f[0] == "releases" {
			continue
		}
		lines[strings.Join(f[:columns], " ")] = f[columns:]
	}
	return lines
}

// tellNews writes what came, what went and which columns moved.
func tellNews(out io.Writer, what string, before, after map[string][]string) {
	for _, name := range slices.Sorted(maps.Keys(after)) {
		old, known := before[name]
		switch {
		case !known:
			fmt.Fprintf(out, "came   %s: %s\n", nameIn(what, name), strings.Join(after[name], " "))
		default:
			if moved := moves(what, old, after[name]); moved != "" {
				fmt.Fprintf(out, "moved  %s: %s\n", nameIn(what, name), moved)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if after[name] == nil {
			fmt.Fprintf(out, "went   %s\n", nameIn(what, name))
		}
	}
}

// nameIn writes the key of a line; the lines of kinds begin with the word.
func nameIn(what, name string) string {
	return what + " " + strings.TrimPrefix(name, what+" ")
}

// moves writes the columns that differ, as removed: "" → "1.38".
func moves(what string, old, now []string) string {
	var texts []string
	for i := range max(len(old), len(now)) {
		a, b := at(old, i), at(now, i)
		if a == b {
			continue
		}
		column := fmt.Sprintf("column %d", i+1)
		if what == "kind" {
			column = columnNames[i]
		}
		if column == "sources" {
			continue
		}
		texts = append(texts, fmt.Sprintf("%s %q → %q", column, a, b))
	}
	return strings.Join(texts, ", ")
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}
