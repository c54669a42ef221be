package find

import (
	"bytes"
	"regexp"
	"slices"
	"sort"

	"github.com/apilint/apilint/internal/find/code"
	"github.com/apilint/apilint/internal/find/directive"
	"github.com/apilint/apilint/internal/find/dockerfile"
	"github.com/apilint/apilint/internal/find/literal"
	"github.com/apilint/apilint/internal/find/markup"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/find/systemd"
	"github.com/apilint/apilint/internal/find/template"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/source"
)

// Remark is what somebody wrote to apilint into the input: a comment that
// begins with "apilint:", or the annotation apilint.dev/ignore.
type Remark struct {
	source.Comment
	Text         string      // what it says, without what marks it as a comment
	IsAnnotation bool        // Text is the annotation's value
	IsNested     bool        // it stands in a text inside the file, such as a string
	Scope        source.Span // what it speaks of: the unit below it where it is alone, else its lines; the annotation's object
	Whole        source.Span // the text that it stands in
}

// MaxRemarks is how many remarks are taken from one file.
const MaxRemarks = 5_000

// addRemark adds a remark to those of the file.
func (f *Finder) addRemark(r Remark) {
	if len(f.Remarks) == MaxRemarks {
		f.Truncated = true
		return
	}
	f.Remarks = append(f.Remarks, r)
}

// annotationName is the annotation that asks to ignore findings of an object.
const annotationName = "apilint.dev/ignore"

var (
	marker     = []byte(source.Marker)
	annotation = []byte(annotationName)
)

// speaks matches the beginning of a comment that speaks to apilint, also one
// that is meant to and is written as other linters want it.
var speaks = regexp.MustCompile(`^apilint(?::|[ _-]*(?:file[ _-]?)?(?:ignore|disable|skip|nolint|noqa)(?:\s*[\[(:=]|\s+[a-z]+-[a-z-]+\b|$))`)

// remarks adds the remarks in the comments of a text.
func (f *Finder) remarks(in language, text source.Text, isNested bool) {
	if !bytes.Contains(text.Data, marker) {
		return
	}
	outline := outlineOf(in, text)
	if outline == nil {
		return
	}
	outline.Sort()
	whole := text.Span(0, len(text.Data))
	for _, comment := range outline.Comments {
		said := unmarked(comment.Raw)
		if !speaks.Match(said) {
			continue
		}
		scope := comment.Lines
		if comment.Alone {
			scope, _ = outline.Below(comment)
		}
		f.addRemark(Remark{Comment: comment, Text: string(said), IsNested: isNested, Scope: scope, Whole: whole})
	}
}

// sortRemarks brings the remarks into the order of the file. Texts that are
// read for several reasons have theirs several times.
func (f *Finder) sortRemarks() {
	slices.SortStableFunc(f.Remarks, func(a, b Remark) int { return a.Span.Start - b.Span.Start })
	f.Remarks = slices.CompactFunc(f.Remarks, func(a, b Remark) bool { return a.Span == b.Span })
}

// outlineOf returns the comments of a text in a language; nil if it has none.
func outlineOf(in language, text source.Text) *source.Outline {
	switch in {
	case yamlText:
		return yamlOutline(text)
	case shellText, powerShellText:
		return shell.Outline(text)
	case unitText:
		return systemd.Outline(text)
	case dockerText:
		return dockerfile.Outline(text)
	case hclText:
		return literal.HCLOutline(text)
	case pythonText, likePythonText:
		return code.PythonOutline(text)
	case javaScriptText, likeScriptText:
		return code.JavaScriptOutline(text)
	case haproxyText:
		return directive.HAProxyOutline(text)
	case bracesText:
		return directive.BracesOutline(text)
	case goText, goModText:
		return literal.GoOutline(text)
	case markdownText:
		return markup.MarkdownOutline(text)
	case rstText:
		return markup.RSTOutline(text)
	case asciiDocText:
		return markup.AsciiDocOutline(text)
	}
	return nil
}

// maxComment is how long a comment of a template may be.
const maxComment = 4096

// marks are what stands around what comments say.
var marks = []struct{ open, close string }{
	{"{{- /*", "*/ -}}"}, {"{{- /*", "*/}}"}, {"{{/*", "*/ -}}"}, {"{{/*", "*/}}"},
	{"{#-", "-#}"}, {"{#-", "#}"}, {"{#", "-#}"}, {"{#", "#}"},
	{"<!--", "-->"}, {"/*", "*/"}, {"//", ""}, {"#", ""}, {"!", ""}, {";", ""}, {"..", ""},
}

// unmarked returns what a comment says.
func unmarked(comment string) []byte {
	raw := []byte(comment)
	for _, m := range marks {
		if bytes.HasPrefix(raw, []byte(m.open)) && bytes.HasSuffix(raw, []byte(m.close)) && len(raw) >= len(m.open)+len(m.close) {
			return bytes.TrimSpace(raw[len(m.open) : len(raw)-len(m.close)])
		}
	}
	return nil
}

// yamlOutline returns the comments of a YAML stream that may speak to apilint,
// those of templates included, and what they can speak of.
func yamlOutline(text source.Text) *source.Outline {
	r := yamlRemarks{Outline: source.NewOutline(text)}
	var reader yaml.Reader
	for document := range reader.Documents(text) {
		switch {
		case document.Err == nil:
			r.document(document.Tree.Root())
		case looksLikeTemplate(document.Text.Data):
			r.template(document.Text)
		default:
			r.broken(document.Text)
		}
	}
	slices.SortFunc(r.scalars, func(a, b source.Span) int { return a.Start - b.Start })
	for at := 0; ; {
		next := bytes.Index(text.Data[at:], marker)
		if next < 0 {
			return r.Outline
		}
		at = r.comment(text, at+next)
	}
}

// yamlRemarks looks for comments in YAML.
type yamlRemarks struct {
	*source.Outline
	scalars []source.Span // in which nothing is a comment
	unread  []source.Span // documents of which nobody knows where their scalars are
}

func (r *yamlRemarks) document(root yaml.Value) {
	r.scalars = root.Scalars(r.scalars)
	r.Units = root.Units(append(r.Units, root.Span()))
}

// broken notes a document that can't be read: it is a unit, from its first
// line on that isn't a comment.
func (r *yamlRemarks) broken(text source.Text) {
	rest := afterComments(text.Data)
	if len(rest) > 0 {
		r.Units = append(r.Units, text.Span(len(text.Data)-len(rest), len(text.Data)))
	}
	r.unread = append(r.unread, text.Span(0, len(text.Data)))
}

// template notes what a template may give, in the places where it stands.
func (r *yamlRemarks) template(text source.Text) {
	var explorer template.Explorer
	var reader yaml.Reader
	explorer.Explore(templateOf(&template.Reader{}, "", text.Data), &template.Context{}, func(p *template.Possibility) {
		carry := func(spans []source.Span) []source.Span {
			for i, span := range spans {
				o := p.Origin(span.Start, span.End)
				spans[i] = text.Span(o.Start, o.End)
			}
			return spans
		}
		for document := range reader.Documents(source.Text{Data: p.Data}) {
			if document.Err != nil {
				continue
			}
			root := document.Tree.Root()
			r.scalars = append(r.scalars, carry(root.Scalars(nil))...)
			r.Units = append(r.Units, carry(root.Units([]source.Span{root.Span()}))...)
		}
	})
}

// comment adds the comment whose text begins at an offset, if one does, and
// returns where to go on.
func (r *yamlRemarks) comment(text source.Text, at int) (next int) {
	before := bytes.TrimRight(text.Data[:at], " \t")
	next = at + len(marker)
	for _, m := range marks[:8] {
		start := len(before) - len(m.open)
		if !bytes.HasSuffix(before, []byte(m.open)) || r.isText(text.Offset(start)) {
			continue
		}
		if end := bytes.Index(text.Data[at:min(at+maxComment, len(text.Data))], []byte(m.close)); end >= 0 {
			r.Comment(start, at+end+len(m.close))
			return next
		}
	}
	start := len(before) - 1
	if !bytes.HasSuffix(before, []byte("#")) || r.isText(text.Offset(start)) {
		return next
	}
	lineStart := bytes.LastIndexByte(before, '\n') + 1
	line := before[lineStart:start]
	isAlone := len(bytes.TrimSpace(line)) == 0
	if !isAlone && (r.isUnread(text.Offset(start)) || !isBlank(line[len(line)-1])) {
		return next
	}
	end := len(text.Data)
	if i := bytes.IndexByte(text.Data[at:], '\n'); i >= 0 {
		end = at + i
	}
	if isAlone || !r.startsComment(text, lineStart, start) {
		r.Comment(start, at+len(bytes.TrimRight(text.Data[at:end], " \t\r")))
	}
	if string(bytes.TrimSpace(line)) == "---" {
		r.Comments[len(r.Comments)-1].Alone = true
	}
	return end
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// startsComment tells whether a comment begins between two offsets of a line.
func (r *yamlRemarks) startsComment(text source.Text, start, end int) bool {
	for i := start; i < end; i++ {
		if text.Data[i] == '#' && (i == start || isBlank(text.Data[i-1])) && !r.isText(text.Offset(i)) {
			return true
		}
	}
	return false
}

// isText tells whether an offset of the file lies in a scalar.
func (r *yamlRemarks) isText(offset int) bool { return holdsOffset(r.scalars, offset) }

// isUnread tells whether an offset of the file lies in a document that can't
// be read.
func (r *yamlRemarks) isUnread(offset int) bool { return holdsOffset(r.unread, offset) }

// holdsOffset tells whether one of the spans, which are by position and don't
// overlap, holds the offset.
func holdsOffset(spans []source.Span, offset int) bool {
	at := sort.Search(len(spans), func(i int) bool { return spans[i].End > offset })
	return at < len(spans) && spans[at].Start <= offset
}

// annotated adds the remark in the annotation of an object, if it has it.
func (m manifest) annotated(object yaml.Value) {
	for key, value := range object.Get("metadata").Get("annotations").Entries() {
		if string(key.Bytes()) != annotationName || value.IsAlias() {
			continue
		}
		span := source.Span{Start: key.Span().Start, End: max(key.Span().End, value.Span().End)}
		m.addRemark(Remark{
			Comment: source.Comment{Span: span}, Text: value.String(), IsAnnotation: true,
			IsNested: m.confidence < source.High, Scope: object.Span(),
		})
	}
}
