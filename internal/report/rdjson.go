package report

import (
	"io"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
)

// rdjsonReporter writes the Reviewdog Diagnostic Format as JSON:
// https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
// Its columns count bytes of UTF-8.
type rdjsonReporter struct {
	everyFile
	list
	run *Run
}

type rdDiagnostic struct {
	Message     string         `json:"message"`
	Location    rdLocation     `json:"location"`
	Severity    string         `json:"severity"`
	Code        rdCode         `json:"code"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
	Related     []rdRelated    `json:"relatedLocations,omitempty"`
}

type rdLocation struct {
	Path  string  `json:"path"`
	Range rdRange `json:"range"`
}

type rdRange struct {
	Start rdPosition `json:"start"`
	End   rdPosition `json:"end"`
}

type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

type rdCode struct {
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

type rdRelated struct {
	Message  string     `json:"message"`
	Location rdLocation `json:"location"`
}

func newRDJSON(out io.Writer, run *Run) Reporter {
	head := []byte(`{"source":{"name":"apilint","url":"` + Home + `"},"diagnostics":[`)
	return &rdjsonReporter{list: list{out: out, head: head}, run: run}
}

var rdSeverities = [...]string{diagnostic.Info: "INFO", diagnostic.Warning: "WARNING", diagnostic.Error: "ERROR"}

func (r *rdjsonReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	rd := rdDiagnostic{
		Message:  fullMessage(d),
		Location: rdLocation{d.File, rdRangeOf(d.Start, d.End)},
		Severity: rdSeverities[d.Severity],
		Code:     rdCode{d.Rule, r.run.page(d.Rule)},
	}
	if carriedOut(d.Fix) {
		for _, e := range d.Fix.Edits {
			rd.Suggestions = append(rd.Suggestions, rdSuggestion{rdRangeOf(e.Start, e.End), e.Text})
		}
	}
	for _, o := range d.Related {
		rd.Related = append(rd.Related, rdRelated{o.Message, rdLocation{o.File, rdRangeOf(o.Start, o.End)}})
	}
	return r.add(rd)
}

// carriedOut tells whether a program may offer to carry a fix out.
func carriedOut(fix *diagnostic.Fix) bool { return fix != nil && fix.Safety > diagnostic.DisplayOnly }

func rdRangeOf(start, end source.Position) rdRange {
	return rdRange{rdPosition{start.Line, start.Byte}, rdPosition{end.Line, end.Byte}}
}

func (r *rdjsonReporter) Finish(diagnostic.Summary) error { return r.end([]byte{'}'}) }
