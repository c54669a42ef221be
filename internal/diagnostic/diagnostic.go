// Package diagnostic holds what apilint says about a place: the types only.
package diagnostic

import (
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/source"
)

// Severity tells how bad a diagnostic is. Severities compare with <.
type Severity uint8

// The severities, least first.
const (
	Info Severity = iota
	Warning
	Error
)

var severityNames = [...]string{"info", "warning", "error"}

// ParseSeverity reads "info", "warning" or "error".
func ParseSeverity(s string) (Severity, error) {
	for severity, name := range severityNames {
		if s == name {
			return Severity(severity), nil
		}
	}
	return 0, fmt.Errorf("%q is not a severity: use error, warning or info", s)
}

// String writes the severity in lower case.
func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the severity in lower case.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Diagnostic is what a rule says about one place.
type Diagnostic struct {
	Rule       string // the rule's id
	Severity   Severity
	Confidence source.Confidence
	Span       source.Span

	Message string // the fact, with the user's own text in it
	Help    string // the imperative: what to write instead; may be empty
	Note    string // the evidence: releases, links; may be empty

	// The API it is about, as the user wrote it; empty where there is none.
	Group, APIVersion, Kind string

	// The release before which it must be dealt with, and the first release on
	// which what it is about works; no release where it names none.
	Before, Since apiversion.Release

	// Basis is another place that it hangs on, as on the kind beside an
	// apiVersion; empty where there is none.
	Basis     source.Span
	BasisLine int // filled by the engine

	Fix     *Fix      // what mends it; nil where only a person can
	Related []Related // other places it speaks of
	Source  string    // the file that a renderer says it made this of, else ""

	// Filled by the engine from Span and the file.
	File       string
	Start, End source.Position
	Snippet    Snippet
	LineHash   string // source.LineHash of the line on which it starts, if asked for
}

// Safety tells what may be done with a fix unasked.
type Safety uint8

// The degrees of safety, least first.
const (
	DisplayOnly Safety = iota // to be shown, never carried out
	Unsafe                    // may change what the input means
	Safe                      // changes nothing but what the diagnostic is about
)

// String writes the degree in lower case.
func (s Safety) String() string { return [...]string{"display-only", "unsafe", "safe"}[s] }

// MarshalText writes the degree in lower case.
func (s Safety) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Fix is a change of the file that mends what a diagnostic says.
type Fix struct {
	Safety      Safety
	Description string // the imperative, as "write /livez"
	Edits       []Edit // by position; they don't overlap
}

// CanBe tells whether there is a fix that is at least so safe.
func (f *Fix) CanBe(least Safety) bool {
	return f != nil && len(f.Edits) > 0 && f.Safety >= least
}

// Edit replaces the bytes of a span.
type Edit struct {
	Span source.Span
	Text string

	Start, End source.Position // filled by the engine
}

// Related is another place that a diagnostic speaks of, in the same file or
// another one.
type Related struct {
	Message string
	File    string
	Span    source.Span

	// Filled by the engine where File is empty, which means the same file.
	Start, End source.Position
}

// Snippet is the line on which a diagnostic starts, for showing it.
type Snippet struct {
	Text  string // the line, or a window of a very long one
	Start int    // bytes of Text before the marked part
	End   int    // bytes of Text before the end of the marked part
}

// Summary counts what a run read and said.
type Summary struct {
	Files     int `json:"files"`     // files read
	Objects   int `json:"objects"`   // Kubernetes objects judged
	Configs   int `json:"-"`         // values of --runtime-config judged
	Code      int `json:"-"`         // of the files those of Go code
	Untyped   int `json:"-"`         // Go files judged by their syntax alone
	Broken    int `json:"-"`         // Go files that can't be parsed as a whole
	Packages  int `json:"-"`         // Go packages whose types were asked
	Endpoints int `json:"-"`         // health endpoints judged
	Specs     int `json:"-"`         // OpenAPI and discovery documents judged
	Skipped   int `json:"skipped"`   // documents that hold no Kubernetes object
	Templates int `json:"templates"` // documents of templates that weren't read whole
	// Unresolved counts apiVersions, kinds and documents that hang on values.
	Unresolved int `json:"unresolved"`
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Infos      int `json:"infos"`
	Ignored    int `json:"ignored"` // findings that were suppressed
	Fixable    int `json:"fixable"` // of the findings, those with a safe fix
	Unsafe     int `json:"unsafe"`  // of the findings, those with an unsafe fix

	// What else became of findings: fixed, in the baseline, outside of what
	// changed, below the confidence that was asked for.
	Fixed     int `json:"fixed,omitempty"`
	Baselined int `json:"baselined,omitempty"`
	Unchanged int `json:"unchanged,omitempty"`
	Unsure    int `json:"unsure,omitempty"`

	OtherTargets int `json:"-"` // files judged against other releases than the run's
}

// Add adds the counts of another summary.
func (s *Summary) Add(other Summary) {
	s.Files += other.Files
	s.Objects += other.Objects
	s.Configs += other.Configs
	s.Code += other.Code
	s.Untyped += other.Untyped
	s.Broken += other.Broken
	s.Packages += other.Packages
	s.Endpoints += other.Endpoints
	s.Specs += other.Specs
	s.Skipped += other.Skipped
	s.Templates += other.Templates
	s.Unresolved += other.Unresolved
	s.Errors += other.Errors
	s.Warnings += other.Warnings
	s.Infos += other.Infos
	s.Ignored += other.Ignored
	s.Fixable += other.Fixable
	s.Unsafe += other.Unsafe
	s.Fixed += other.Fixed
	s.Baselined += other.Baselined
	s.Unchanged += other.Unchanged
	s.Unsure += other.Unsure
	s.OtherTargets += other.OtherTargets
}

// Judged returns how much was judged, of whatever kind. A Go file with syntax
// errors, of which nothing but its parts is known, doesn't count.
func (s *Summary) Judged() int {
	return s.Objects + s.Configs + s.Endpoints + s.Specs + s.Packages + s.Untyped - s.Broken
}

// Found returns how many findings there were, those that aren't reported too.
func (s *Summary) Found() int {
	return s.AtLeast(Info) + s.Ignored + s.Fixed + s.Baselined + s.Unchanged + s.Unsure
}

// AtLeast returns the number of findings of a severity or above.
func (s *Summary) AtLeast(severity Severity) int {
	counts := [...]int{Info: s.Infos, Warning: s.Warnings, Error: s.Errors}
	total := 0
	for _, n := range counts[severity:] {
		total += n
	}
	return total
}

// Count adds one diagnostic to the counts.
func (s *Summary) Count(d Diagnostic) { s.count(d, 1) }

// Uncount takes one diagnostic that was counted off the counts.
func (s *Summary) Uncount(d Diagnostic) { s.count(d, -1) }

func (s *Summary) count(d Diagnostic, n int) {
	switch d.Severity {
	case Error:
		s.Errors += n
	case Warning:
		s.Warnings += n
	default:
		s.Infos += n
	}
	switch {
	case d.Fix.CanBe(Safe):
		s.Fixable += n
	case d.Fix.CanBe(Unsafe):
		s.Unsafe += n
	}
}
