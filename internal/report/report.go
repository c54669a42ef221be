// Package report writes diagnostics: one file per output format.
package report

import (
	"io"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

// Reporter writes the diagnostics of a run in one format, as they come.
type Reporter interface {
	// Diagnostic adds one diagnostic. They come file by file, by position; in
	// very large runs a file may come a second time, with what hangs on others.
	Diagnostic(*diagnostic.Diagnostic) error
	// Finish ends the report with what the run came to.
	Finish(diagnostic.Summary) error
}

// Run is what a report says about the run as a whole, and how it is to look.
type Run struct {
	Version string           // of apilint
	Target  apiversion.Range // the releases judged against
	Cluster string           // what tells all that is served there; "" where the releases' defaults count
	Color   bool             // paint text with terminal colours
	Width   int              // of the terminal in cells, 0 where lines may be of any length
	Quiet   bool             // text ends without the summary
}

// Format is an output format.
type Format struct {
	Name string
	New  func(io.Writer, *Run) Reporter
}

// Formats lists the output formats, the default first.
var Formats = []Format{
	{"text", newText},
	{"concise", newConcise},
	{"json", newJSON},
}
