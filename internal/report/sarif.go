package report

import (
	"encoding/json"
	"io"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
)

// sarifReporter writes SARIF 2.1.0 as code scanning of GitHub takes it:
// https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
type sarifReporter struct {
	out      io.Writer
	run      *Run
	index    map[string]int // of the rules by id
	results  worst[json.RawMessage]
	failures worst[sarifNotification]
}

// What GitHub takes of results, and what is told of files that can't be read.
const (
	maxSARIFResults  = 25_000
	maxSARIFFailures = 100
	maxSARIFRelated  = 50
)

func newSARIF(out io.Writer, run *Run) Reporter {
	r := &sarifReporter{out: out, run: run, index: map[string]int{}}
	r.results.limit, r.failures.limit = maxSARIFResults, maxSARIFFailures
	for i := range run.Rules {
		r.index[run.Rules[i].ID] = i
	}
	return r
}

func (r *sarifReporter) File(name string, failure error) error {
	if failure == nil {
		return nil
	}
	return r.failures.add(diagnostic.Error, func() (sarifNotification, error) {
		return sarifNotification{
			Level:     "error",
			Message:   sarifMessage{Text: failure.Error() + "."},
			Locations: []sarifLocation{{Physical: sarifPlace{Artifact: r.artifact(name)}}},
		}, nil
	})
}

var sarifLevels = [...]string{diagnostic.Info: "note", diagnostic.Warning: "warning", diagnostic.Error: "error"}

func (r *sarifReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	return r.results.add(d.Severity, func() (json.RawMessage, error) { return appendJSON(nil, r.result(d)) })
}

func (r *sarifReporter) result(d *diagnostic.Diagnostic) sarifResult {
	result := sarifResult{
		RuleID:     d.Rule,
		Level:      sarifLevels[d.Severity],
		Locations:  []sarifLocation{{Physical: r.place(d.File, d.Start, d.End)}},
		Properties: map[string]string{"confidence": d.Confidence.String()},
	}
	if i, known := r.index[d.Rule]; known {
		result.RuleIndex = &i
	}
	if d.LineHash != "" {
		result.Fingerprints = map[string]string{"primaryLocationLineHash": d.LineHash}
	}
	text := linkless(sentences(d))
	for i, other := range d.Related[:min(len(d.Related), maxSARIFRelated)] {
		message := linkText(other.Message)
		text += "\n[" + message + "](" + strconv.Itoa(i+1) + ")"
		result.Related = append(result.Related, sarifLocation{
			ID:       i + 1,
			Message:  &sarifMessage{Text: message},
			Physical: r.place(other.File, other.Start, other.End),
		})
	}
	result.Message.Text = text
	if carriedOut(d.Fix) {
		result.Fixes = []sarifFix{r.fix(d)}
	}
	return result
}

func (r *sarifReporter) fix(d *diagnostic.Diagnostic) sarifFix {
	change := sarifChange{Artifact: r.artifact(d.File)}
	for _, e := range d.Fix.Edits {
		change.Replacements = append(change.Replacements, sarifReplacement{regionOf(e.Start, e.End), sarifMessage{Text: e.Text}})
	}
	return sarifFix{sarifMessage{Text: d.Fix.Description}, []sarifChange{change}}
}

func (r *sarifReporter) place(file string, start, end source.Position) sarifPlace {
	region := regionOf(start, end)
	return sarifPlace{r.artifact(file), &region}
}

func regionOf(start, end source.Position) sarifRegion {
	return sarifRegion{start.Line, start.Column, end.Line, end.Column}
}

// artifact names a file by a URI: relative to the root of its repository, or
// absolute if it lies in none and not below the working directory either.
func (r *sarifReporter) artifact(file string) sarifArtifact {
	name := r.run.inRepository(file)
	if path.IsAbs(name) || len(name) > 2 && name[1:3] == ":/" {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(name, "/")}).String()}
	}
	escaped := (&url.URL{Path: name}).EscapedPath()
	return sarifArtifact{URI: strings.ReplaceAll(escaped, ":", "%3A"), Base: "%SRCROOT%"}
}

func (r *sarifReporter) Finish(diagnostic.Summary) error {
	invocation := sarifInvocation{Successful: r.failures.total == 0, Notifications: r.failures.all()}
	for _, cut := range []string{r.results.cut(), r.failures.cut()} {
		if cut != "" {
			invocation.Notifications = append(invocation.Notifications, sarifNotification{Level: "warning", Message: sarifMessage{Text: cut + "."}})
			r.run.warn("sarif: " + cut)
		}
	}
	head, err := appendJSON(nil, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs: []sarifRun{{
			Tool:        sarifTool{r.driver()},
			Automation:  sarifAutomation{"apilint/"},
			ColumnKind:  "unicodeCodePoints",
			Invocations: []sarifInvocation{invocation},
		}},
	})
	if err != nil {
		return err
	}
	// What is large goes last, so that the log need not be put together twice.
	l := list{out: r.out, head: append(head[:len(head)-len("}]}")], `,"results":[`...)}
	for _, results := range [...][]json.RawMessage{r.results.kept[diagnostic.Error], r.results.kept[diagnostic.Warning], r.results.kept[diagnostic.Info]} {
		for _, result := range results {
			if err := l.add(result); err != nil {
				return err
			}
		}
	}
	return l.end([]byte("}]}"))
}
