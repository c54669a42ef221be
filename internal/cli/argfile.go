package cli

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// expand replaces each argument @FILE before -- by the lines of the file, one
// argument a line. Blank lines don't count.
func expand(args []string) ([]string, error) {
	var all []string
	for i, arg := range args {
		name, isFile := strings.CutPrefix(arg, "@")
		switch {
		case arg == "--":
			return append(all, args[i:]...), nil
		case !isFile || name == "":
			all = append(all, arg)
			continue
		}
		file, err := new(source.Reader).Open(name)
		if err != nil {
			return nil, fmt.Errorf("read arguments from %s: %w; a path that begins with @ is written ./%s", name, err, arg)
		}
		for line := range strings.Lines(string(file.Data)) {
			if line = strings.TrimRight(line, "\r\n"); strings.TrimSpace(line) != "" {
				all = append(all, line)
			}
		}
	}
	return all, nil
}
