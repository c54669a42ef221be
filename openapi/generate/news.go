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

// columnNames name the columns of the tables behind those that name a line.
// Those of gates.tsv are named by what they hold.
var columnNames = map[string][]string{
	"kind": {
		"class", "resource", "list", "present", "default", "introduced", "deprecated", "removed", "planned",
		"successor", "gates", "sources", "tool",
	},
	"version": {"registered", "enabled", "disabled"},
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
	if err := m.write(tablesDir); err != nil {
		return err
	}
	if err := m.writeRewrites(); err != nil {
		return err
	}
	return addServed(minor)
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
			fmt.Fprintf(out, "came   %s: %s\n", nameIn(what, name), told(what, after[name]))
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
	return what + " " + strings.TrimSpace(strings.TrimPrefix(name, what+" "))
}

// told writes the columns of a line that came, as class resource, present 1.38..
func told(what string, columns []string) string {
	var texts []string
	for i, text := range columns {
		switch column := columnAt(what, i); {
		case text == "" || text == "=" || column == "sources":
		case what == "gate":
			texts = append(texts, gateNews(text))
		default:
			texts = append(texts, column+" "+text)
		}
	}
	return strings.Join(texts, "; ")
}

// moves writes the columns that differ, as removed "" → "1.38", and for gates
// what the later releases say of them.
func moves(what string, old, now []string) string {
	var texts []string
	for i := range max(len(old), len(now)) {
		switch a, b := at(old, i), at(now, i); {
		case a == b || columnAt(what, i) == "sources":
		case what == "gate" && b == "":
			texts = append(texts, "no longer "+gateNews(a))
		case what == "gate":
			texts = append(texts, gateNews(b))
		default:
			texts = append(texts, fmt.Sprintf("%s %q → %q", columnAt(what, i), a, b))
		}
	}
	return strings.Join(texts, "; ")
}

func columnAt(what string, i int) string { return at(columnNames[what], i) }

// gateNews reads "1.37:beta+!" as 1.37 beta, on, locked.
func gateNews(text string) string {
	release, state, _ := strings.Cut(text, ":")
	if state == "" {
		return release + " gone"
	}
	stage := strings.TrimRight(state, "+-!")
	news := release + " " + stage + ", " + onOff(strings.Contains(state, "+"))
	if strings.HasSuffix(state, "!") {
		news += ", locked"
	}
	return news
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}
