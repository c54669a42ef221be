// Package lint is the engine: the bytes of a file in, diagnostics out. It
// touches no file system and keeps no state between files, so that the command
// line, an editor, a browser and the tests call the same thing, in parallel.
package lint

import (
	"slices"
	"sync"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/find"
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

// finders are kept for their memory.
var finders = sync.Pool{New: func() any { return new(find.Finder) }}

// Check judges one file. The result keeps nothing of the file's bytes.
func Check(file *source.File, options *Options) Result {
	finder := finders.Get().(*find.Finder)
	defer finders.Put(finder)
	found := finder.Find(file)
	result := Result{Summary: diagnostic.Summary{
		Files: 1, Objects: found.Objects, Skipped: found.Skipped, Templates: found.Templates,
	}}
	for i := range found.References {
		result.Diagnostics = append(result.Diagnostics, options.Facts.Judge(options.Rules, &found.References[i])...)
	}
	slices.SortStableFunc(result.Diagnostics, byPosition)
	result.Diagnostics = slices.CompactFunc(result.Diagnostics, same)
	for i := range result.Diagnostics {
		d := &result.Diagnostics[i]
		place(d, file)
		result.Summary.Count(*d)
	}
	return result
}

func byPosition(a, b diagnostic.Diagnostic) int {
	if a.Span.Start != b.Span.Start {
		return a.Span.Start - b.Span.Start
	}
	return a.Span.End - b.Span.End
}

// same tells whether two diagnostics say the same thing of the same place, as
// they do of a YAML anchor that is used twice.
func same(a, b diagnostic.Diagnostic) bool {
	return a.Rule == b.Rule && a.Span == b.Span && a.Message == b.Message
}

// place fills in the places of a diagnostic as people count them, and the line
// to show.
func place(d *diagnostic.Diagnostic, file *source.File) {
	d.File = file.Path
	d.Start = file.Position(d.Span.Start)
	d.End = file.Position(d.Span.End)
	d.Snippet = snippet(file, d.Span)
}
