package report

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

// jsonReporter writes version 1 of the JSON report: one object, with one
// diagnostic a line. Lines and columns count from 1, columns in code points,
// ends are exclusive.
type jsonReporter struct {
	out   io.Writer
	run   *Run
	begun bool
}

type jsonHeader struct {
	Version int              `json:"version"`
	Tool    jsonTool         `json:"tool"`
	Target  apiversion.Range `json:"target"`
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonDiagnostic struct {
	Rule       string `json:"rule"`
	Severity   string `json:"severity"`
	Confidence string `json:"confidence"`
	File       string `json:"file"`
	Line       int    `json:"line"`
	Column     int    `json:"column"`
	EndLine    int    `json:"endLine"`
	EndColumn  int    `json:"endColumn"`
	Message    string `json:"message"`
	Help       string `json:"help,omitempty"`
	Note       string `json:"note,omitempty"`
	Group      string `json:"group,omitempty"`
	APIVersion string `json:"apiVersion,omitempty"`
	Kind       string `json:"kind,omitempty"`
}

func newJSON(out io.Writer, run *Run) Reporter { return &jsonReporter{out: out, run: run} }

func (r *jsonReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	line, err := r.open()
	if err != nil {
		return err
	}
	line = append(line, '\n')
	if line, err = appendJSON(line, jsonDiagnostic{
		Rule: d.Rule, Severity: d.Severity.String(), Confidence: d.Confidence.String(),
		File: d.File, Line: d.Start.Line, Column: d.Start.Column, EndLine: d.End.Line, EndColumn: d.End.Column,
		Message: d.Message, Help: d.Help, Note: d.Note,
		Group: d.Group, APIVersion: d.APIVersion, Kind: d.Kind,
	}); err != nil {
		return err
	}
	_, err = r.out.Write(line)
	return err
}

func (r *jsonReporter) Finish(summary diagnostic.Summary) error {
	var end []byte
	if r.begun {
		end = append(end, '\n')
	} else {
		var err error
		if end, err = r.open(); err != nil {
			return err
		}
	}
	end, err := appendJSON(append(end, `],"summary":`...), summary)
	if err != nil {
		return err
	}
	_, err = r.out.Write(append(end, "}\n"...))
	return err
}

// open gives what stands before a diagnostic: the head of the report before
// the first one, a comma before the others.
func (r *jsonReporter) open() ([]byte, error) {
	if r.begun {
		return []byte{','}, nil
	}
	r.begun = true
	head, err := appendJSON(nil, jsonHeader{1, jsonTool{"apilint", r.run.Version}, r.run.Target})
	return append(bytes.TrimSuffix(head, []byte("}")), `,"diagnostics":[`...), err
}

// appendJSON appends a value without the escapes that only HTML needs.
func appendJSON(to []byte, value any) ([]byte, error) {
	buffer := bytes.NewBuffer(to)
	encoder := json.NewEncoder(buffer)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), err
}
