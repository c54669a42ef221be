package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// jUnitReporter writes the XML that servers of continuous integration read as
// the results of tests: a suite per file, a case per finding, and a case that
// passed for a file of which nothing is said. A finding that doesn't fail the
// run is a case that passed, with output.
type jUnitReporter struct {
	out   io.Writer
	run   *Run
	begun bool
	suite jUnitSuite
}

// jUnitSuite is what is said of one file.
type jUnitSuite struct {
	file            string
	cases           strings.Builder
	tests, failures int
	errors          int
}

func newJUnit(out io.Writer, run *Run) Reporter { return &jUnitReporter{out: out, run: run} }

func (r *jUnitReporter) File(name string, failure error) error {
	if err := r.flush(); err != nil {
		return err
	}
	r.suite.file = name
	if failure != nil {
		r.suite.errors++
		r.suite.add("read", name, fmt.Sprintf(`<error type="read" message="%s"/>`, xmlText(failure.Error())))
	}
	return nil
}

func (r *jUnitReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	text := fmt.Sprintf("%s: %s: %s", place(d), d.Severity, fullMessage(d))
	name := fmt.Sprintf("%s at %d:%d", d.Rule, d.Start.Line, d.Start.Column)
	if d.Severity < r.run.FailOn {
		r.suite.add(name, d.File, "<system-out>"+xmlText(text)+"</system-out>")
		return nil
	}
	r.suite.failures++
	r.suite.add(name, d.File, fmt.Sprintf(`<failure type="%s" message="%s">%s</failure>`, d.Rule, xmlText(d.Message), xmlText(text)))
	return nil
}

// add adds a case; no content means that it passed.
func (s *jUnitSuite) add(name, class, content string) {
	s.tests++
	fmt.Fprintf(&s.cases, "    <testcase name=\"%s\" classname=\"%s\">%s</testcase>\n", xmlText(name), xmlText(class), content)
}

// flush writes the suite of the file that was last begun.
func (r *jUnitReporter) flush() error {
	var text string
	if !r.begun {
		r.begun = true
		text = xmlHeader + "<testsuites name=\"apilint\">\n"
	}
	if s := &r.suite; s.file != "" {
		if s.tests == 0 {
			s.add("no findings", s.file, "")
		}
		text += fmt.Sprintf("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\">\n%s  </testsuite>\n",
			xmlText(s.file), s.tests, s.failures, s.errors, s.cases.String())
	}
	r.suite = jUnitSuite{}
	_, err := io.WriteString(r.out, text)
	return err
}

func (r *jUnitReporter) Finish(diagnostic.Summary) error {
	if err := r.flush(); err != nil {
		return err
	}
	_, err := io.WriteString(r.out, "</testsuites>\n")
	return err
}
