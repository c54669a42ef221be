package find

import (
	"bytes"
	"fmt"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/find/template"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// templateOf reads a text as a template, in the language that its name and its
// actions tell.
func templateOf(reader *template.Reader, name string, data []byte) *template.Template {
	if !hasAction(data) {
		return template.Variables(data)
	}
	ending := strings.ToLower(path.Ext(name))
	if ending != ".j2" && ending != ".erb" && !bytes.Contains(data, []byte("{%")) && !bytes.Contains(data, []byte("<%")) {
		if t, err := reader.Go("", data); err == nil {
			return t
		}
	}
	return template.Foreign("", data)
}

// possibilities reads what a template may give, document by document; each
// document that the same places give under the same conditions is read once.
// The references that are found, and what couldn't be read, are carried back to
// the text in which the template stands.
type possibilities struct {
	*Finder
	text     source.Text
	context  *template.Context
	reader   *yaml.Reader
	explorer *template.Explorer
	read     func(yaml.Document) bool // finds what a document holds, and tells whether it was YAML
	seen     map[uint64]bool
	found    map[string]bool
	counted  map[int]bool // kinds of objects that were counted, by their places
	outcomes map[int]outcome
	open     []openName
	pairs    []pair
}

// openName is an apiVersion or kind that hangs on values, in a document that
// begins at an offset of the template.
type openName struct {
	document int
	Unread
}

// outcome is what became of a document of a template, in any possibility.
type outcome uint8

const (
	hadObject outcome = 1 << iota
	hadNone
	unreadable
)

func (f *Finder) newPossibilities(text source.Text, context *template.Context, read func(yaml.Document) bool) *possibilities {
	return &possibilities{
		Finder: f, text: text, context: context, reader: &yaml.Reader{}, explorer: &template.Explorer{}, read: read,
		seen: map[uint64]bool{}, found: map[string]bool{}, counted: map[int]bool{}, outcomes: map[int]outcome{},
	}
}

// explore reads all that a template may give.
func (ps *possibilities) explore(t *template.Template) {
	outer := *ps.Finder // what waits to be read belongs to the text around
	counts := ps.Result
	result := ps.explorer.Explore(t, ps.context, ps.possibility)
	ps.embedded, ps.nested, ps.entered = outer.embedded, outer.nested, outer.entered
	objects := len(ps.counted)
	ps.Objects, ps.Skipped = counts.Objects+objects, counts.Skipped
	for _, o := range ps.outcomes {
		if o == hadNone {
			ps.Skipped++
		}
	}
	ps.otherPairs()
	ps.keepOpen()
	if result.Bounded {
		ps.leaveUnread(ps.text.Span(0, min(1, len(ps.text.Data))), "it has more branches than are gone through")
	}
	ps.branches(result.Branches)
}

func (ps *possibilities) possibility(p *template.Possibility) {
	text := source.Text{Data: p.Data}
	if !ps.isHelms() {
		ps.parts(p, text)
		return
	}
	start := 0
	for _, at := range gluedMarkers(p.Data) {
		ps.parts(p, text.Slice(start, at))
		start = at + len("---")
	}
	ps.parts(p, text.Slice(start, len(p.Data)))
}

func (ps *possibilities) parts(p *template.Possibility, text source.Text) {
	for part := range yaml.Parts(text) {
		ps.part(p, part)
	}
}

// isHelms tells whether Helm renders the template.
func (f *Finder) isHelms() bool { return f.file != nil && f.file.Chart != nil }

// gluedMarkers returns the offsets of the markers that only Helm takes for some,
// pkg/release/v1/util/manifest.go: it begins a document at each line that begins
// with three dashes, though something may stand right behind them, where an action
// has taken the line break away.
func gluedMarkers(text []byte) []int {
	var glued []int
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("---"))
		if i < 0 {
			return glued
		}
		i += at
		at = i + len("---")
		if (i == 0 || text[i-1] == '\n') && at < len(text) && !bytes.ContainsRune([]byte("- \t\r\n"), rune(text[at])) {
			glued = append(glued, i)
		}
	}
}

// keepOpen keeps the names that hang on values, each once: those of documents
// that no other possibility gives with a name that can be read.
func (ps *possibilities) keepOpen() {
	for _, o := range ps.open {
		key := fmt.Sprint(o.Unread)
		if ps.outcomes[o.document]&hadObject == 0 && !ps.found[key] {
			ps.found[key] = true
			ps.Unread = append(ps.Unread, o.Unread)
		}
	}
	slices.SortStableFunc(ps.Unread, func(a, b Unread) int { return a.Span.Start - b.Span.Start })
}

// part reads one document of a possibility.
func (ps *possibilities) part(p *template.Possibility, part source.Text) {
	start := part.Offset(0)
	start += len(part.Data) - len(bytes.TrimLeft(part.Data, "- \t\r\n"))
	end := part.Offset(0) + len(part.Data)
	if start >= end || ps.Truncated {
		ps.gaps(p, part.Offset(0), end, true)
		return
	}
	signature := p.Signature(start, end)
	if ps.seen[signature] {
		return
	}
	ps.seen[signature] = true
	before := ps.Result
	ps.embedded, ps.nested = nil, nil
	o := outcome(0)
	for document := range ps.reader.Documents(part) {
		if !ps.read(document) {
			o |= unreadable
		}
		ps.findEmbedded(1)
		ps.readNested()
		if o == 0 {
			o = hadNone
		}
	}
	isOpen := len(ps.Unread) > len(before.Unread)
	switch {
	case ps.Objects > before.Objects:
		o = o&^hadNone | hadObject
	case isOpen:
		o &^= hadNone
	}
	at := p.Origin(start, start+1).Start
	ps.carryBack(p, at, before)
	ps.outcomes[at] |= o
	if o&hadObject == 0 && !isOpen {
		ps.gaps(p, part.Offset(0), end, false)
	}
}

// gaps notes what is missing from a document: what a named template gives that
// isn't there, and, if nothing else is in it, what values give.
func (ps *possibilities) gaps(p *template.Possibility, start, end int, isBlank bool) {
	for _, gap := range p.Gaps {
		key := "gap " + strconv.Itoa(gap.Start)
		if gap.At < start || gap.At > end || !gap.IsMissing && !isBlank || ps.found[key] {
			continue
		}
		ps.found[key] = true
		span := ps.text.Span(gap.Start, gap.End)
		if gap.IsMissing {
			ps.leaveUnread(span, "a named template that isn't here gives it")
		} else {
			ps.Unread = append(ps.Unread, Unread{span, true, "values, or files of the chart, give the whole of it"})
		}
	}
}

// carryBack puts what was found in a document of a possibility, which begins at
// an offset of the template, in its place in the template.
func (ps *possibilities) carryBack(p *template.Possibility, document int, before Result) {
	for i := range ps.Remarks[len(before.Remarks):] {
		ps.carrier(p).carry(reflect.ValueOf(&ps.Remarks[len(before.Remarks)+i]).Elem())
	}
	kept := ps.References[:len(before.References)]
	for _, ref := range ps.References[len(before.References):] {
		ps.carry(p, &ref)
		key := keyOf(&ref)
		if !ps.found[key] {
			ps.found[key] = true
			kept = append(kept, ref)
		}
	}
	ps.References = kept
	left := ps.Unread[:len(before.Unread)]
	for _, u := range ps.Unread[len(before.Unread):] {
		o := p.Origin(u.Span.Start, u.Span.End)
		u.Span = ps.text.Span(o.Start, o.End)
		if u.IsOpen {
			if key, is := strings.CutSuffix(u.Reason, hangsOnValues); is && o.IsMissing {
				u.Reason = key + " comes from a named template that isn't here"
			}
			ps.open = append(ps.open, openName{document, u})
			continue
		}
		key := "document " + strconv.Itoa(document) // what is wrong with it is told once
		if !ps.found[key] {
			ps.found[key] = true
			left = append(left, u)
		}
	}
	ps.Unread = left
}

// branches yields the branches that hang on the cluster.
func (ps *possibilities) branches(all []template.Branch) {
	for _, branch := range all {
		ps.add(reference.Reference{
			Span: ps.text.Span(branch.Start, branch.End), Confidence: source.High, Conditions: branch.Outer,
			Subject: &reference.Branch{Text: branch.Text, IsElse: branch.IsElse, Own: branch.Own},
		})
	}
}

// leaveUnread notes a document that can't be read whole.
func (f *Finder) leaveUnread(span source.Span, reason string) {
	f.Unread = append(f.Unread, Unread{span, false, reason})
}

// template reads a template of manifests.
func (f *Finder) template(base string, text source.Text, t *template.Template, context *template.Context) {
	f.newManifests(base, text, context).explore(t)
}

// newManifests returns what reads a template of manifests.
func (f *Finder) newManifests(base string, text source.Text, context *template.Context) *possibilities {
	m := manifest{Finder: f, base: base, confidence: source.High}
	read := func(document yaml.Document) bool {
		if document.Err != nil {
			m.broken(document)
		} else {
			f.entered = map[yaml.Value]bool{}
			m.document(document)
		}
		for _, s := range seekersOf(firstLook(document.Text.Data)) {
			if r := (reading{Finder: f, seeker: s, confidence: source.Medium}); document.Err == nil {
				r.document(r, document.Tree.Root())
			} else {
				r.broken(document)
			}
		}
		return document.Err == nil
	}
	ps := f.ofManifests
	if ps == nil || len(ps.found)+len(ps.outcomes) > maxNoted {
		ps = f.newPossibilities(text, context, read)
	}
	ps.forget()
	ps.Finder, ps.text, ps.context, ps.read = f, text, context, read
	ps.reader, ps.explorer = &f.reader, &f.explorer
	f.ofManifests = ps
	return ps
}

// maxNoted is how much may be noted of a template for the memory to be used again.
const maxNoted = 1000

// forget forgets what was noted of a template.
func (ps *possibilities) forget() {
	clear(ps.seen)
	clear(ps.found)
	clear(ps.counted)
	clear(ps.outcomes)
	ps.open, ps.pairs = ps.open[:0], ps.pairs[:0]
}

// embeddedTemplate reads a template of manifests that a string holds.
func (f *Finder) embeddedTemplate(text source.Text, depth int) {
	m := manifest{Finder: f, confidence: source.Medium}
	ps := f.newPossibilities(text, &template.Context{}, func(document yaml.Document) bool {
		if document.Err == nil && isObject(document.Tree.Root()) {
			f.entered = map[yaml.Value]bool{}
			m.object(document.Tree.Root())
			f.findEmbedded(depth + 1)
		}
		return true
	})
	skipped := f.Skipped
	ps.explore(templateOf(&template.Reader{}, "", text.Data))
	f.Skipped = skipped
}

// topLevel matches the keys at the margin that name an API.
var topLevel = regexp.MustCompile(`(?m)^(apiVersion|kind):[ \t]+["']?([A-Za-z0-9./-]+)["']?[ \t]*\r?$`)

// broken finds the API of a document that isn't YAML, although its template may
// well be one: what was taken for it isn't what a renderer gives.
func (m manifest) broken(document yaml.Document) {
	m.leaveUnread(document.Err.Span, "what it gives was not understood: "+document.Err.Reason)
	api := &reference.API{Context: reference.Object}
	var span source.Span
	for _, match := range topLevel.FindAllSubmatchIndex(document.Text.Data, -1) {
		value := string(document.Text.Data[match[4]:match[5]])
		at := document.Text.Span(match[4], match[5])
		if document.Text.Data[match[2]] == 'k' {
			api.Kind, api.KindSpan = value, at
		} else {
			api.APIVersion, span = value, at
		}
	}
	if api.APIVersion != "" && api.Kind != "" {
		m.confidence = min(m.confidence, source.Medium)
		m.yield(span, api)
		m.Objects++
	}
}
