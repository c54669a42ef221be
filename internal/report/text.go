package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// textReporter writes for people: the message, the place, the line with the
// place marked, help and note, and in the end the summary.
//
//	error[removed-api]: message
//	  --> deploy/pdb.yaml:3:13
//	   |
//	 3 | apiVersion: policy/v1beta1
//	   |             ^^^^^^^^^^^^^^
//	   = help: what to write instead
type textReporter struct {
	everyFile
	out    io.Writer
	run    *Run
	colors palette
}

func newText(out io.Writer, run *Run) Reporter {
	return &textReporter{out: out, run: run, colors: paletteFor(run)}
}

func (r *textReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	number := strconv.Itoa(d.Start.Line)
	margin := strings.Repeat(" ", len(number)+1)
	severity := r.colors.severity[d.Severity]

	var b strings.Builder
	b.WriteString(severity.paint(d.Severity.String()+"["+d.Rule+"]") + r.colors.title.paint(": "+printable(d.Message)) + "\n")
	b.WriteString(margin + r.colors.frame.paint("-->") + " " + place(d) + "\n")
	line, marks := excerpt(d.Snippet, r.room(len(margin)+3))
	bar := margin + r.colors.frame.paint(" |")
	b.WriteString(bar + "\n")
	b.WriteString(strings.TrimRight(" "+r.colors.frame.paint(number+" |")+" "+line, " ") + "\n")
	b.WriteString(bar + " " + marks.indent + severity.paint(marks.carets) + "\n")
	r.remark(&b, margin, "help", d.Help)
	r.remark(&b, margin, "note", d.Note)
	b.WriteString("\n")
	_, err := io.WriteString(r.out, b.String())
	return err
}

// room returns how many columns are left for the user's line, 0 for any number.
// A terminal too narrow to show anything of use is taken as wider than it is.
func (r *textReporter) room(margin int) int {
	if r.run.Width == 0 {
		return 0
	}
	return max(r.run.Width-margin, 24)
}

// remark writes a help or note, with its further lines below its first.
func (r *textReporter) remark(b *strings.Builder, margin, label, text string) {
	if text == "" {
		return
	}
	b.WriteString(margin + r.colors.frame.paint(" =") + " " + r.colors.title.paint(label) + ": ")
	for i, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		if i > 0 {
			b.WriteString(margin + strings.Repeat(" ", len(" = : ")+len(label)))
		}
		b.WriteString(printable(line) + "\n")
	}
}

func (r *textReporter) Finish(summary diagnostic.Summary) error {
	if r.run.Quiet {
		return nil
	}
	for i, sentence := range Sentences(r.run, summary) {
		if i == 0 && summary.Objects > 0 && summary.AtLeast(diagnostic.Info) == 0 {
			sentence = r.colors.clean.paint(sentence)
		}
		if _, err := fmt.Fprintln(r.out, sentence); err != nil {
			return err
		}
	}
	return nil
}
