package lint

import (
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/rules"
)

// Learned is what the files of a run teach about the clusters they are for.
type Learned struct {
	SwitchedOn  rules.SwitchedOn
	Definitions openapi.Definitions

	catalogs map[defined]*openapi.Catalog
}

// Add adds what a file teaches.
func (l *Learned) Add(r *Result) {
	if l.SwitchedOn == nil {
		l.SwitchedOn = rules.SwitchedOn{}
	}
	l.SwitchedOn.Add(r.SwitchedOn)
	l.Definitions.Add(r.Definitions...)
}

// Open is what is still to be settled of a result: it may be taken out, so that
// the rest can be passed on, and be settled as a result of its own.
type Open struct {
	Pending []Pending
	Custom  []Custom
}

// IsDivisible tells whether what is open can be taken out: an ignore has to see
// all that is said of its file.
func (r *Result) IsDivisible() bool { return len(r.ignores) == 0 }

// Len returns the number of open questions.
func (o *Open) Len() int { return len(o.Pending) + len(o.Custom) }

// catalog returns the catalog of a definition, made once.
func (l *Learned) catalog(d *openapi.Definition, base *openapi.Catalog) *openapi.Catalog {
	if l.catalogs == nil {
		l.catalogs = map[defined]*openapi.Catalog{}
	}
	key := defined{d, base}
	if l.catalogs[key] == nil {
		l.catalogs[key] = d.Catalog(base)
	}
	return l.catalogs[key]
}

// defined is a definition beside a catalog.
type defined struct {
	definition *openapi.Definition
	base       *openapi.Catalog
}

// Custom is a reference to a kind that isn't Kubernetes' own. It is judged once
// the CustomResourceDefinitions of the run are known.
type Custom struct {
	ref   reference.Reference
	stamp stamp
}

// isCustom tells whether a reference may be to a kind that a
// CustomResourceDefinition defines, whose groups have a dot.
func isCustom(ref *reference.Reference, catalog *openapi.Catalog) bool {
	api, ok := ref.Subject.(*reference.API)
	if !ok || api.Kind == "" && api.Resource == "" || strings.IndexByte(api.APIVersion, '/') < 0 {
		return false
	}
	group := api.Group()
	if strings.IndexByte(group, '.') < 0 || catalog.OwnsGroup(group) {
		return false
	}
	row := catalog.Find(group, api.Version(), api.Kind)
	return row == nil || row.Observed != nil // else the user's own catalog knows better
}

// definition returns the definition of the kind that the reference leans on,
// nil if none was seen.
func (l *Learned) definition(ref *reference.Reference) (*openapi.Definition, *reference.API) {
	api := ref.Subject.(*reference.API)
	return l.Definitions.Find(api.Group(), api.Kind, api.Resource), api
}

// hangs tells whether what is said may change with a definition yet to come.
func (c *Custom) hangs(l *Learned) bool {
	definition, api := l.definition(&c.ref)
	return definition == nil || !definition.Allows(api.Version())
}

// settle returns what is said by what was learned.
func (c *Custom) settle(options *Options, l *Learned) []diagnostic.Diagnostic {
	facts := options.Facts
	if definition, _ := l.definition(&c.ref); definition != nil {
		facts.Catalog = l.catalog(definition, facts.Catalog)
	}
	said := facts.Judge(options.Rules, &c.ref).Diagnostics
	for i := range said {
		options.grade(&said[i])
		c.stamp.on(&said[i])
	}
	return said
}

// stamp is where a span stands.
type stamp struct {
	file       string
	start, end source.Position
	snippet    diagnostic.Snippet
	lineHash   string // if asked for
}

func stampOf(file *source.File, span source.Span) stamp {
	return stamp{file: file.Path, start: file.Position(span.Start), end: file.Position(span.End), snippet: snippet(file, span)}
}

// on puts the stamp on a diagnostic, of which it can't place fixes.
func (s *stamp) on(d *diagnostic.Diagnostic) {
	d.File, d.Start, d.End, d.Snippet, d.LineHash, d.Fix = s.file, s.start, s.end, s.snippet, s.lineHash, nil
}
