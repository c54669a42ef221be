// Package lint is the engine: the bytes of a file in, diagnostics out. It
// touches no file system and keeps no state between files, so that the command
// line, an editor, a browser and the tests call the same thing, in parallel.
package lint

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/find"
	"github.com/apilint/apilint/internal/find/golang"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/rules"
)

// Options say how files are judged.
type Options struct {
	Facts rules.Facts
	Rules []*rules.Rule // those that speak

	// Severities replace those of rules, by their ids.
	Severities map[string]diagnostic.Severity
	// MinConfidence is the confidence below which nothing is said.
	MinConfidence source.Confidence
	// NoIgnores reports also what the input asks not to report.
	NoIgnores bool
	// Today is the day, "2027-03-01", on which what was to be ignored until
	// some day is judged; "" for before all of them.
	Today string

	LineHashes bool // fill in Diagnostic.LineHash
	Uses       bool // fill in Result.Uses
}

// Result is what the engine says about one file.
type Result struct {
	Diagnostics []diagnostic.Diagnostic // by position
	Summary     diagnostic.Summary      // counts the diagnostics, once the result is settled
	SwitchedOn  rules.SwitchedOn        // what the file makes API servers serve
	Definitions []*openapi.Definition   // CustomResourceDefinitions in the file
	Open
	Uses      map[*openapi.Kind]int // how often the file leans on each kind, if asked for
	Unread    []Unread              // what only a renderer can tell, the first of it
	Truncated bool                  // the file has more references than are judged (find.MaxReferences)

	ignores       []ignore
	minConfidence source.Confidence
	gaps          bool // there may be more to find in the file
}

// Pending is what is said of a reference to a kind that is off by default: it
// hangs on what other files of the run switch on.
type Pending struct {
	Kind        *openapi.Kind
	Releases    apiversion.Range // on which it is off
	IfOff, IfOn []diagnostic.Diagnostic
}

// Hangs tells whether the result hangs on more than what was learned so far.
func (r *Result) Hangs(l *Learned) bool {
	for i := range r.Pending {
		if p := &r.Pending[i]; !l.SwitchedOn.Covers(p.Kind, p.Releases) {
			return true
		}
	}
	for i := range r.Custom {
		if r.Custom[i].hangs(l) {
			return true
		}
	}
	return false
}

// All yields all that the result may come to say.
func (r *Result) All() iter.Seq[*diagnostic.Diagnostic] {
	return func(yield func(*diagnostic.Diagnostic) bool) {
		lists := [][]diagnostic.Diagnostic{r.Diagnostics}
		for _, p := range r.Pending {
			lists = append(lists, p.IfOff, p.IfOn)
		}
		for _, i := range r.ignores {
			for _, n := range i.names {
				lists = append(lists, n.unused)
			}
		}
		for _, list := range lists {
			for i := range list {
				if !yield(&list[i]) {
					return
				}
			}
		}
	}
}

// Drop takes the diagnostics that drop is true of out of a settled result and
// its counts, and returns how many they were.
func (r *Result) Drop(drop func(*diagnostic.Diagnostic) bool) int {
	before := len(r.Diagnostics)
	r.Diagnostics = slices.DeleteFunc(r.Diagnostics, func(d diagnostic.Diagnostic) bool {
		if !drop(&d) {
			return false
		}
		r.Summary.Uncount(d)
		return true
	})
	return before - len(r.Diagnostics)
}

// Settle decides what is pending by what the run teaches, and returns the
// kinds that were switched on. A result is settled once.
func (r *Result) Settle(options *Options, l *Learned) []*openapi.Kind {
	var kinds []*openapi.Kind
	for _, p := range r.Pending {
		said := p.IfOff
		if l.SwitchedOn.Covers(p.Kind, p.Releases) {
			said = p.IfOn
			kinds = append(kinds, p.Kind)
		}
		r.Diagnostics = append(r.Diagnostics, said...)
	}
	for i := range r.Custom {
		r.Diagnostics = append(r.Diagnostics, r.Custom[i].settle(options, l)...)
	}
	r.Open = Open{}
	r.sort()
	r.takeIgnored()
	r.takeUnsure()
	for _, d := range r.Diagnostics {
		r.Summary.Count(d)
	}
	return kinds
}

// sort brings the diagnostics into the order of the file, each once.
func (r *Result) sort() {
	slices.SortStableFunc(r.Diagnostics, byPosition)
	r.Diagnostics = slices.CompactFunc(r.Diagnostics, same)
}

// takeUnsure takes out what isn't sure enough to be said.
func (r *Result) takeUnsure() {
	if r.minConfidence == source.Low {
		return
	}
	before := len(r.Diagnostics)
	r.Diagnostics = slices.DeleteFunc(r.Diagnostics, func(d diagnostic.Diagnostic) bool { return d.Confidence < r.minConfidence })
	r.Summary.Unsure = before - len(r.Diagnostics)
}

// finders are kept for their memory.
var finders = sync.Pool{New: func() any { return new(find.Finder) }}

// Check judges one file. The result keeps nothing of the file's bytes. It is
// still to be settled.
func Check(file *source.File, options *Options) Result {
	finder := finders.Get().(*find.Finder)
	defer finders.Put(finder)
	return judged(file, options, finder.Find(file))
}

// CheckGo judges one file of Go code like Check, by what its package tells of
// it.
func CheckGo(file *source.File, options *Options, found golang.Findings) Result {
	finder := finders.Get().(*find.Finder)
	defer finders.Put(finder)
	return judged(file, options, finder.Go(file, found))
}

func judged(file *source.File, options *Options, found *find.Result) Result {
	result := Result{Summary: diagnostic.Summary{
		Files: found.Files, Objects: found.Objects, Skipped: found.Skipped,
	}}
	result.gaps = found.Gaps
	if found.IsCode {
		result.Summary.Code = 1
	}
	if found.Untyped {
		result.Summary.Untyped = 1
	}
	result.Truncated, result.minConfidence = found.Truncated, options.MinConfidence
	result.leaveUnread(file, found.Unread)
	if b := found.Broken; b != nil {
		result.Summary.Broken = 1
		result.Unread = append(result.Unread, Unread{file.Position(b.Span.Start), b.Reason})
	}
	if !options.NoIgnores {
		result.readRemarks(file, options, found.Remarks)
	}
	for i := range found.References {
		ref := &found.References[i]
		switch subject := ref.Subject.(type) {
		case *reference.RuntimeConfig:
			result.Summary.Configs++
		case *reference.Health:
			result.Summary.Endpoints++
		case *reference.Spec:
			result.Summary.Specs++
		case *reference.CustomResourceDefinition:
			if !subject.IsPart {
				result.Definitions = append(result.Definitions, openapi.DefinitionOf(file, ref.Span, subject))
			}
		}
		result.judge(file, options, ref)
	}
	if options.LineHashes {
		result.hashLines(file)
	}
	return result
}

// Unread is something in a file that was not read, or not whole.
type Unread struct {
	source.Position
	Reason string
}

// maxUnread is how much that was not read is told of one file.
const maxUnread = 100

// leaveUnread counts what was not read: documents and names.
func (r *Result) leaveUnread(file *source.File, unread []find.Unread) {
	for _, u := range unread {
		if u.IsOpen {
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
	if isCustom(ref, options.Facts.Catalog) {
		r.Custom = append(r.Custom, Custom{*ref, stampOf(file, ref.Span)})
		return
	}
	j := options.Facts.Judge(options.Rules, ref)
	options.finish(j.Diagnostics, file)
	if options.Uses && len(j.Kinds) == 1 {
		r.use(j.Kinds[0])
	}
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
	options.finish(ifOn, file)
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

// finish fills in the places of diagnostics as people count them, the lines to
// show, and the severities that were asked for.
func (o *Options) finish(diagnostics []diagnostic.Diagnostic, file *source.File) {
	for i := range diagnostics {
		d := &diagnostics[i]
		o.grade(d)
		d.File = file.Path
		d.Start = file.Position(d.Span.Start)
		d.End = file.Position(d.Span.End)
		d.Snippet = snippet(file, d.Span)
		if d.Basis.End > 0 {
			d.BasisLine = file.Position(d.Basis.Start).Line
		}
		placeFix(d.Fix, file)
		for i := range d.Related {
			if r := &d.Related[i]; r.File == "" {
				r.File, r.Start, r.End = file.Path, file.Position(r.Span.Start), file.Position(r.Span.End)
			}
		}
	}
}

// grade gives a diagnostic the severity that was asked for.
func (o *Options) grade(d *diagnostic.Diagnostic) {
	if severity, ok := o.Severities[d.Rule]; ok {
		d.Severity = severity
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
