package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// gitHubReporter writes workflow commands, which GitHub Actions shows at the
// lines of a pull request:
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
// GitHub shows the first ten of each severity in a step.
type gitHubReporter struct {
	everyFile
	out io.Writer
	run *Run
}

func newGitHub(out io.Writer, run *Run) Reporter { return &gitHubReporter{out: out, run: run} }

var gitHubLevels = [...]string{diagnostic.Info: "notice", diagnostic.Warning: "warning", diagnostic.Error: "error"}

func (r *gitHubReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	_, err := fmt.Fprintf(r.out, "::%s title=%s,file=%s,line=%d,endLine=%d%s::%s\n", gitHubLevels[d.Severity],
		propertyEscapes.Replace("apilint ("+d.Rule+")"), propertyEscapes.Replace(printable(r.run.inRepository(d.File))),
		d.Start.Line, d.End.Line, gitHubColumns(d), messageEscapes.Replace(PrintableLines(fullMessage(d))))
	return err
}

func (r *gitHubReporter) Finish(diagnostic.Summary) error { return nil }

// gitHubColumns gives the columns, which GitHub takes only for a part of one
// line.
func gitHubColumns(d *diagnostic.Diagnostic) string {
	if d.Start.Line != d.End.Line {
		return ""
	}
	return fmt.Sprintf(",col=%d,endColumn=%d", d.Start.Column, d.End.Column)
}

// The escapes of the runner, which reads a command up to the end of the line.
var (
	messageEscapes  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// fullMessage is all that a diagnostic says in words, a remark a line.
func fullMessage(d *diagnostic.Diagnostic) string {
	text := d.Message
	if d.Help != "" {
		text += "\nhelp: " + d.Help
	}
	if d.Note != "" {
		text += "\nnote: " + d.Note
	}
	return text
}
