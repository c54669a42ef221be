// Package lint is the engine: the bytes of a file in, diagnostics out. It
// touches no file system and keeps no state, so that the command line, an
// editor, a browser and the tests call the same thing, in parallel.
package lint

import (
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/rules"
)

// Options say how files are judged.
type Options struct {
	Facts rules.Facts
	Rules []*rules.Rule // those that speak
}

// Result is what the engine says about one file.
type Result struct {
	Diagnostics []diagnostic.Diagnostic // by position
	Summary     diagnostic.Summary
}

// Check judges one file.
func Check(file *source.File, options *Options) Result {
	return Result{Summary: diagnostic.Summary{Files: 1}}
}
