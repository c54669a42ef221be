package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// checkstyleReporter writes the XML of Checkstyle, which many tools read.
type checkstyleReporter struct {
	everyFile
	out   io.Writer
	begun bool
	file  string
}

func newCheckstyle(out io.Writer, _ *Run) Reporter { return &checkstyleReporter{out: out} }

func (r *checkstyleReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	text := r.open(d.File)
	text += fmt.Sprintf("    <error line=\"%d\" column=\"%d\" severity=\"%s\" message=\"%s\" source=\"apilint.%s\"/>\n",
		d.Start.Line, d.Start.Column, d.Severity, xmlText(strings.ReplaceAll(sentences(d), "\n", " ")), d.Rule)
	_, err := io.WriteString(r.out, text)
	return err
}

// open gives what stands before what is said of a file.
func (r *checkstyleReporter) open(file string) string {
	text := fmt.Sprintf("  <file name=\"%s\">\n", xmlText(file))
	switch {
	case !r.begun:
		text = checkstyleHead + text
	case r.file == file:
		return ""
	default:
		text = checkstyleFileEnd + text
	}
	r.begun, r.file = true, file
	return text
}

const (
	checkstyleHead    = xmlHeader + `<checkstyle version="5.0">` + "\n"
	checkstyleFileEnd = "  </file>\n"
)

func (r *checkstyleReporter) Finish(diagnostic.Summary) error {
	text := checkstyleHead
	if r.begun {
		text = checkstyleFileEnd
	}
	_, err := io.WriteString(r.out, text+"</checkstyle>\n")
	return err
}
