package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// changes are the lines of a work tree of git that differ from a commit.
type changes struct {
	root  string                 // of the work tree, absolute, with slashes
	known map[string]bool        // files that git knows, by paths below the root
	lines map[string][]lineRange // those that differ, by the same
}

// lineRange are lines from 1, both included.
type lineRange struct{ first, last int }

// changesSince asks git what differs from the merge base of a commit and what
// is checked out.
func changesSince(commit string) (*changes, error) {
	root, err := git("", "rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	c := &changes{root: strings.TrimSuffix(string(root), "\n"), known: map[string]bool{}, lines: map[string][]lineRange{}}
	tip, err := git(c.root, "rev-parse", "--verify", "--quiet", "--end-of-options", commit+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("git knows no commit %q here; fetch it first", commit)
	}
	base, err := git(c.root, "merge-base", strings.TrimSpace(string(tip)), "HEAD")
	if err != nil {
		return nil, fmt.Errorf("git finds no merge base of %q and what is checked out; is the history cut short (fetch-depth: 0)? %w", commit, err)
	}
	diff, err := git(c.root, "-c", "core.quotePath=false", "diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv",
		"--no-relative", "--text", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/", strings.TrimSpace(string(base)), "--")
	if err != nil {
		return nil, err
	}
	if err := c.readDiff(diff); err != nil {
		return nil, fmt.Errorf("read what git diff writes: %w", err)
	}
	known, err := git(c.root, "ls-files", "-z")
	for name := range bytes.SplitSeq(known, []byte{0}) {
		c.known[string(name)] = true
	}
	if resolved, linkErr := filepath.EvalSymlinks(c.root); linkErr == nil {
		c.root = filepath.ToSlash(resolved)
	}
	return c, err
}

// git runs git in a directory, "" for the working directory.
func git(dir string, args ...string) ([]byte, error) {
	command := exec.Command("git", args...)
	command.Dir = dir
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil && stderr.Len() > 0 {
		err = errors.New(strings.TrimSpace(stderr.String()))
	}
	return out, err
}

// readDiff reads a unified diff without context.
func (c *changes) readDiff(diff []byte) error {
	lines := bufio.NewScanner(bytes.NewReader(diff))
	lines.Buffer(nil, len(diff)+1)
	file, skip := "", 0
	for lines.Scan() {
		line := lines.Text()
		switch {
		case skip > 0 && line != "" && strings.IndexByte("+-", line[0]) >= 0:
			skip--
		case strings.HasPrefix(line, "+++ "):
			file = newName(line[len("+++ "):])
		case strings.HasPrefix(line, "@@ "):
			removed, added, ok := readHunk(line)
			if !ok || file == "" {
				return fmt.Errorf("%q is no place", line)
			}
			skip = removed + added.last - added.first + 1
			if added.last < added.first { // only removed: what stands around it
				added = lineRange{added.first - 1, added.first}
			}
			c.lines[file] = append(c.lines[file], added)
		}
	}
	return lines.Err()
}

// newName reads the name of a file in a diff: in quotes if it needs them, and
// with a tab behind it if it has blanks. It is "" for a file that was deleted.
func newName(name string) string {
	name = strings.TrimSuffix(name, "\t")
	if quoted, err := strconv.Unquote(name); err == nil && strings.HasPrefix(name, `"`) {
		name = quoted
	}
	if name == "/dev/null" {
		return name
	}
	return strings.TrimPrefix(name, "b/")
}

// readHunk reads "@@ -1,2 +3,4 @@": how many lines were removed, and which were
// added; none were where the last is before the first, which is then the line
// behind them.
func readHunk(line string) (removed int, added lineRange, ok bool) {
	fields := strings.Fields(line)
	if len(fields) < 3 || len(fields[1]) < 2 || len(fields[2]) < 2 {
		return 0, lineRange{}, false
	}
	_, removed, okOld := readPlace(fields[1][1:])
	first, n, okNew := readPlace(fields[2][1:])
	if n == 0 {
		return removed, lineRange{first + 1, first}, okOld && okNew
	}
	return removed, lineRange{first, first + n - 1}, okOld && okNew
}

func readPlace(text string) (first, n int, ok bool) {
	start, count, several := strings.Cut(text, ",")
	first, err := strconv.Atoi(start)
	n = 1
	if several && err == nil {
		n, err = strconv.Atoi(count)
	}
	return first, n, err == nil && first >= 0 && n >= 0 && n < 1<<31
}

// touch tells whether one of the lines of a file was changed. A file that git
// doesn't know is new.
func (c *changes) touch(file string, lines lineRange) bool {
	if real, err := filepath.EvalSymlinks(filepath.FromSlash(file)); err == nil {
		file = filepath.ToSlash(real)
	}
	name, below := strings.CutPrefix(file, strings.TrimSuffix(c.root, "/")+"/")
	if !below || !c.known[name] {
		return true
	}
	for _, changed := range c.lines[name] {
		if changed.first <= lines.last && lines.first <= changed.last {
			return true
		}
	}
	return false
}
