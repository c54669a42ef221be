// Package report writes diagnostics: one file per output format.
package report

import (
	"bytes"
	"io"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

// Reporter writes the diagnostics of a run in one format, as they come.
type Reporter interface {
	// File begins a file that was read, or could not be: failure says why. Its
	// diagnostics follow.
	File(name string, failure error) error
	// Diagnostic adds one diagnostic. They come file by file, by position; in
	// very large runs a file may come a second time, with what hangs on others.
	Diagnostic(*diagnostic.Diagnostic) error
	// Finish ends the report with what the run came to.
	Finish(diagnostic.Summary) error
}

// Run is what a report says about the run as a whole, and how it is to look.
type Run struct {
	Version string              // of apilint
	Target  apiversion.Range    // the releases judged against
	Cluster string              // what tells all that is served there; "" where the releases' defaults count
	Rules   []Rule              // all of them, also those that don't judge
	FailOn  diagnostic.Severity // findings of this severity or above fail the run

	Color      bool // paint text with terminal colours
	Links      bool // the terminal follows links (OSC 8)
	Width      int  // of the terminal in cells, 0 where lines may be of any length
	Quiet      bool // text ends without the summary
	Statistics bool // text tells each problem once, and counts by rule

	// InRepository names a file as its repository does, with slashes. nil stands
	// for a function that changes nothing.
	InRepository func(file string) string
	// Lives tells, once all is read, the lives of the APIs in use. It may be nil.
	Lives func() []Life
	// Warn takes a sentence for people about the report itself. It may be nil.
	Warn func(sentence string)
}

// Rule is what reports say about a rule.
type Rule struct {
	ID       string
	Severity diagnostic.Severity
	Summary  string // a phrase without a full stop
	Doc      string // Markdown
	Page     string // the URL of its page
	Examples []Example
}

// Example shows what a rule finds, or lets pass.
type Example struct{ Title, Text string }

// Life is what has become of an API, release by release.
type Life struct {
	APIVersion, Kind string
	Uses             int     // how often the input leans on it
	Stages           []Stage // of the releases from From on
	From             apiversion.Release
}

// Stage is what an API is in one release.
type Stage uint8

// The stages of a life.
const (
	Absent Stage = iota
	Off          // served only when switched on
	Served
	Deprecated
)

// Format is an output format.
type Format struct {
	Name string
	For  string // who or what reads it, in a few words
	New  func(io.Writer, *Run) Reporter

	Summarizes bool // the summary is a part of it
	LineHashes bool // it needs Diagnostic.LineHash
	Lives      bool // it needs Run.Lives
}

// Formats lists the output formats, the default first.
var Formats = []Format{
	{Name: "text", For: "people: the line, what is wrong and what to write instead", New: newText, Summarizes: true},
	{Name: "concise", For: "people and editors: a line per finding", New: newConcise},
	{Name: "json", For: "scripts: one object, in the newest version", New: newJSON},
	{Name: "json-v1", For: "scripts that must not break: version 1", New: newJSON},
	{Name: "jsonl", For: "scripts: an object per finding", New: newJSONLines},
	{Name: "sarif", For: "GitHub code scanning, IDEs and what else reads SARIF 2.1.0", New: newSARIF, LineHashes: true},
	{Name: "github", For: "annotations in a GitHub workflow", New: newGitHub},
	{Name: "gitlab", For: "Code Quality of GitLab", New: newGitLab},
	{Name: "junit", For: "test reports of Jenkins, GitLab and others", New: newJUnit},
	{Name: "checkstyle", For: "Jenkins and reviewers that read Checkstyle", New: newCheckstyle},
	{Name: "rdjson", For: "reviewdog", New: newRDJSON},
	{Name: "markdown", For: "summaries of jobs and comments in reviews", New: newMarkdown, Summarizes: true},
	{Name: "plan", For: "people before an upgrade: what must change by which release", New: newPlan, Summarizes: true},
	{Name: "plan-markdown", For: "the same, as a checklist for an issue", New: newPlanMarkdown, Summarizes: true},
	{Name: "html", For: "people: a page with filters and the lives of the APIs", New: newHTML, Summarizes: true, Lives: true},
}

// everyFile is the part of a reporter to which files without diagnostics don't
// matter.
type everyFile struct{}

func (everyFile) File(string, error) error { return nil }

// inRepository names a file as its repository does.
func (r *Run) inRepository(file string) string {
	if r.InRepository == nil {
		return file
	}
	return r.InRepository(file)
}

// page returns the URL of a rule's page, "" if there is none.
func (r *Run) page(id string) string {
	for i := range r.Rules {
		if r.Rules[i].ID == id {
			return r.Rules[i].Page
		}
	}
	return ""
}

func (r *Run) warn(sentence string) {
	if r.Warn != nil {
		r.Warn(sentence)
	}
}

// Home is where apilint is at home.
const Home = "https://github.com/apilint/apilint"

// Begins tells whether the first bytes of a file, about a thousand, are those of
// a report that apilint wrote.
func Begins(head []byte) bool {
	for _, mark := range [...]string{`"name":"apilint"`, `"check_name":"`, "<!-- apilint report -->"} {
		if bytes.Contains(head, []byte(mark)) {
			return true
		}
	}
	for _, start := range [...]string{`{"rule":"`, "[]\n", upgradeTitle, arrivalTitle} {
		if bytes.HasPrefix(head, []byte(start)) {
			return true
		}
	}
	return false
}
