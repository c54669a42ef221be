package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/source"
)

// ignoring is the value of --add-ignore: whether comments that ignore what is
// found are to be written, and for what reason.
type ignoring struct {
	reason string
	asked  bool
}

func (g *ignoring) String() string { return g.reason }
func (g *ignoring) Type() string   { return "REASON" }

func (g *ignoring) Set(reason string) error {
	g.reason, g.asked = reason, true
	return lint.CheckReason(reason)
}

func (g *ignoring) declare(group flagGroup) {
	group.Var(g, "add-ignore", "write comments that ignore what is found into the files, for this `REASON`")
}

// check tells what is wrong with how comments are asked for.
func (g *ignoring) check(fixing *fixing, args []string) error {
	switch {
	case !g.asked:
	case fixing.active():
		return errors.New("--add-ignore and fixes can't be asked for at once: fix first")
	case slices.Contains(args, stdinPath):
		return errors.New("--add-ignore writes into files: name some, not -")
	}
	return nil
}

// needs tells whether the text of a file, whose result is still to be settled,
// is needed.
func (g *ignoring) needs(result *lint.Result) bool {
	if !g.asked {
		return false
	}
	for range result.All() {
		return true
	}
	return len(result.Custom) > 0
}

// ignoreAdder writes comments into the files of a run.
type ignoreAdder struct {
	*ignoring
	review          *review
	comments, files int // written
}

// mend writes comments into a file that ignore what is to be reported of it.
func (a *ignoreAdder) mend(o *outcome) {
	if !a.asked || o.file == nil || o.err != nil {
		return
	}
	data, left, n := lint.AddIgnores(o.file, &o.result, a.reason, func(file *source.File, origin func(int) int) lint.Result {
		return a.review.again(o, file, origin)
	})
	if n == 0 {
		return
	}
	if o.file.Converted {
		o.err = errUTF16
		return
	}
	if err := replaceFile(o.name, data); err != nil {
		o.err = fmt.Errorf("write the comments: %w", source.Reason(err))
		return
	}
	o.result = *left
	a.comments, a.files = a.comments+n, a.files+1
}

// tell says what was written.
func (a *ignoreAdder) tell(c *console) {
	if a.asked {
		c.complain("wrote %s into %s", report.Count(a.comments, "comment"), report.Count(a.files, "file"))
	}
}
