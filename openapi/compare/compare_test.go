package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/openapi/spec"
)

func release(t testing.TB, text string) *View {
	t.Helper()
	r, err := apiversion.ParseRelease(text)
	if err != nil {
		t.Fatal(err)
	}
	v, err := OfRelease(openapi.Builtin(), r)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// count counts the changes of one sort.
func count(changes []Change, action Action, subject Subject) int {
	n := 0
	for _, c := range changes {
		if c.Action == action && c.Subject == subject {
			n++
		}
	}
	return n
}

func TestReleases(t *testing.T) {
	changes := Compare(release(t, "1.36"), release(t, "1.37"))
	if kinds, fields := count(changes, Removed, AKind), count(changes, Removed, AField); kinds != 12 || fields != 4 {
		t.Errorf("1.37 removes %d kinds and %d fields, want 12 and 4", kinds, fields)
	}
	for r := range openapi.Builtin().Releases().Releases() {
		v := release(t, r.String())
		if len(v.Resources) < 100 || len(v.Types) < 500 || v.Kinds[GVK{"", "v1", "Pod"}] == nil {
			t.Errorf("%s has %d resources and %d types", r, len(v.Resources), len(v.Types))
		}
		if changes := Compare(v, release(t, r.String())); len(changes) > 0 {
			t.Errorf("%s differs from itself: %+v", r, changes[0])
		}
	}
}

// The built-in catalog and the table of what releases serve agree on every kind
// that has an endpoint, but for those behind feature gates: in 1.19 and 1.20 the
// published documents were made without them.
func TestReleasesAreTheCatalog(t *testing.T) {
	catalog := openapi.Builtin()
	for r := range catalog.Releases().Releases() {
		v := release(t, r.String())
		for gvk, kind := range v.Kinds {
			if row := catalog.Find(gvk.Group, gvk.Version, gvk.Kind); !kind.IsList && (row == nil || !row.PresentIn(r)) {
				t.Errorf("%s serves %s, but the catalog doesn't have it there", r, gvk)
			}
		}
		for row := range catalog.Kinds() {
			isGated := slices.ContainsFunc(row.Gates, func(use openapi.GateUse) bool { return use.Guards(r) })
			if row.Class == openapi.Resource && !isGated && row.PresentIn(r) && v.Kinds[GVK{row.Group, row.Version, row.Kind}] == nil {
				t.Errorf("the catalog has %s in %s, which doesn't serve it", row, r)
			}
		}
	}
}

func TestTable(t *testing.T) {
	table, err := ParseTable(servedTable)
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(servedTable, "\n")
	if table.Text() != body {
		t.Error("the table isn't written as it was read")
	}
	newest := openapi.Builtin().Releases().To
	if table.Releases != openapi.Builtin().Releases() {
		t.Errorf("the table has %s, the catalog %s: run `generate served`", table.Releases, openapi.Builtin().Releases())
	}
	// A release that is set anew, or added behind the newest, changes no other.
	table.Set(newest, table.View(newest))
	if table.Text() != body {
		t.Error("setting a release to what it is changes the table")
	}
	table.Set(newest+1, newView("next"))
	if len(Compare(table.View(newest), release(t, newest.String()))) > 0 || len(table.View(newest+1).Kinds) > 0 {
		t.Error("an added release changes others")
	}
	again, err := ParseTable(table.Text())
	if err != nil || again.Text() != table.Text() {
		t.Errorf("the larger table isn't read as it was written: %v", err)
	}
	for _, bad := range []string{"what", "type\tA\tx", "resource\ta", "\tfield", "releases\tx", "releases\t1.16..1.37\npackage\ta\tb\ntype\tA\tx"} {
		if _, err := ParseTable(bad); err == nil {
			t.Errorf("ParseTable(%q) gives no error", bad)
		}
	}
}

// Documents that describe schemas in ways that could lead astray.
func TestHostileSchemas(t *testing.T) {
	const paths = `"paths":{"/api/v1/pods":{"get":{"x-kubernetes-action":"list","x-kubernetes-group-version-kind":{"group":"","version":"v1","kind":"Pod"}}}}`
	deep := strings.Repeat(`{"properties":{"a":`, 300) + `{}` + strings.Repeat(`}}`, 300)
	for name, test := range map[string]struct {
		definitions string
		fields      int // of the type a.v1.Pod; -1 for an error
	}{
		"nothing":            {`{}`, 0},
		"null":               {`{"a.v1.Pod":null}`, 0},
		"a loop":             {`{"a.v1.Pod":{"properties":{"a":{"$ref":"#/definitions/a.v1.Pod"}}}}`, 1},
		"an alias":           {`{"a.v1.Pod":{"$ref":"#/definitions/b.v1.Pod","description":"Deprecated. Please use b.v1.Pod instead."}}`, 0},
		"nowhere":            {`{"a.v1.Pod":{"properties":{"a":{"$ref":"#/definitions/none"},"b":{"$ref":"https://example.com/x#/y"}}}}`, 2},
		"capitals":           {`{"a.v1.Pod":{"x-kubernetes-group-version-kind":[{"Group":"","Version":"v1","Kind":"Pod"}],"properties":{"a":{}}}}`, 1},
		"not a list":         {`{"a.v1.Pod":{"x-kubernetes-group-version-kind":{"kind":5},"properties":{"a":{}}}}`, 1},
		"deep":               {`{"a.v1.Pod":` + deep + `}`, maxDepth + 1},
		"a number":           {`{"a.v1.Pod":5}`, -1},
		"a description of 5": {`{"a.v1.Pod":{"description":5}}`, -1},
	} {
		s, err := (&spec.Loader{Schemas: true}).Read("a.json", strings.NewReader(`{"swagger":"2.0",`+paths+`,"definitions":`+test.definitions+`}`))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		v, err := OfSpec(s)
		fields := 0
		if err != nil {
			fields = -1
		} else if pod := v.Types["a.v1.Pod"]; pod != nil {
			fields = len(pod.Fields)
		}
		if fields != test.fields {
			t.Errorf("%s: %d fields, %v, want %d", name, fields, err, test.fields)
		}
	}
}

func FuzzOfSpec(f *testing.F) {
	for _, seed := range []string{
		`{"swagger":"2.0","paths":{"/api/v1/pods":{"get":{"x-kubernetes-action":"list","x-kubernetes-group-version-kind":{"version":"v1","kind":"Pod"}}}},"definitions":{"a.v1.Pod":{"properties":{"a":{"items":{"properties":{"b":{}}}}}}}}`,
		`{"openapi":"3.0.0","paths":{"/api/v1/pods":{"get":{"x-kubernetes-action":"list","x-kubernetes-group-version-kind":{"version":"v1","kind":"Pod"}}}},"components":{"schemas":{"a.v1.Pod":{"required":["a"],"properties":{"a":{"allOf":[{"$ref":"#/x"}]}}}}}}`,
		"apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: example.com\n  names: {kind: Widget, plural: widgets}\n  versions:\n  - name: v1\n    served: true\n    schema: {openAPIV3Schema: {properties: {a: {additionalProperties: {properties: {b: {type: string}}}}}}}\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := (&spec.Loader{Schemas: true}).Read("a", strings.NewReader(text))
		if err != nil {
			return
		}
		v, err := OfSpec(s)
		if err != nil {
			return
		}
		if changes := Compare(v, v); len(changes) > 0 {
			t.Errorf("differs from itself: %+v", changes[0])
		}
	})
}

func FuzzParseTable(f *testing.F) {
	f.Add("releases\t1.16..1.37\nresource\t\tv1\tpods\tPod\tnamespaced\tget\t1.16..\npackage\ta.v1\tv1\ntype\tPod\t1.16..\n\tspec\t=\t1.37..\n")
	f.Fuzz(func(t *testing.T, text string) {
		if table, err := ParseTable(text); err == nil {
			table.View(apiversion.NewRelease(1, 20))
		}
	})
}

// document is about as large as that of a release.
func document() string {
	var b strings.Builder
	b.WriteString(`{"swagger":"2.0","paths":{"/apis/example.com/v1/kinds":{"get":{"x-kubernetes-action":"list","x-kubernetes-group-version-kind":{"group":"example.com","version":"v1","kind":"Kind"}}}},"definitions":{`)
	for i := range 1500 {
		fmt.Fprintf(&b, `"com.example.v1.Kind%d":{"description":"a kind","type":"object","properties":{`, i)
		for k := range 10 {
			fmt.Fprintf(&b, `"field%d":{"type":"string","description":%q},`, k, strings.Repeat("what it holds ", 17))
		}
		b.WriteString(`"last":{"type":"string"}}},`)
	}
	b.WriteString(`"com.example.v1.Last":{}}}`)
	return b.String()
}

// BenchmarkFields reads a document with its fields.
func BenchmarkFields(b *testing.B) {
	text := document()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s, err := (&spec.Loader{Schemas: true}).Read("a.json", strings.NewReader(text))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := OfSpec(s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOfRelease(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		release(b, "1.37")
	}
}
