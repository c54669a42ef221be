package report

import (
	"fmt"
	"io"

	"github.com/apilint/apilint/internal/diagnostic"
)

// conciseReporter writes a line per diagnostic, as compilers do:
// file:line:column: severity: message [rule].
type conciseReporter struct {
	everyFile
	out    io.Writer
	run    *Run
	colors palette
}

func newConcise(out io.Writer, run *Run) Reporter {
	return &conciseReporter{out: out, run: run, colors: paletteFor(run)}
}

func (r *conciseReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	_, err := fmt.Fprintf(r.out, "%s: %s: %s [%s]\n", place(d),
		r.colors.severity[d.Severity].paint(d.Severity.String()), printable(d.Message), r.run.ruleName(d.Rule))
	return err
}

func (r *conciseReporter) Finish(diagnostic.Summary) error { return nil }

// ruleName writes the name of a rule, as a link to its page where that works.
func (r *Run) ruleName(id string) string {
	if !r.Links {
		return id
	}
	return link(id, r.page(id))
}

// place writes where a diagnostic stands, as file:line:column.
func place(d *diagnostic.Diagnostic) string {
	return fmt.Sprintf("%s:%d:%d", printable(d.File), d.Start.Line, d.Start.Column)
}
