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
//	   = note: other.yaml:7:2: another place that matters
type textReporter struct {
	everyFile
	out    io.Writer
	run    *Run
	colors palette
	paged  map[string]bool // the rules whose pages were named
}

func newText(out io.Writer, run *Run) Reporter {
	text := &textReporter{out: out, run: run, colors: paletteFor(run), paged: map[string]bool{}}
	if run.Statistics {
		return newStatistics(text)
	}
	return text
}

func (r *textReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	var b strings.Builder
	r.show(&b, d)
	b.WriteString("\n")
	_, err := io.WriteString(r.out, b.String())
	return err
}

// show writes a diagnostic without the blank line that ends it.
func (r *textReporter) show(b *strings.Builder, d *diagnostic.Diagnostic) {
	number := strconv.Itoa(d.Start.Line)
	margin := strings.Repeat(" ", len(number)+1)
	severity := r.colors.severity[d.Severity]

	b.WriteString(severity.paint(d.Severity.String()+"["+r.run.ruleName(d.Rule)+"]") + r.colors.title.paint(": "+printable(d.Message)) + "\n")
	b.WriteString(margin + r.colors.frame.paint("-->") + " " + place(d) + "\n")
	line, marks := excerpt(d.Snippet, r.room(len(margin)+3))
	bar := margin + r.colors.frame.paint(" |")
	b.WriteString(bar + "\n")
	b.WriteString(strings.TrimRight(" "+r.colors.frame.paint(number+" |")+" "+line, " ") + "\n")
	b.WriteString(bar + " " + marks.indent + severity.paint(marks.carets) + "\n")
	r.remarks(b, margin, d)
}

// maxRelated is how many related places are shown of a diagnostic.
const maxRelated = 10

// remarks writes what there is to say below the excerpt.
func (r *textReporter) remarks(b *strings.Builder, margin string, d *diagnostic.Diagnostic) {
	help, fix := d.Help, ""
	if d.Fix != nil {
		fix = d.Fix.Description + fixFlags[d.Fix.Safety]
	}
	if d.Fix != nil && (help == d.Fix.Description || help == "") {
		help, fix = fix, ""
	}
	r.remark(b, margin, "help", help)
	r.remark(b, margin, "fix", fix)
	r.remark(b, margin, "note", d.Note)
	for i, other := range d.Related {
		if i == maxRelated {
			r.remark(b, margin, "note", fmt.Sprintf("and %d more", len(d.Related)-i))
			break
		}
		r.remark(b, margin, "note", fmt.Sprintf("%s:%d:%d: %s", printable(other.File), other.Start.Line, other.Start.Column, other.Message))
	}
	if page := r.run.page(d.Rule); !r.run.Links && !r.paged[d.Rule] {
		r.paged[d.Rule] = true
		r.remark(b, margin, "rule", page)
	}
}

// fixFlags tell what carries out a fix.
var fixFlags = [...]string{
	diagnostic.DisplayOnly: "",
	diagnostic.Unsafe:      " (--fix --unsafe-fixes does it)",
	diagnostic.Safe:        " (--fix does it)",
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
		line = printable(line)
		if r.run.Links {
			line = linked(line)
		}
		b.WriteString(line + "\n")
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
