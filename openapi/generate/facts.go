package main

import (
	"bufio"
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
//	kubeadm     old|deprecated|experimental …           what kubeadm says of its own versions
type fact []string

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

func readFacts(file string) (*facts, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	fs := &facts{}
	s := bufio.NewScanner(f)
	for s.Scan() {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		line := strings.Split(s.Text(), "\t")
		if line[0] == "release" && len(line) == 2 {
			fs.release = line[1]
			continue
		}
		fs.lines = append(fs.lines, line)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	if fs.release == "" {
		return nil, fmt.Errorf("%s names no release: fetch it anew", file)
	}
	return fs, nil
}
