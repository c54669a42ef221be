// Package find reads files and yields the references in them: the places that
// lean on Kubernetes. It knows formats and has no opinion.
package find

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/find/golang"
	"github.com/apilint/apilint/internal/find/template"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// Result is what a file holds.
type Result struct {
	References []reference.Reference
	Remarks    []Remark // by position
	Files      int      // 1 if there was something to read in it: a script that doesn't mention --runtime-config has nothing
	Objects    int      // Kubernetes objects, those in lists and in strings included
	Skipped    int      // documents that hold no Kubernetes object
	IsCode     bool     // it is Go code
	Untyped    bool     // it is Go code that was judged by its syntax alone
	Gaps       bool     // what is missing from it isn't known, so that there may be more
	Truncated  bool     // there are more than MaxReferences, and the rest is left out
	// Unread is what only a renderer can tell.
	Unread []Unread
	Broken *Unread // of Go code, where it can't be parsed; nil where it can
}

// Unread is something that was not read.
type Unread struct {
	Span source.Span
	// IsOpen tells of what hangs on values, such as an apiVersion; anything else is
	// a document that wasn't read whole.
	IsOpen bool
	Reason string
}

// MaxReferences is how many references are taken from one file, and
// MaxRuntimeConfigs how many of them may be a --runtime-config, which takes a
// thousand times longer to judge than an API.
const (
	MaxReferences     = 250_000
	MaxRuntimeConfigs = 1_000
)

// Finder reads files one after the other. It keeps memory between files and is
// not safe for use by several goroutines at once.
type Finder struct {
	Result
	Schemas     bool // keep the schemas of CustomResourceDefinitions
	reader      yaml.Reader
	goTemplates template.Reader
	explorer    template.Explorer
	ofManifests *possibilities      // of the last template of manifests, whose memory is used again
	embedded    []source.Text       // texts found in the document at hand, read after it
	entered     map[yaml.Value]bool // sequences of objects that were read in the document at hand
	configs     int                 // references to a --runtime-config
	nested      []nested            // texts that mention --runtime-config, read after the file
	isMarked    bool                // the file has the annotation somewhere
	file        *source.File        // the file at hand
	mention     mention             // what the first look at it tells
	source      string              // of what the document at hand was rendered
	ownPort     *localPort          // of the kube-apiserver that the file starts, nil until it is asked for
	// constraints are those on versions that templates have, each read once.
	constraints map[string]constraint
}

// Find reads a file. The result is valid until the next file is read.
func (f *Finder) Find(file *source.File) *Result {
	if f.knows(file) {
		return &f.Result
	}
	in := languageOfFile(file)
	f.begin(in, file)
	if !f.inChart(file) {
		f.read(in, file)
	}
	f.delays(file.Data)
	f.sortRemarks()
	return &f.Result
}

// begin begins with a file: with what speaks to apilint in it.
func (f *Finder) begin(in language, file *source.File) {
	f.Result, f.configs, f.isMarked = Result{References: f.References[:0]}, 0, false
	f.file, f.source, f.ownPort = file, "", nil
	f.goTemplates.Reset()
	f.mention = firstLook(file.Data)
	if f.mention&mentionsUs != 0 {
		f.remarks(in, file.Text(), false)
		f.isMarked = bytes.Contains(file.Data, annotation)
	}
}

// read reads a file in a language.
func (f *Finder) read(in language, file *source.File) {
	seekers := seekersOf(f.mention)
	switch in {
	case yamlText, jsonText:
	case goModText:
		f.goMod(file)
		return
	case goText:
		f.readGo(file, golang.Parse(file))
		return
	default:
		f.seek(in, file, seekers)
		return
	}
	f.Files = 1
	if !f.manifests(file, seekers) {
		f.Result = Result{References: f.References[:0], Remarks: f.Remarks, Files: 1}
		f.configs, f.embedded, f.nested, f.source = 0, nil, nil, ""
		f.template(path.Base(file.Path), file.Text(), templateOf(&f.goTemplates, file.Path, file.Data), f.context(file))
	}
}

// manifests reads a file in YAML or JSON. It is false, and the file half read,
// where that turns out to be a template.
func (f *Finder) manifests(file *source.File, seekers []seeker) bool {
	m := manifest{Finder: f, base: path.Base(file.Path), confidence: source.High}
	text := file.Text()
	read, isJSON := f.reader.Documents, strings.EqualFold(path.Ext(file.Path), ".json")
	if isJSON {
		read = f.reader.JSON
	}
	isBroken := false
	for document := range read(text) {
		if f.mention&mentionsOrigins != 0 {
			f.source = sourceOf(document)
		}
		if f.Truncated {
			break
		}
		if needsRenderer(document) {
			return false
		}
		if isJSON && document.Err != nil && !isBroken {
			isBroken = true // where the value ends nobody knows: the whole file tells
			if looksLikeTemplate(text.Data) {
				return false
			}
		}
		f.entered = map[yaml.Value]bool{}
		m.document(document)
		for _, s := range seekers {
			if document.Err == nil {
				r := reading{Finder: f, seeker: s, confidence: source.High}
				r.document(r, document.Tree.Root())
			}
		}
		f.findEmbedded(1)
	}
	f.readNested()
	return true
}

// needsRenderer tells whether a document is only a manifest once it is rendered.
func needsRenderer(document yaml.Document) bool {
	if document.Err != nil {
		return looksLikeTemplate(document.Text.Data)
	}
	return hasHole(document.Tree.Root())
}

// seek looks through a file that holds no objects of its own.
func (f *Finder) seek(in language, file *source.File, seekers []seeker) {
	for _, s := range seekers {
		f.Files = 1
		reading{Finder: f, seeker: s, confidence: source.Medium}.read(in, file.Text())
	}
	f.readNested()
}

// seekersOf returns what to look for in a text beside its objects.
func seekersOf(in mention) []seeker {
	var all []seeker
	for _, s := range []seeker{configurationSeeker{}, healthSeeker{}} {
		if s.isMentioned(in) {
			all = append(all, s)
		}
	}
	return all
}

// add adds a reference to those of the file.
func (f *Finder) add(r reference.Reference) {
	if _, ok := r.Subject.(*reference.RuntimeConfig); ok {
		f.configs++
	}
	if len(f.References) == MaxReferences || f.configs > MaxRuntimeConfigs {
		f.Truncated = true
		return
	}
	r.Source = f.source
	f.References = append(f.References, r)
}

// maxEmbedding is how many strings deep manifests are looked for.
const maxEmbedding = 4

// findEmbedded reads the texts that were found in the document at hand. A text
// that holds no Kubernetes object is no manifest, whatever else it is.
func (f *Finder) findEmbedded(depth int) {
	texts := f.embedded
	f.embedded = nil
	for _, text := range texts {
		objects := f.Objects
		f.embeddedText(text, depth)
		if f.Objects > objects {
			f.remarks(yamlText, text, true)
		}
	}
}

func (f *Finder) embeddedText(text source.Text, depth int) {
	m := manifest{Finder: f, confidence: source.Medium}
	for document := range f.reader.Documents(text) {
		f.entered = map[yaml.Value]bool{}
		switch {
		case document.Err != nil && depth < maxEmbedding && looksLikeTemplate(text.Data):
			f.embeddedTemplate(text, depth)
			return
		case document.Err == nil && isObject(document.Tree.Root()):
			m.object(document.Tree.Root())
		}
		if depth < maxEmbedding {
			f.findEmbedded(depth + 1)
		}
		f.embedded = nil
	}
}

// action matches what renderers replace where YAML would have a line, an item or
// a value begin: {{ }} of Go and Jinja, {% %} of Jinja, <% %> of ERB, %{ } of
// Terraform, and a variable ${NAME} alone on its line, or in braces or brackets. In quotes it breaks
// nothing.
var action = regexp.MustCompile(`(?m)(?:^[ \t]*|:[ \t]+|-[ \t]+)(?:\{\{|\{%|<%)|^[ \t]*%\{|^[ \t]*\$\{[^}\n]*\}[ \t]*\r?$|[{\[,][ \t]*(?:[\w.-]+:[ \t]*)?\$\{[^}\n]*\}`)

// looksLikeTemplate tells whether a document that can't be parsed is one that
// only a renderer makes YAML of.
func looksLikeTemplate(text []byte) bool { return action.Match(text) }
