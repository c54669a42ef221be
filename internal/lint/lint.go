// Package lint is the engine: the bytes of a file in, diagnostics out. It
// touches no file system and keeps no state between files, so that the command
// line, an editor, a browser and the tests call the same thing, in parallel.
package lint

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/find"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
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
	Summary     diagnostic.Summary      // counts the diagnostics, once the result is settled
	SwitchedOn  rules.SwitchedOn        // what the file makes API servers serve
	Pending     []Pending               // what is still to be settled
	Unread      []Unread                // what only a renderer can tell, the first of it
	Truncated   bool                    // the file has more references than are judged (find.MaxReferences)
}

// Unread is something in a file that was not read, or not whole.
type Unread struct {
	source.Position
	Reason string
}

// maxUnread is how much that was not read is told of one file.
const maxUnread = 100

// Pending is what is said of a reference to a kind that is off by default: it
// hangs on what other files of the run switch on.
type Pending struct {
	Kind        *openapi.Kind
	Releases    apiversion.Range // on which it is off
	IfOff, IfOn []diagnostic.Diagnostic
}

// Hangs tells whether the result hangs on more than what is switched on so far.
func (r *Result) Hangs(on rules.SwitchedOn) bool {
	return slices.ContainsFunc(r.Pending, func(p Pending) bool { return !on.Covers(p.Kind, p.Releases) })
}

// Settle decides what is pending by what the run switches on, and returns the
// kinds that were switched on. A result is settled once.
func (r *Result) Settle(on rules.SwitchedOn) []*openapi.Kind {
	var kinds []*openapi.Kind
	for _, p := range r.Pending {
		said := p.IfOff
		if on.Covers(p.Kind, p.Releases) {
			said = p.IfOn
			kinds = append(kinds, p.Kind)
		}
		r.Diagnostics = append(r.Diagnostics, said...)
	}
	r.Pending = nil
	slices.SortStableFunc(r.Diagnostics, byPosition)
	r.Diagnostics = slices.CompactFunc(r.Diagnostics, same)
	for _, d := range r.Diagnostics {
		r.Summary.Count(d)
	}
	return kinds
}

// finders are kept for their memory.
var finders = sync.Pool{New: func() any { return new(find.Finder) }}

// Check judges one file. The result keeps nothing of the file's bytes. It is
// still to be settled.
func Check(file *source.File, options *Options) Result {
	finder := finders.Get().(*find.Finder)
	defer finders.Put(finder)
	found := finder.Find(file)
	result := Result{Summary: diagnostic.Summary{
		Files: found.Files, Objects: found.Objects, Skipped: found.Skipped,
	}}
	result.Truncated = found.Truncated
	result.leaveUnread(file, found.Unread)
	for i := range found.References {
		if _, ok := found.References[i].Subject.(*reference.RuntimeConfig); ok {
			result.Summary.Configs++
		}
		result.judge(file, options, &found.References[i])
	}
	return result
}

// leaveUnread counts what was not read: documents, each once, and names.
func (r *Result) leaveUnread(file *source.File, unread []find.Unread) {
	for _, u := range unread {
		if u.IsName {
			r.Summary.Unresolved++
		} else {
			r.Summary.Templates++
		}
		if len(r.Unread) < maxUnread {
			r.Unread = append(r.Unread, Unread{file.Position(u.Span.Start), u.Reason})
		}
	}
}

// judge adds what the rules say of a reference.
func (r *Result) judge(file *source.File, options *Options, ref *reference.Reference) {
	j := options.Facts.Judge(options.Rules, ref)
	place(j.Diagnostics, file)
	if len(j.SwitchedOn) > 0 {
		if r.SwitchedOn == nil {
			r.SwitchedOn = rules.SwitchedOn{}
		}
		r.SwitchedOn.Add(j.SwitchedOn)
	}
	if j.Off == nil {
		r.Diagnostics = append(r.Diagnostics, j.Diagnostics...)
		return
	}
	ifOn := options.Facts.JudgeIfOn(options.Rules, ref, j.Off)
	place(ifOn, file)
	r.Pending = append(r.Pending, Pending{j.Off, j.OffIn, j.Diagnostics, ifOn})
}

func byPosition(a, b diagnostic.Diagnostic) int {
	if a.Span.Start != b.Span.Start {
		return a.Span.Start - b.Span.Start
	}
	return cmp.Or(a.Span.End-b.Span.End, int(b.Severity)-int(a.Severity), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Message, b.Message))
}

// same tells whether two diagnostics say the same thing of the same place, as
// they do of a YAML anchor that is used twice.
func same(a, b diagnostic.Diagnostic) bool {
	return a.Rule == b.Rule && a.Span == b.Span && a.Message == b.Message
}

// place fills in the places of diagnostics as people count them, and the lines
// to show.
func place(diagnostics []diagnostic.Diagnostic, file *source.File) {
	for i := range diagnostics {
		d := &diagnostics[i]
		d.File = file.Path
		d.Start = file.Position(d.Span.Start)
		d.End = file.Position(d.Span.End)
		d.Snippet = snippet(file, d.Span)
		placeFix(d.Fix, file)
		for i := range d.Related {
			if r := &d.Related[i]; r.File == "" {
				r.File, r.Start, r.End = file.Path, file.Position(r.Span.Start), file.Position(r.Span.End)
			}
		}
	}
}

func placeFix(fix *diagnostic.Fix, file *source.File) {
	if fix == nil {
		return
	}
	for i := range fix.Edits {
		e := &fix.Edits[i]
		e.Start, e.End = file.Position(e.Span.Start), file.Position(e.Span.End)
	}
}
