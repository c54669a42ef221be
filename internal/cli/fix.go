package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/rules"
)

// fixing says what is to be done about fixes.
type fixing struct {
	fix, unsafe, diff, only bool
}

func (f *fixing) flags() flagGroup {
	group := newFlagGroup("Fixes")
	group.BoolVar(&f.fix, "fix", false, "carry out the safe fixes; of standard input the fixed text goes to standard output, and the report to standard error")
	group.BoolVar(&f.unsafe, "unsafe-fixes", false, "with --fix or --diff, also those that may change what the input means")
	group.BoolVar(&f.diff, "diff", false, "write what --fix would change to standard output, instead of a report, and change nothing; exit with 1 if there is something")
	group.BoolVar(&f.only, "fix-only", false, "as --fix, and don't report what is left")
	return group
}

// active tells whether fixes are to be carried out or shown.
func (f *fixing) active() bool { return f.fix || f.diff || f.only }

// silent tells whether standard output is not for reports.
func (f *fixing) silent() bool { return f.diff || f.only }

// least is how safe a fix must be to be carried out.
func (f *fixing) least() diagnostic.Safety {
	if f.unsafe {
		return diagnostic.Unsafe
	}
	return diagnostic.Safe
}

// needs tells whether the text of a file, whose result is still to be settled,
// is needed: there may be something to fix, or it is to be printed.
func (f *fixing) needs(file input, result *lint.Result) bool {
	if !f.active() {
		return false
	}
	for d := range result.All() {
		if d.Fix.CanBe(f.least()) {
			return true
		}
	}
	return file.isStdin && !f.diff
}

// maxPasses is how often a file is fixed and read again: fixes that overlap are
// carried out one after the other.
const maxPasses = 20

// fixed is what carrying out fixes made of a file.
type fixed struct {
	data   []byte
	result lint.Result
	n      int // fixes carried out
}

var errUTF16 = errors.New("left as it is: it is in UTF-16, and only UTF-8 is written")

var errFixBroke = errors.New("not fixed: the fixes would break its syntax; please report this")

// fixAll carries out the fixes of what is to be reported until none is left.
func (f *fixing) fixAll(o *outcome, review *review) (fixed, error) {
	x := fixed{data: o.file.Data, result: o.result}
	var passes lint.Passes
	for range maxPasses {
		edits, n := lint.Fix(x.result.Diagnostics, f.least())
		if n == 0 {
			break
		}
		x.data, x.n, passes = lint.Rewrite(x.data, edits), x.n+n, append(passes, edits)
		x.result = review.again(o, &source.File{Path: o.file.Path, Data: x.data}, passes.Origin)
	}
	if broken(&x.result) > broken(&o.result) {
		return fixed{data: o.file.Data, result: o.result}, errFixBroke
	}
	x.result.Summary.Fixed = x.n
	return x, nil
}

func broken(result *lint.Result) int {
	n := 0
	for _, d := range result.Diagnostics {
		if d.Rule == rules.SyntaxID {
			n++
		}
	}
	return n
}

// fixer carries out fixes in the files of a run.
type fixer struct {
	*console
	fixing
	review       *review
	named        []string // the paths on the command line
	files, fixes int      // changed, or that would be
}

// mend fixes a file, and puts what is left to be said of it into its outcome.
func (x *fixer) mend(o *outcome) {
	if !x.active() || o.file == nil {
		return
	}
	done, err := x.fixAll(o, x.review)
	if err == nil && done.n > 0 {
		x.files, x.fixes = x.files+1, x.fixes+done.n
		err = x.put(o, done.data)
	}
	if err != nil {
		o.err = err
		return
	}
	if o.isStdin && !x.diff {
		_, o.err = x.stdout.Write(done.data)
	}
	if !x.diff { // else the reports speak of what is in the file
		o.result = done.result
	}
}

// put writes a fixed file, or shows what would change.
func (x *fixer) put(o *outcome, data []byte) error {
	switch {
	case x.diff:
		_, changes, _ := bytes.Cut(diff.Diff(o.name, o.file.Data, o.name, data), []byte("\n"))
		_, err := x.stdout.Write(changes)
		return err
	case o.isStdin:
		return nil
	case o.file.Converted:
		return errUTF16
	case x.leadsAway(o.name):
		return errLink
	}
	if err := replaceFile(o.name, data); err != nil {
		return fmt.Errorf("write the fixes: %w", source.Reason(err))
	}
	return nil
}

var errLink = errors.New("not fixed: it is a link that leads out of the working directory; name it to have it fixed")

// leadsAway tells whether a file that nobody named is a link to one outside of
// the working directory.
func (x *fixer) leadsAway(name string) bool {
	name = filepath.FromSlash(name)
	info, err := os.Lstat(name)
	if err != nil || info.Mode()&os.ModeSymlink == 0 || slices.Contains(x.named, name) {
		return false
	}
	real, err := source.RealPath(name)
	here, errHere := source.RealPath(".")
	relative, errRelative := filepath.Rel(here, real)
	return errors.Join(err, errHere, errRelative) != nil || !filepath.IsLocal(relative)
}

// replaceFile gives a file new content at once: whoever reads it meets the old
// or the new. It keeps its mode; a link is followed.
func replaceFile(name string, data []byte) error {
	name = filepath.FromSlash(name)
	file, err := createReport(name)
	if err != nil {
		return err
	}
	if _, err := file.Write(data); err != nil {
		return errors.Join(err, file.commit())
	}
	return file.commit()
}

// sentences tell what --diff shows.
func (x *fixer) sentences() []string {
	if !x.diff {
		return nil
	}
	return []string{fmt.Sprintf("would fix %s in %s", report.Count(x.fixes, "finding"), report.Count(x.files, "file"))}
}

// reportTo returns where reports to standard output go: that is not for them
// where it takes what fixes make of the input.
func (k *check) reportTo(c *console, in *inputs) io.Writer {
	switch {
	case k.fixing.silent():
		return io.Discard
	case k.fixing.active() && slices.Contains(in.paths, stdinPath):
		return c.stderr
	}
	return c.stdout
}
