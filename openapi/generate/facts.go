package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// fact is one line of a facts file: what kind of fact it is, and its columns.
//
//	module      path  version  checksum                 where the facts come from
//	openapi     group version  resource kind verbs      swagger.json: an endpoint
//	type        group version  kind     package         a type registered in a scheme
//	lifecycle   group version  kind     introduced deprecated removed replacement
//	registered  server group   version                  in the scheme of a server
//	enabled     server group   version  [resource]      in the default resource config
//	disabled    server group   version  [resource]      likewise, switched off
//	guard       group version  resource gate            the storage asks a feature gate
//	gate        name  stage    default  [locked]        a feature gate of the release
//	kubeadm     state group    version                  which kubeadm reads no more, warns of, or takes with a flag
type fact []string

// widths are the least and the most columns that a line of each kind has, the
// word for the kind included. Empty columns at the end are not written.
var widths = map[string][2]int{
	"module": {4, 4}, "openapi": {6, 6}, "type": {5, 5}, "lifecycle": {5, 8}, "registered": {4, 4},
	"enabled": {4, 5}, "disabled": {4, 5}, "guard": {5, 5}, "gate": {4, 5}, "kubeadm": {4, 4},
}

// facts is what one release said of itself.
type facts struct {
	release string
	lines   []fact
}

// add appends a fact; it drops empty columns at the end.
func (fs *facts) add(columns ...string) {
	for len(columns) > 0 && columns[len(columns)-1] == "" {
		columns = columns[:len(columns)-1]
	}
	fs.lines = append(fs.lines, columns)
}

// of yields the facts of one kind, each padded to the number of columns.
func (fs *facts) of(kind string, columns int) [][]string {
	var found [][]string
	for _, line := range fs.lines {
		if line[0] != kind {
			continue
		}
		row := make([]string, columns)
		copy(row, line[1:])
		found = append(found, row)
	}
	return found
}

const factsHeader = "# Facts of one release of Kubernetes, read from its own modules. Made once by generate/, never edited."

// write stores the facts sorted and without doubles.
func (fs *facts) write(file string) error {
	lines := make([]string, 0, len(fs.lines))
	for _, line := range fs.lines {
		lines = append(lines, strings.Join(line, "\t"))
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	text := factsHeader + "\nrelease\t" + fs.release + "\n" + strings.Join(lines, "\n") + "\n"
	return os.WriteFile(file, []byte(text), 0o644)
}

// readFacts reads a facts file. A line that is unknown or cut short is an
// error that names the file and the line.
func readFacts(file string) (*facts, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	fs := &facts{}
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		if err := fs.readLine(line); err != nil {
			return nil, fmt.Errorf("%s:%d: %w: fetch it anew", file, number, err)
		}
	}
	if fs.release == "" {
		return nil, fmt.Errorf("%s names no release: fetch it anew", file)
	}
	return fs, nil
}

func (fs *facts) readLine(line string) error {
	line, whole := strings.CutSuffix(line, "\n")
	if !whole {
		return fmt.Errorf("the line %q doesn't end, the file is cut short", line)
	}
	if strings.HasPrefix(line, "#") {
		return nil
	}
	columns := strings.Split(line, "\t")
	if columns[0] == "release" && len(columns) == 2 {
		fs.release = columns[1]
		return nil
	}
	width, known := widths[columns[0]]
	switch {
	case !known:
		return fmt.Errorf("there are no facts called %q", columns[0])
	case len(columns) < width[0] || len(columns) > width[1]:
		return fmt.Errorf("the fact %q has %d columns, want %d to %d", columns[0], len(columns), width[0], width[1])
	}
	fs.lines = append(fs.lines, columns)
	return nil
}
