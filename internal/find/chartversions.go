package find

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// chartFile describes a chart.
const chartFile = "Chart.yaml"

// isChart tells whether a document is the description of a Helm chart, whose
// apiVersion is Helm's. Helm wants a version, too, but that is often left to be
// filled in when the chart is packed.
func isChart(base string, root yaml.Value) bool {
	return base == chartFile && root.Get("name").IsScalar() && !root.Get("kind").Exists()
}

// chart finds what a chart says of the versions of Kubernetes that it works on,
// and what its own templates lean on.
func (m manifest) chart(root yaml.Value) {
	m.Skipped++
	demanded := root.Get("kubeVersion")
	if !isName(demanded) {
		return
	}
	versions, span := &reference.ChartVersions{Text: demanded.String()}, demanded.Span()
	allowed, err := m.constraint(versions.Text)
	if versions.Allowed = allowed; err != nil {
		versions.Fault = err.Error()
	} else if m.file.Chart != nil {
		versions.Uses = m.usesOf(m.file.Chart)
	}
	m.yield(span, versions)
}

// maxUses is how many places of a chart are kept.
const maxUses = 10_000

// usesOf returns the APIs that the templates of a chart lean on, but not those of
// the charts in it. What is found in them is kept for when they are read as files.
func (f *Finder) usesOf(chart *source.Chart) []reference.Lean {
	inner := Finder{constraints: f.constraints}
	var uses []reference.Lean
	all := map[string]foundBefore{}
	for _, name := range chart.Templates() {
		if !strings.HasPrefix(name, "templates/") || !isRenderedByHelm(path.Base(name)) || path.Base(name) == notesFile || len(uses) > maxUses {
			continue
		}
		file := chart.Read(name)
		if file == nil {
			continue
		}
		file.Chart, file.InChart = chart, name
		found := *inner.Find(file)
		found.References = slices.Clone(found.References)
		all[file.Path] = foundBefore{file.Data, found}
		for _, ref := range found.References {
			if api, is := ref.Subject.(*reference.API); is && api.Kind != "" {
				position := file.Position(ref.Span.Start)
				at := reference.Place{File: file.Path, Line: position.Line, Column: position.Column}
				uses = append(uses, reference.Lean{Place: at, API: *api, Conditions: ref.Conditions})
			}
		}
	}
	f.constraints = inner.constraints
	memoOf(chart).found.Store(&all)
	return uses
}

// foundBefore is what was found in a file of a chart when the chart was judged.
type foundBefore struct {
	data []byte
	Result
}

// knows tells whether a file was read for its chart, and takes what was found then.
func (f *Finder) knows(file *source.File) bool {
	if file.Chart == nil || f.Schemas {
		return false
	}
	all := memoOf(file.Chart).found.Load()
	if all == nil {
		return false
	}
	before, is := (*all)[file.Path]
	if !is || !bytes.Equal(before.data, file.Data) {
		return false
	}
	before.References = append(f.References[:0], before.References...)
	f.Result = before.Result
	return true
}
