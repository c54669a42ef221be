package find

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/find/template"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// notesFile is for people: Helm shows what it gives.
const notesFile = "NOTES.txt"

// inChart reads a file that Helm renders, or one that only its templates see.
// It is false for all other files.
func (f *Finder) inChart(file *source.File) bool {
	if file.Chart == nil || !strings.HasPrefix(file.InChart, "templates/") {
		return false
	}
	f.Files = 1
	base := path.Base(file.InChart)
	switch {
	case base == notesFile, file.Chart.Ignores(file.InChart):
		f.Skipped++ // Helm shows it to people, or doesn't see it
	case !isPartial(base) && !template.IsTemplate(file.Data):
		return false
	default:
		t, err := f.templateInChart(file)
		if err != nil {
			f.add(reference.Reference{
				Span: source.Span{Start: err.Start, End: err.End}, Confidence: source.High,
				Subject: &reference.Broken{Reason: "Helm can't read this template: " + err.Reason, Help: "mend it, or name it in .helmignore if it is no template"},
			})
			return true
		}
		if isPartial(base) {
			f.partial(file, t)
		}
		if isRenderedByHelm(base) {
			f.template(base, file.Text(), t, f.context(file))
		}
	}
	return true
}

// templateInChart reads a template of a chart. What others take named templates
// from has been read already, or will be needed.
func (f *Finder) templateInChart(file *source.File) (*template.Template, *template.Error) {
	if isPartial(file.InChart) {
		read := memoOf(file.Chart.Outermost()).partials().files
		if t := read[file.Chart.InOutermost(file.InChart)]; t != nil && bytes.Equal(t.Source, file.Data) {
			return t, nil
		}
	}
	return f.goTemplates.Go("", file.Data)
}

// partial reads a file that is there for others: its named templates, for their
// branches, and, of those that nobody calls here, as in a chart that is a library,
// for what they give.
func (f *Finder) partial(file *source.File, t *template.Template) {
	calls := map[string]bool{}
	switch isWhole := bytes.Contains(file.Data, []byte("apiVersion:")) && bytes.Contains(file.Data, []byte("kind:")); {
	case isWhole:
		calls = memoOf(file.Chart.Outermost()).calls()
	case !asksCluster(file.Data):
		return
	}
	ps := f.newManifests("", file.Text(), f.context(file))
	skipped, unread := f.Skipped, len(f.Unread)
	result := f.explorer.ExploreDefines(t, ps.context, func(name string, p *template.Possibility) {
		if !calls[name] {
			ps.possibility(p)
		}
	})
	ps.Objects = len(ps.counted)
	ps.Skipped, ps.Unread = skipped, ps.Unread[:unread]
	ps.branches(result.Branches)
}

// asksCluster tells whether a template may ask the cluster for something.
func asksCluster(text []byte) bool {
	return bytes.Contains(text, []byte("Capabilities")) || bytes.Contains(text, []byte("semverCompare"))
}

// context returns what a template sees beside itself.
func (f *Finder) context(file *source.File) *template.Context {
	c := &template.Context{Constraint: f.constraint}
	if file.Chart == nil {
		return c
	}
	c.Define = memoOf(file.Chart.Outermost()).define
	c.Value = memoOf(file.Chart).value
	return c
}

// constraint is a constraint that was read, or why it can't be.
type constraint struct {
	apiversion.Constraint
	err error
}

// maxConstraints is how many constraints are kept.
const maxConstraints = 1000

func (f *Finder) constraint(text string) (apiversion.Constraint, error) {
	known, is := f.constraints[text]
	if !is {
		known.Constraint, known.err = apiversion.ParseConstraint(text)
		if f.constraints == nil {
			f.constraints = map[string]constraint{}
		}
		if len(f.constraints) < maxConstraints {
			f.constraints[text] = known
		}
	}
	return known.Constraint, known.err
}

// chartMemo is what was read of a chart for its templates.
type chartMemo struct {
	chart          *source.Chart
	partials, rest func() *named
	calls          func() map[string]bool // the named templates that are called
	values         func() map[string]template.Literal
	found          atomic.Pointer[map[string]foundBefore] // in its templates, by their paths
}

func memoOf(chart *source.Chart) *chartMemo {
	return chart.Memo(func() any {
		m := &chartMemo{chart: chart}
		m.partials = sync.OnceValue(func() *named { return m.defines(isPartial) })
		m.rest = sync.OnceValue(func() *named {
			return m.defines(func(name string) bool { return !isPartial(name) })
		})
		m.values = sync.OnceValue(m.readValues)
		m.calls = sync.OnceValue(m.readCalls)
		return m
	}).(*chartMemo)
}

// readers are used again for the next chart.
var readers = sync.Pool{New: func() any { return new(yaml.Reader) }}

// named is the named templates of some files, and the files by their paths.
type named struct {
	defines map[string]*template.Define
	files   map[string]*template.Template
}

// isPartial tells whether a template is there for others, as far as its name
// tells.
func isPartial(name string) bool {
	base := path.Base(name)
	return !isRenderedByHelm(base) || path.Ext(base) == ".tpl"
}

// isRenderedByHelm tells whether Helm takes what a file in templates/ gives for
// manifests, pkg/engine/engine.go: a .tpl file too, if its name says nothing else.
func isRenderedByHelm(base string) bool { return !strings.HasPrefix(base, "_") }

// define finds a named template in any file of the charts. Files that are there
// for nothing else are looked through first.
func (m *chartMemo) define(name string) *template.Define {
	if define := m.partials().defines[name]; define != nil {
		return define
	}
	return m.rest().defines[name]
}

// defines reads the named templates in some files. Of several with one name that
// of the outermost chart counts.
func (m *chartMemo) defines(picks func(string) bool) *named {
	all := &named{map[string]*template.Define{}, map[string]*template.Template{}}
	names := slices.DeleteFunc(append(m.chart.Templates(), m.besides()...), func(name string) bool { return !picks(name) })
	slices.SortStableFunc(names, func(a, b string) int { return strings.Count(b, "/") - strings.Count(a, "/") })
	var reader template.Reader
	for _, name := range names {
		file := m.chart.Read(name)
		if file == nil || !bytes.Contains(file.Data, []byte("define \"")) && !bytes.Contains(file.Data, []byte("block \"")) {
			continue
		}
		t, err := reader.Go(file.Path, file.Data)
		if err != nil {
			continue
		}
		all.files[name] = t
		for _, define := range t.Defines {
			all.defines[define.Name] = define
		}
	}
	return all
}

// call matches a call of a named template.
var call = regexp.MustCompile(`\b(?:include|template)\s+"([^"\n]+)"`)

func (m *chartMemo) readCalls() map[string]bool {
	called := map[string]bool{}
	for _, name := range m.chart.Templates() {
		if file := m.chart.Read(name); file != nil {
			for _, match := range call.FindAllSubmatch(file.Data, -1) {
				called[string(match[1])] = true
			}
		}
	}
	return called
}

// besides returns the templates of charts that this one depends on and that are
// not in it, but beside it: where its description says so (file://), or in a
// directory of that name, as in a repository of many charts.
func (m *chartMemo) besides() []string {
	var templates []string
	reader := readers.Get().(*yaml.Reader)
	defer readers.Put(reader)
	for _, name := range []string{"Chart.yaml", "requirements.yaml"} {
		file := m.chart.Read(name)
		if file == nil || !bytes.Contains(file.Data, []byte("dependencies")) {
			continue
		}
		for document := range reader.Documents(file.Text()) {
			if document.Err != nil {
				continue
			}
			for dependency := range document.Tree.Root().Get("dependencies").Items() {
				templates = append(templates, m.beside(dependency)...)
			}
		}
	}
	return templates
}

func (m *chartMemo) beside(dependency yaml.Value) []string {
	name := dependency.Get("name").String()
	dir, isLocal := strings.CutPrefix(dependency.Get("repository").String(), "file://")
	if !isLocal {
		dir = "../" + name
	}
	isPacked := func(template string) bool { return strings.HasPrefix(template, "charts/"+name+"/") }
	if name == "" || strings.Contains(name, "/") || slices.ContainsFunc(m.chart.Templates(), isPacked) {
		return nil
	}
	return m.chart.Beside(dir)
}

// value returns what .Values has at a path by default: what the chart around
// says, then the chart's own values.yaml.
func (m *chartMemo) value(path string) (template.Literal, bool) {
	if around := m.chart.Around; around != nil {
		above := m.chart.Name() + "." + path
		if strings.HasPrefix(path, "global.") {
			above = path
		}
		if literal, found := memoOf(around).value(above); found {
			return literal, true
		}
	}
	literal, found := m.values()[path]
	return literal, found
}

// maxValues is how many values of a chart are kept.
const maxValues = 20_000

func (m *chartMemo) readValues() map[string]template.Literal {
	all := map[string]template.Literal{}
	file := m.chart.Read("values.yaml")
	if file == nil {
		return all
	}
	reader := readers.Get().(*yaml.Reader)
	defer readers.Put(reader)
	in := &template.Template{Name: file.Path, Source: file.Data}
	for document := range reader.Documents(file.Text()) {
		if document.Err == nil {
			collectValues(all, in, "", document.Tree.Root(), maxValueDepth)
		}
	}
	return all
}

// maxValueDepth is how deep values are nested.
const maxValueDepth = 12

func collectValues(all map[string]template.Literal, in *template.Template, prefix string, v yaml.Value, depth int) {
	for key, value := range v.Entries() {
		name := prefix + string(key.Bytes())
		switch {
		case len(all) > maxValues:
			return
		case value.IsMapping() && depth > 0:
			collectValues(all, in, name+".", value, depth-1)
		case isName(value):
			span := value.Span()
			all[name] = template.Literal{Text: value.String(), In: in, Start: span.Start, End: span.End}
		}
	}
}
