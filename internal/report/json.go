package report

import (
	"bytes"
	"io"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
)

// jsonReporter writes version 1 of the JSON report: one object, with one
// diagnostic a line. Lines and columns count from 1, columns in code points,
// ends are exclusive.
type jsonReporter struct {
	everyFile
	list
	err error // of the head
}

// jsonLinesReporter writes the same diagnostics as JSON lines, and the rest of
// the object as the last line.
type jsonLinesReporter struct {
	everyFile
	out io.Writer
	run *Run
}

type jsonHeader struct {
	Version int                 `json:"version"`
	Tool    jsonTool            `json:"tool"`
	Target  apiversion.Range    `json:"target"`
	Summary *diagnostic.Summary `json:"summary,omitempty"`
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonDiagnostic struct {
	Rule       string             `json:"rule"`
	Severity   string             `json:"severity"`
	Confidence string             `json:"confidence"`
	File       string             `json:"file"`
	jsonRange                     // of what it is about
	Message    string             `json:"message"`
	Help       string             `json:"help,omitempty"`
	Note       string             `json:"note,omitempty"`
	Group      string             `json:"group,omitempty"`
	APIVersion string             `json:"apiVersion,omitempty"`
	Kind       string             `json:"kind,omitempty"`
	Before     apiversion.Release `json:"before,omitzero"`
	Since      apiversion.Release `json:"since,omitzero"`
	Fix        *jsonFix           `json:"fix,omitempty"`
	Related    []jsonRelated      `json:"related,omitempty"`
}

type jsonRange struct {
	Line      int `json:"line"`
	Column    int `json:"column"`
	EndLine   int `json:"endLine"`
	EndColumn int `json:"endColumn"`
}

type jsonFix struct {
	Safety      diagnostic.Safety `json:"safety"`
	Description string            `json:"description"`
	Edits       []jsonEdit        `json:"edits"`
}

type jsonEdit struct {
	jsonRange
	Text string `json:"text"`
}

type jsonRelated struct {
	Message string `json:"message"`
	File    string `json:"file"`
	jsonRange
}

func headerOf(run *Run) jsonHeader {
	return jsonHeader{Version: 1, Tool: jsonTool{"apilint", run.Version}, Target: run.Target}
}

func newJSON(out io.Writer, run *Run) Reporter {
	head, err := appendJSON(nil, headerOf(run))
	head = append(bytes.TrimSuffix(head, []byte("}")), `,"diagnostics":[`...)
	return &jsonReporter{list: list{out: out, head: head}, err: err}
}

func (r *jsonReporter) Diagnostic(d *diagnostic.Diagnostic) error { return r.add(jsonOf(d)) }

func (r *jsonReporter) Finish(summary diagnostic.Summary) error {
	if r.err != nil {
		return r.err
	}
	end, err := appendJSON([]byte(`,"summary":`), summary)
	if err != nil {
		return err
	}
	return r.end(append(end, '}'))
}

func newJSONLines(out io.Writer, run *Run) Reporter { return &jsonLinesReporter{out: out, run: run} }

func (r *jsonLinesReporter) Diagnostic(d *diagnostic.Diagnostic) error { return r.line(jsonOf(d)) }

func (r *jsonLinesReporter) Finish(summary diagnostic.Summary) error {
	end := headerOf(r.run)
	end.Summary = &summary
	return r.line(end)
}

func (r *jsonLinesReporter) line(value any) error {
	line, err := appendJSON(nil, value)
	if err != nil {
		return err
	}
	_, err = r.out.Write(append(line, '\n'))
	return err
}

func jsonOf(d *diagnostic.Diagnostic) jsonDiagnostic {
	j := jsonDiagnostic{
		Rule: d.Rule, Severity: d.Severity.String(), Confidence: d.Confidence.String(),
		File: d.File, jsonRange: rangeOf(d.Start, d.End),
		Message: d.Message, Help: d.Help, Note: d.Note,
		Group: d.Group, APIVersion: d.APIVersion, Kind: d.Kind,
		Before: d.Before, Since: d.Since,
	}
	if d.Fix != nil {
		j.Fix = &jsonFix{Safety: d.Fix.Safety, Description: d.Fix.Description, Edits: []jsonEdit{}}
		for _, e := range d.Fix.Edits {
			j.Fix.Edits = append(j.Fix.Edits, jsonEdit{rangeOf(e.Start, e.End), e.Text})
		}
	}
	for _, r := range d.Related {
		j.Related = append(j.Related, jsonRelated{r.Message, r.File, rangeOf(r.Start, r.End)})
	}
	return j
}

func rangeOf(start, end source.Position) jsonRange {
	return jsonRange{start.Line, start.Column, end.Line, end.Column}
}
