//go:build network

package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/openapi/compare"
	"github.com/apilint/apilint/openapi/spec"
	"github.com/apilint/apilint/rules"
)

func viewAt(t testing.TB, path string) *compare.View {
	t.Helper()
	s, err := (&spec.Loader{Schemas: true}).Load(path)
	if err != nil {
		t.Fatal(err)
	}
	view, err := compare.OfSpec(s)
	if err != nil {
		t.Fatal(err)
	}
	return view
}

// same fails where two views differ.
func same(t *testing.T, before, after *compare.View) {
	t.Helper()
	for _, change := range compare.Compare(before, after) {
		t.Errorf("%s and %s differ: %s: %s", before.Name, after.Name, change.GVK, change.Text)
	}
}

// TestServed compares the table of what each release serves, its OpenAPI
// documents of both versions and its discovery documents with each other, and
// checks that the rules find nothing in them.
func TestServed(t *testing.T) {
	compared := 0
	for _, minor := range completeReleases() {
		kubernetes, err := kubernetesOf(minor)
		if err != nil {
			t.Fatal(err)
		}
		api := filepath.Join(kubernetes.Dir, "api")
		swagger := viewAt(t, filepath.Join(api, "openapi-spec", "swagger.json"))
		table, err := compare.OfRelease(openapi.Builtin(), apiversion.NewRelease(1, uint8(minor)))
		if err != nil {
			t.Fatal(err)
		}
		same(t, table, swagger)
		lintSpec(t, filepath.Join(api, "openapi-spec", "swagger.json"))
		if v3 := filepath.Join(api, "openapi-spec", "v3"); isDir(v3) && minor > 26 { // before, they name no kinds or lack the aggregator
			same(t, swagger, viewAt(t, v3))
		}
		if _, err := os.Stat(filepath.Join(api, "discovery", "api__v1.json")); err != nil {
			continue // before 1.28 the folder is missing or incomplete
		}
		discovery := viewAt(t, filepath.Join(api, "discovery"))
		same(t, swagger, discovery)
		compared += len(discovery.Resources)
	}
	t.Logf("%d resources, with scope and verbs, derived from OpenAPI as discovery has them", compared)
}

// lintSpec checks that no rule finds anything in a document.
func lintSpec(t *testing.T, path string) {
	t.Helper()
	file, err := new(source.Reader).Open(path)
	if err != nil {
		t.Fatal(err)
	}
	newest := openapi.Builtin().Releases().To
	options := &lint.Options{Facts: rules.Facts{Target: apiversion.Range{From: newest, To: newest}, Catalog: openapi.Builtin()}, Rules: rules.All}
	result := lint.Check(file, options)
	result.Settle(options, &lint.Learned{})
	for _, d := range result.Diagnostics {
		t.Errorf("%s:%d: %s", path, d.Start.Line, d.Message)
	}
	if result.Summary.Specs != 1 {
		t.Errorf("%s is not taken for an OpenAPI document", path)
	}
}

// TestNewestChanges compares the documents of the two newest releases
// of which it is known by other means what changed.
func TestNewestChanges(t *testing.T) {
	var views []*compare.View
	for _, minor := range []int{36, 37} {
		kubernetes, err := kubernetesOf(minor)
		if err != nil {
			t.Fatal(err)
		}
		views = append(views, viewAt(t, filepath.Join(kubernetes.Dir, "api", "openapi-spec", "swagger.json")))
	}
	kinds, fields := 0, 0
	for _, change := range compare.Compare(views[0], views[1]) {
		switch {
		case change.Action != compare.Removed:
		case change.Subject == compare.AKind:
			kinds++
		case change.Subject == compare.AField:
			fields++
		}
	}
	if kinds != 12 || fields != 4 {
		t.Errorf("1.37 removes %d kinds and %d fields, want 12 and 4", kinds, fields)
	}
}

// The document of the newest release, for the catalog alone and with its
// fields.
func benchmarkSwagger(b *testing.B, load func(path string)) {
	minors := completeReleases()
	kubernetes, err := kubernetesOf(minors[len(minors)-1])
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(kubernetes.Dir, "api", "openapi-spec", "swagger.json")
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	b.ReportAllocs()
	for b.Loop() {
		load(path)
	}
}

func BenchmarkSwaggerCatalog(b *testing.B) {
	benchmarkSwagger(b, func(path string) {
		if _, err := (&spec.Loader{}).Load(path); err != nil {
			b.Fatal(err)
		}
	})
}

func BenchmarkSwaggerFields(b *testing.B) {
	benchmarkSwagger(b, func(path string) { viewAt(b, path) })
}
