package lint

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/find"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// ignore asks not to report what rules find in a scope.
type ignore struct {
	scope   source.Span
	line    int    // on which it stands
	expired string // the day after which it no longer holds, if that has passed
	names   names
}

type names []name

// name is a rule that an ignore names.
type name struct {
	rule   string
	used   bool
	unused []diagnostic.Diagnostic // what is said if it isn't used
}

// readRemarks reads what a file asks not to report, and judges how it is asked.
func (r *Result) readRemarks(file *source.File, options *Options, remarks []find.Remark) {
	for i := range remarks {
		for _, d := range directivesIn(&remarks[i]) {
			r.readDirective(file, options, &remarks[i], &d)
		}
	}
}

func (r *Result) readDirective(file *source.File, options *Options, remark *find.Remark, d *directive) {
	subject := reference.Ignore{Form: "comment", Fault: d.fault, Help: d.help, Silent: d.reason == "", InString: remark.IsNested}
	if remark.IsAnnotation {
		subject.Form = "annotation"
	}
	ask := func(subject reference.Ignore) []diagnostic.Diagnostic {
		ref := reference.Reference{Span: remark.Span, Confidence: source.High, Subject: &subject}
		said := options.Facts.Judge(options.Rules, &ref).Diagnostics
		options.finish(said, file)
		return said
	}
	if d.fault != "" || d.reason == "" {
		r.Diagnostics = append(r.Diagnostics, ask(subject)...)
		return
	}
	i := ignore{scope: remark.Scope, line: file.Position(remark.Span.Start).Line}
	if d.inFile {
		i.scope = remark.Whole
	}
	if options.Today != "" && d.until != "" && d.until < options.Today {
		i.expired = d.until
	}
	for _, rule := range d.rules {
		n := name{rule: rule, used: !options.judges(rule)}
		if !n.used {
			subject.Unused, subject.Delete = rule, deletion(file, remark, d.rules, rule)
			n.unused = ask(subject)
		}
		i.names = append(i.names, n)
	}
	r.ignores = append(r.ignores, i)
}

// judges tells whether a rule is among those that speak.
func (o *Options) judges(id string) bool {
	for _, rule := range o.Rules {
		if rule.ID == id {
			return true
		}
	}
	return false
}

// covers tells whether a diagnostic stands in the scope, as a whole or in part.
func (i *ignore) covers(d *diagnostic.Diagnostic) bool {
	if d.Span.Start == d.Span.End {
		return i.scope.Start <= d.Span.Start && d.Span.Start <= i.scope.End
	}
	return d.Span.Start < i.scope.End && i.scope.Start < d.Span.End
}

// sweep goes through diagnostics in the order of the file with the ignores
// whose scopes they may be in.
type sweep struct {
	coming, active []*ignore
}

func newSweep(ignores []ignore) *sweep {
	s := &sweep{}
	for i := range ignores {
		s.coming = append(s.coming, &ignores[i])
	}
	slices.SortStableFunc(s.coming, func(a, b *ignore) int { return a.scope.Start - b.scope.Start })
	return s
}

// ignored tells whether a diagnostic isn't to be reported. Of an ignore that no
// longer holds it says so in the diagnostic.
func (s *sweep) ignored(d *diagnostic.Diagnostic) bool {
	for len(s.coming) > 0 && s.coming[0].scope.Start <= d.Span.End {
		s.active, s.coming = append(s.active, s.coming[0]), s.coming[1:]
	}
	s.active = slices.DeleteFunc(s.active, func(i *ignore) bool { return i.scope.End < d.Span.Start })
	ignored, expired := false, (*ignore)(nil)
	for _, i := range s.active {
		if !i.covers(d) || !i.names.use(d.Rule) {
			continue
		}
		if i.expired == "" {
			ignored = true
		} else {
			expired = i
		}
	}
	if expired != nil && !ignored {
		note := fmt.Sprintf("the ignore in line %d ran out on %s", expired.line, expired.expired)
		if d.Note != "" {
			note += "; " + d.Note
		}
		d.Note = note
	}
	return ignored
}

// use notes that a rule found something, and tells whether it is among the
// names.
func (all names) use(rule string) bool {
	for i := range all {
		if all[i].rule == rule {
			all[i].used = true
			return true
		}
	}
	return false
}

// takeIgnored takes out of the diagnostics what isn't to be reported, and adds
// what is to be said of ignores that ignore nothing.
func (r *Result) takeIgnored() {
	if len(r.ignores) == 0 {
		return
	}
	sweep := newSweep(r.ignores)
	kept := r.Diagnostics[:0]
	for _, d := range r.Diagnostics {
		if sweep.ignored(&d) {
			r.Summary.Ignored++
		} else {
			kept = append(kept, d)
		}
	}
	r.Diagnostics = kept
	for _, i := range r.ignores {
		for _, n := range i.names {
			if !n.used && !r.Truncated && !r.gaps && len(r.Unread) == 0 {
				r.Diagnostics = append(r.Diagnostics, n.unused...)
			}
		}
	}
	r.ignores = nil
	r.sort()
}

// deletion returns what to delete so that a remark no longer names a rule:
// the name, or all of it where it names no other. It is empty where that can't
// be told, as in strings with escapes.
func deletion(file *source.File, remark *find.Remark, all []string, rule string) source.Span {
	written := file.Data[remark.Span.Start:remark.Span.End]
	switch {
	case remark.IsAnnotation:
		return source.Span{}
	case string(written) != remark.Raw, bytes.HasPrefix(written, []byte("{{-")), bytes.HasPrefix(written, []byte("{#-")):
		return source.Span{}
	case len(all) > 1:
		return nameDeletion(remark, all, rule)
	}
	return wholeDeletion(file, remark.Span)
}

// nameDeletion returns the place of one of several names, with its comma.
func nameDeletion(remark *find.Remark, all []string, rule string) source.Span {
	list := bytes.IndexByte([]byte(remark.Raw), '[') + 1
	if list == 0 {
		list = bytes.Index([]byte(remark.Raw), []byte(all[0])) // //apilint:ignore a,b reason
	}
	start := list
	for part := range bytes.SplitSeq([]byte(remark.Raw)[list:], []byte(",")) {
		word, _, closed := bytes.Cut(part, []byte("]"))
		if string(bytes.TrimSpace(word)) != rule {
			start += len(part) + 1
			continue
		}
		end := start + len(word)
		switch {
		case start > list:
			start--
		case !closed:
			end = len(remark.Raw) - len(bytes.TrimLeft([]byte(remark.Raw)[end+1:], " "))
		}
		return source.Span{Start: remark.Span.Start + start, End: remark.Span.Start + end}
	}
	return source.Span{}
}

// wholeDeletion returns the place of a comment with its lines, if nothing else
// stands on them, or with the blanks before it.
func wholeDeletion(file *source.File, span source.Span) source.Span {
	first, last := file.Line(span.Start), file.Line(max(span.End-1, span.Start))
	before := bytes.TrimRight(file.Data[first.Start:span.Start], " \t")
	after := bytes.TrimSpace(file.Data[span.End:last.End])
	if len(before)+len(after) > 0 {
		if len(after) > 0 {
			return span
		}
		return source.Span{Start: first.Start + len(before), End: span.End}
	}
	end := last.End
	for _, c := range []byte("\r\n") {
		if end < len(file.Data) && file.Data[end] == c {
			end++
		}
	}
	return source.Span{Start: first.Start, End: end}
}
