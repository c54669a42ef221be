//go:build unix

package source

import (
	"strings"
	"syscall"
	"testing"
)

// A named pipe that nobody writes to must not stop the run.
func TestWalkPipe(t *testing.T) {
	plant(t, "link d/z.yaml p.yaml\n-- d/a.yaml --\n")
	must(t, syscall.Mkfifo("d/p.yaml", 0o666))
	must(t, syscall.Mkfifo("d/unrelated", 0o666))
	got := found(t, WalkOptions{}, "d", "d/p.yaml", "/dev/null")
	var pipes []string
	for _, line := range got {
		if name, _, isError := strings.Cut(line, ": not a regular file"); isError {
			pipes = append(pipes, name)
		}
	}
	if got[0] != "d/a.yaml" || strings.Join(pipes, " ") != "d/p.yaml d/z.yaml d/p.yaml /dev/null" {
		t.Errorf("found %q", got)
	}
}
