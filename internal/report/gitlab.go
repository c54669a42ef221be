package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/apilint/apilint/internal/diagnostic"
)

// gitLabReporter writes a report for Code Quality of GitLab:
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
type gitLabReporter struct {
	everyFile
	list
	run  *Run
	file string
	seen map[string]int // how often something was said of the file
}

type gitLabFinding struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitLabLocation `json:"location"`
}

type gitLabLocation struct {
	Path  string      `json:"path"`
	Lines gitLabLines `json:"lines"`
}

type gitLabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

func newGitLab(out io.Writer, run *Run) Reporter {
	return &gitLabReporter{list: list{out: out, head: []byte{'['}}, run: run}
}

var gitLabSeverities = [...]string{diagnostic.Info: "info", diagnostic.Warning: "minor", diagnostic.Error: "major"}

func (r *gitLabReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	path := r.run.inRepository(d.File)
	return r.add(gitLabFinding{
		Description: d.Rule + ": " + d.Message,
		CheckName:   d.Rule,
		Fingerprint: r.fingerprint(d, path),
		Severity:    gitLabSeverities[d.Severity],
		Location:    gitLabLocation{path, gitLabLines{d.Start.Line, d.End.Line}},
	})
}

// fingerprint names a finding by what it says of which file, so that it stays
// the same when lines move, and by its number among those that say the same.
func (r *gitLabReporter) fingerprint(d *diagnostic.Diagnostic, path string) string {
	if r.file != d.File || r.seen == nil {
		r.file, r.seen = d.File, map[string]int{}
	}
	what := fmt.Sprintf("%q %q %q", path, d.Rule, d.Message)
	r.seen[what]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", what, r.seen[what]))
	return hex.EncodeToString(sum[:])
}

func (r *gitLabReporter) Finish(diagnostic.Summary) error { return r.end(nil) }
