package spec

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/openapi"
)

// documents of each form, for tests of what all forms have in common.
var documents = map[string]string{
	"v2": `{"swagger":"2.0","info":{"version":"v1.36.1"},"paths":{
		"/api/v1/namespaces/{namespace}/pods":{"get":{"x-kubernetes-action":"list","x-kubernetes-group-version-kind":{"group":"","version":"v1","kind":"Pod"}}},
		"/api/v1/watch/namespaces/{namespace}/pods":{"get":{"x-kubernetes-action":"watchlist","x-kubernetes-group-version-kind":{"group":"","version":"v1","kind":"Pod"}}},
		"/api/v1/namespaces/{namespace}/pods/{name}":{"put":{"x-kubernetes-action":"put","x-kubernetes-group-version-kind":{"group":"","version":"v1","kind":"Pod"}},"parameters":[]},
		"/api/v1/namespaces/{namespace}/pods/{name}/proxy/{path}":{"delete":{"x-kubernetes-action":"connect","x-kubernetes-group-version-kind":{"group":"","version":"v1","kind":"PodProxyOptions"}},
			"head":{"x-kubernetes-action":"connect","x-kubernetes-group-version-kind":{"group":"","version":"v1","kind":"PodProxyOptions"}}}}}`,
	"v3": "openapi: 3.0.0\ninfo: {version: unversioned}\npaths:\n  /apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale:\n    patch:\n      x-kubernetes-action: patch\n" +
		"      x-kubernetes-group-version-kind: {group: autoscaling, version: v1, kind: Scale}\n",
	"list":       `{"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"nodes","kind":"Node","namespaced":false,"verbs":["list","get"]}]}`,
	"aggregated": `{"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2beta1","items":[{"metadata":{"name":"batch"},"versions":[{"version":"v1","resources":[{"resource":"jobs","responseKind":{"group":"","version":"","kind":"Job"},"scope":"Namespaced","verbs":["get"],"subresources":[{"subresource":"status","responseKind":{"group":"batch","version":"v1","kind":"Job"},"verbs":["get"]}]}]}]}]}`,
	"crd":        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: example.com\n  scope: Namespaced\n  names: {kind: Widget, plural: widgets}\n  versions:\n  - {name: v1, served: true, storage: true, subresources: {status: {}}, schema: {openAPIV3Schema: {type: object, properties: {a: {type: string, default: b}}}}}\n",
	"old crd":    "apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\nspec:\n  group: example.com\n  names: {kind: Widget, plural: widgets}\n  version: v1beta1\n  validation: {openAPIV3Schema: {type: object}}\n",
}

// told writes what a spec tells, a line each.
func told(s *Spec) string {
	var lines []string
	for _, r := range s.Resources {
		lines = append(lines, fmt.Sprintf("%s/%s %s %s/%s/%s %t %v", r.Group, r.Version, r.Resource, r.KindGroup, r.KindVersion, r.Kind, r.Namespaced, r.Verbs))
	}
	for _, d := range s.Definitions {
		for _, v := range d.Versions {
			lines = append(lines, fmt.Sprintf("%s/%s %s %s %v %t %t %s", d.Group, v.Name, d.Plural, d.Kind, v.Subresources, v.Served, v.Storage, v.Schema))
		}
	}
	return strings.Join(lines, "\n")
}

func TestForms(t *testing.T) {
	for name, want := range map[string]string{
		"v2":         "/v1 pods /v1/Pod true [list update watch]\n/v1 pods/proxy /v1/PodProxyOptions true [delete]",
		"v3":         "apps/v1 deployments/scale autoscaling/v1/Scale true [patch]",
		"list":       "/v1 nodes /v1/Node false [get list]",
		"aggregated": "batch/v1 jobs batch/v1/Job true [get]\nbatch/v1 jobs/status batch/v1/Job true [get]",
		"crd":        `example.com/v1 widgets Widget [status] true true {"type":"object","properties":{"a":{"type":"string","default":"b"}}}`,
		"old crd":    `example.com/v1beta1 widgets Widget [] true true {"type":"object"}`,
	} {
		for _, wrap := range []func(string) string{
			func(text string) string { return text },
			func(text string) string { return "\ufeff" + text },
			func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") },
		} {
			s, err := (&Loader{Schemas: true}).Read("a", strings.NewReader(wrap(documents[name])))
			if err != nil || told(s) != want {
				t.Errorf("%s: %v\n got %s\nwant %s", name, err, told(s), want)
			}
		}
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	w.Write([]byte(documents["v2"]))
	w.Close()
	file := write("live.json.gz", zipped.Bytes())
	s, err := (&Loader{}).Load(file)
	if err != nil || s.Release.String() != "1.36" || !s.HasCore() || len(s.Documents) > 0 {
		t.Errorf("a compressed file: %+v, %v", s, err)
	}
	if _, err := (&Loader{}).Load(write("cut.json.gz", zipped.Bytes()[:zipped.Len()-20])); err == nil || !strings.Contains(err.Error(), "cut.json.gz: decompress: ") {
		t.Errorf("a compressed file that is cut short: %v", err)
	}
	os.Remove(filepath.Join(dir, "cut.json.gz"))
	write("v3/apps.yaml", []byte(documents["v3"]))
	write("v3/README.md", []byte("# Not a document"))
	write("v3/pod.yaml", []byte("apiVersion: v1\nkind: Pod\n"))
	write("v3/index.json", []byte(`{"paths":{"api/v1":{"serverRelativeURL":"/openapi/v3/api/v1"}}}`))
	if s, err = (&Loader{Schemas: true}).Load(dir); err != nil || len(s.Resources) != 3 || len(s.Documents) != 2 {
		t.Errorf("a directory: %s, %v", told(s), err)
	}
	write("v3/broken.json", []byte(`{"swagger": `))
	if _, err := (&Loader{}).Load(dir); err == nil || !strings.Contains(err.Error(), "broken.json:1:13: ") {
		t.Errorf("a directory with a broken file: %v", err)
	}
	if _, err := (&Loader{}).Load(t.TempDir()); err == nil || !strings.Contains(err.Error(), errNothing.Error()) {
		t.Errorf("an empty directory: %v", err)
	}
}

// zeros is a compressed file of very many zeros.
func zeros() string {
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	for range 70 {
		w.Write(make([]byte, 1<<20))
	}
	w.Close()
	return zipped.String()
}

// TestHostile checks that input that tells nothing is refused, and where.
func TestHostile(t *testing.T) {
	const operation = `{"get":{"x-kubernetes-action":"list","x-kubernetes-group-version-kind":{"group":"","version":"v1","kind":"Pod"}}}`
	for name, test := range map[string]struct{ text, want string }{
		"empty":            {"", "a: it says of no kind"},
		"HTML":             {"\n<!DOCTYPE html><html>", "a:1: it is HTML"},
		"truncated":        {documents["v2"][:300], "a:"},
		"a repeated path":  {`{"swagger":"2.0","paths":{"/api/v1/pods":` + operation + `,"/api/v1/pods":{}}}`, `the key "/api/v1/pods" is there twice`},
		"repeated names":   {`{"swagger":"2.0","paths":{"/api/v1/pods":` + operation + `},"definitions":{"a":{},"a":{}}}`, `the key "a" is there twice`},
		"repeated methods": {`{"swagger":"2.0","paths":{"/api/v1/pods":{"get":{},"get":{}}}}`, `the key "get" is there twice`},
		"paths":            {`{"swagger":"2.0","paths":[]}`, "must be a mapping"},
		"deep":             {strings.Repeat("[", 100_000), "a:1:"},
		"deep mapping":     {`{"swagger":"2.0","paths":` + strings.Repeat(`{"a":`, 20_000), "a:1:"},
		"odd paths":        {`{"swagger":"2.0","paths":{"":{},"/":{},"/api":{},"/apis/a":{},"/api/v1/{name}":` + operation + `,"/api/v1/":` + operation + `,"/apis/a/v1/watch":{"get":5}}}`, "no operation in it"},
		"no verbs":         {`{"swagger":"2.0","paths":{"/api/v1/pods":{"get":{"x-kubernetes-action":"sing","x-kubernetes-group-version-kind":{"kind":"Pod"}}}}}`, "no operation in it"},
		"other numbers":    {`{"openapi":"3.1.0","paths":{"/a":{"get":{"parameters":[{"schema":{"exclusiveMinimum":3}}]}}}}`, "no operation in it"},
		"binary":           {"\x7fELF\x00\x01", "a:1:5: not text"},
		"an alias bomb":    {"swagger: '2.0'\na: &a [x,x]\nb: &b [*a,*a]\npaths: {/api/v1/pods: *b}\n", "no operation in it"},
		"a zip bomb":       {zeros(), "decompress: larger than 64 MiB"},
		"a chart":          {"apiVersion: {{ .Values.v }}\nkind: CustomResourceDefinition\n", "render it first"},
		"a bad header":     {"\x1f\x8b\x00", "decompress: "},
	} {
		s, err := (&Loader{Schemas: true}).Read("a", strings.NewReader(test.text))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, %s, want an error with %q", name, err, told(s), test.want)
		}
	}
}

// A catalog is changed by what is observed, and the one it was made from isn't.
func TestObserve(t *testing.T) {
	s, err := (&Loader{}).Read("live.json", strings.NewReader(documents["v2"]))
	if err != nil {
		t.Fatal(err)
	}
	base := openapi.Builtin()
	target := openapi.Builtin().Releases()
	observed := base.Observe(&s.Cluster, target.Set())
	pod, deployment := observed.Find("", "v1", "Pod"), observed.Find("apps", "v1", "Deployment")
	if !pod.ServedByDefaultThrough(target) || deployment.ServedByDefault(target.To) || observed.Complete(target).By != "live.json" {
		t.Errorf("the cluster serves %+v and %+v", pod, deployment)
	}
	if !base.Find("apps", "v1", "Deployment").ServedByDefaultThrough(target) || base.Complete(target).By != "" {
		t.Error("the catalog that was observed with has changed")
	}
	if !slices.Contains(observed.Groups(), "apps") || !observed.OwnsGroup("apps") {
		t.Error("Kubernetes' own groups are lost")
	}
}

// A loaded document must not hold on to its text.
func TestLive(t *testing.T) {
	text := large()
	live := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := live()
	s, err := (&Loader{}).Read("a.json", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if kept := live() - before; kept > 2<<20 {
		t.Errorf("%d bytes of a document of %d are kept", kept, len(text))
	}
	runtime.KeepAlive(s)
}

// large is a document as large as that of a release: 600 paths, and 900 schemas
// that are skipped.
func large() string {
	var b strings.Builder
	b.WriteString(`{"swagger":"2.0","info":{"version":"v1.37.0"},"paths":{`)
	for i := range 600 {
		kind := fmt.Sprintf(`"x-kubernetes-group-version-kind":{"group":"group%d.example.com","version":"v1","kind":"Kind%d"}`, i/10, i)
		fmt.Fprintf(&b, `"/apis/group%d.example.com/v1/kinds%d":{`, i/10, i)
		for _, method := range []string{"get", "post", "put"} {
			action := map[string]string{"get": "list", "post": "post", "put": "put"}[method]
			fmt.Fprintf(&b, `%q:{"description":%q,"x-kubernetes-action":%q,%s},`, method, strings.Repeat("what it does ", 40), action, kind)
		}
		b.WriteString(`"parameters":[]},`)
	}
	b.WriteString(`"/version/":{}},"definitions":{`)
	for i := range 900 {
		fmt.Fprintf(&b, `"com.example.v1.Kind%d":{"description":"a kind","properties":{`, i)
		for k := range 10 {
			fmt.Fprintf(&b, `"field%d":{"type":"string","description":%q},`, k, strings.Repeat("what it holds ", 20))
		}
		b.WriteString(`"last":{"type":"string"}}},`)
	}
	b.WriteString(`"com.example.v1.Last":{}}}`)
	return b.String()
}

func FuzzLoader(f *testing.F) {
	for _, text := range documents {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := (&Loader{Schemas: true}).Read("a", strings.NewReader(text))
		if err != nil {
			if err.Error() == "" {
				t.Error("an error says nothing")
			}
			return
		}
		base := openapi.Builtin()
		base.Observe(&s.Cluster, base.Releases().Set())
	})
}

// BenchmarkCatalog reads a document for the catalog alone.
func BenchmarkCatalog(b *testing.B) {
	text := large()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (&Loader{}).Read("a.json", strings.NewReader(text)); err != nil {
			b.Fatal(err)
		}
	}
}
