package golang

import (
	"fmt"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// shown writes what was found by syntax alone, each with the text at its place.
func shown(code string) string {
	file := &source.File{Path: "a.go", Data: []byte(code)}
	found := Parse(file)
	var all []string
	at := func(s source.Span) string { return code[s.Start:s.End] }
	for _, r := range found.References {
		if api, ok := r.Subject.(*reference.API); ok {
			text := fmt.Sprintf("%s %s %s", at(r.Span), api.Context, strings.TrimSpace(api.APIVersion+" "+api.Kind+api.Resource))
			for _, use := range api.Uses {
				text += " " + at(use.Span)
			}
			all = append(all, text)
		}
	}
	for _, m := range found.Manifests {
		all = append(all, fmt.Sprintf("manifest %q", m.Data))
	}
	for _, u := range found.URLs {
		all = append(all, fmt.Sprintf("url %s", u.Data))
	}
	for _, r := range found.Requests {
		all = append(all, fmt.Sprintf("%s %s %s", r.Form, r.Path.Data, r.Confidence))
	}
	return strings.Join(all, "\n")
}

func TestSyntaxAlone(t *testing.T) {
	const head = "package a\nimport (\n\"k8s.io/apimachinery/pkg/runtime/schema\"\npolicy \"k8s.io/api/policy/v1beta1\"\n\"k8s.io/client-go/kubernetes\"\n\"k8s.io/api/rbac/v1beta1\"\n)\nconst v = \"v1\" + \"beta1\"\n"
	for _, f := range []struct{ code, want string }{
		{"var _ policy.PodDisruptionBudget", "k8s.io/api/policy/v1beta1 import policy/v1beta1 PodDisruptionBudget"},
		{"var _ = v1beta1.Role{}", "k8s.io/api/rbac/v1beta1 import rbac/v1beta1 Role"},
		{"var _ = policy.AddToScheme", ""},
		{`var _ = schema.GroupVersionKind{Group: "policy", Version: v, Kind: "Eviction"}`, "v identifier policy/v1beta1 Eviction"},
		{`var _ = []schema.GroupVersionResource{{"extensions", "v1beta1", "ingresses"}}`, "v1beta1 identifier extensions/v1beta1 ingresses"},
		{`var _ = schema.GroupVersionKind{Group: name, Version: "v1"}`, ""},
		{`var _ = schema.GroupVersionKind{Group: "a", Version: other}`, ""},
		{"func f(c kubernetes.Interface) { c.PolicyV1beta1().Evictions() }", "PolicyV1beta1 client policy/v1beta1 evictions"},
		{"var _ = `apiVersion: v1\nkind: A`", `manifest "apiVersion: v1\nkind: A"`},
		{"var _ = `\n\t\tapiVersion: v1\n\t\tkind: A\n\t`", `manifest "\napiVersion: v1\nkind: A\n"`},
		{`var _ = "apiVersion: " + v + "\nkind: \x41\n" + f()`, `manifest "apiVersion: v1beta1\nkind: A\n${}"`},
		{`var _ = "https://h:6443/healthz"`, "url https://h:6443/healthz"},
		{`var _ = c.Discovery().RESTClient().Get().AbsPath("/healthz")`, "AbsPath /healthz medium"},
		{`var _ = c.CoreV1().RESTClient().Get().Timeout(t).RequestURI("/healthz?verbose").Do(ctx)`, "CoreV1 client v1\nRequestURI /healthz?verbose medium"},
		{`var _ = RESTClient().Get().AbsPath("/healthz")`, ""},
		{`var _ = c.Get().AbsPath("/healthz")`, ""},
		{`var _ = c.RESTClient().Get().Resource("pods").Suffix("healthz")`, ""},
		{"type a struct { B string `apiVersion:\"\" kind:\"\"\n` }", ""},
	} {
		if got := shown(head + f.code); got != f.want {
			t.Errorf("%s\ngives %s\nwant  %s", f.code, got, f.want)
		}
	}
}

// Code that is made to be dear is read in no time.
func TestHostile(t *testing.T) {
	const n = 1 << 16
	const head = "package a\nimport \"k8s.io/api/policy/v1beta1\"\n"
	for _, code := range []string{
		"var _ = " + strings.Repeat("\"healthz apiVersion kind\\n\"+", n) + "x",
		"var _ = " + strings.Repeat("(", n) + "x",
		"var _ = " + strings.Repeat("f(\"https://healthz\",", n/8) + "x" + strings.Repeat(")", n/8),
		"const a0 = \"" + strings.Repeat("apiVersion kind\\n", 9) + "\"\n" + doubled(60) + "var _ = \"apiVersion kind\\n\" + a60",
		"func f() {" + strings.Repeat("x.SetAPIVersion(\"v1\");", n/8) + "}",
		"func f() { if x {" + strings.Repeat("y(\"https://livez healthz\");", n/8) + "} }",
		"var _ = []any{" + strings.Repeat("v1beta1.A,", n) + "}",
		"var _ = `apiVersion kind" + strings.Repeat("\n\t", n),
	} {
		Parse(&source.File{Path: "a.go", Data: []byte(head + code)})
	}
}

func doubled(n int) string {
	var code strings.Builder
	for i := range n {
		fmt.Fprintf(&code, "const a%d = a%d + a%d\n", i+1, i, i)
	}
	return code.String()
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("package a\nimport . \"k8s.io/api/policy/v1beta1\"\nvar _ = PodDisruptionBudget{}\n"))
	f.Add([]byte("package a\nimport m \"k8s.io/apimachinery/pkg/apis/meta/v1\"\nvar _ = m.TypeMeta{APIVersion: \"a\" + `b`}\n"))
	f.Add([]byte("package a\nvar _ = \"apiVersion: v1\\nkind: \\u00e4\\x80\"\n"))
	f.Fuzz(func(t *testing.T, code []byte) {
		file := &source.File{Path: "a.go", Data: code}
		found := Parse(file)
		for _, r := range found.References {
			if r.Span.Start < 0 || r.Span.End > len(code) || r.Span.Start > r.Span.End {
				t.Fatalf("a span of %v in %d bytes", r.Span, len(code))
			}
		}
		for _, text := range append(found.Manifests, found.URLs...) {
			for i := range text.Data {
				if at := text.Offset(i); at < 0 || at >= len(code) {
					t.Fatalf("a byte at %d of %d", at, len(code))
				}
			}
		}
	})
}

// Where a type is missing among others, a request is as sure as by syntax alone.
func TestRequestWithoutType(t *testing.T) {
	const code = "package a\nvar _ = c.RESTClient().Get().AbsPath(\"/healthz\")\n"
	p := &Package{Files: token.NewFileSet(), Info: &types.Info{}}
	syntax, err := parser.ParseFile(p.Files, "a.go", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := p.Find(syntax, &source.File{Path: "a.go", Data: []byte(code)})
	if found.Confidence != source.High || len(found.Requests) != 1 || found.Requests[0].Confidence != source.Medium {
		t.Errorf("%s: %+v", found.Confidence, found.Requests)
	}
}

// What can't be parsed is read as far as it can be, and told with its place.
func TestBroken(t *testing.T) {
	const code = "package a\nimport \"k8s.io/api/policy/v1beta1\"\nvar _ v1beta1.Eviction\nfunc ( {"
	if got, want := shown(code), "k8s.io/api/policy/v1beta1 import policy/v1beta1 Eviction"; got != want {
		t.Errorf("it gives %q", got)
	}
	found := Parse(&source.File{Path: "a.go", Data: []byte(code)})
	if found.Broken == nil || code[found.Broken.Offset:] != "{" || !found.Untyped {
		t.Errorf("%+v", found.Broken)
	}
	found = Parse(&source.File{Path: "a.go", Data: []byte("not of k8s.io/")})
	if found.Broken == nil || !found.Untyped {
		t.Errorf("of what is no code at all: %+v, %t", found.Broken, found.Untyped)
	}
	found = Parse(&source.File{Path: "a.go.tmpl", Data: []byte("package {{ .Name }}\n\nimport \"k8s.io/api/policy/v1beta1\"\n")})
	if found.Broken != nil || found.Untyped {
		t.Errorf("of a template: %+v, %t", found.Broken, found.Untyped)
	}
}

// What the type checker passed over is known by its names: a file of another
// package than the others, and code of which it recorded nothing.
func TestHoles(t *testing.T) {
	const code = "package a\nimport \"k8s.io/api/policy/v1beta1\"\nvar _ v1beta1.Eviction\n"
	for name, untyped := range map[string]bool{"a": false, "b": true} {
		p := &Package{Files: token.NewFileSet(), Types: types.NewPackage("example.com/a", name), Info: &types.Info{}}
		syntax, err := parser.ParseFile(p.Files, "a.go", code, 0)
		if err != nil {
			t.Fatal(err)
		}
		found := p.Find(syntax, &source.File{Path: "a.go", Data: []byte(code)})
		if len(found.References) != 1 || found.Untyped != untyped || untyped != (found.Confidence == source.Medium) {
			t.Errorf("beside package %s: %+v", name, found)
		}
	}
}

// A file that imports what only tests need is a test.
func TestTestSupport(t *testing.T) {
	for path, want := range map[string]bool{"testing": true, "github.com/stretchr/testify/suite": true, "github.com/stretchr/objx": false} {
		code := "package a\n\nimport (\n\t_ \"" + path + "\"\n\t_ \"k8s.io/api/policy/v1beta1\"\n)\n"
		if found := Parse(&source.File{Path: "fixtures.go", Data: []byte(code)}); found.Test != want {
			t.Errorf("%s makes it a test: %t", path, found.Test)
		}
	}
}

// Without types, the clientsets of all of Kubernetes' modules are known by the
// names of their methods.
func TestNamedClients(t *testing.T) {
	const code = "package a\n\nimport \"k8s.io/apiextensions-apiserver/pkg/client/clientset/clientset\"\n\n" +
		"func f(c clientset.Interface) { c.ApiextensionsV1beta1().CustomResourceDefinitions() }\n"
	if got, want := shown(code), "ApiextensionsV1beta1 client apiextensions/v1beta1 customresourcedefinitions"; got != want {
		t.Errorf("it gives %q, want %q", got, want)
	}
}

// Without types, a bare version in a type that isn't Kubernetes' is none of the
// core group.
func TestPrivateTypes(t *testing.T) {
	const meta = "{TypeMeta: metav1.TypeMeta{APIVersion: \"v1\", Kind: \"Settings\"}}\n"
	for written, isFound := range map[string]bool{"settings": false, "theirs.Settings": false, "corev1.Settings": true} {
		code := "package a\n\nimport (\n\ttheirs \"example.com/theirs\"\n\tcorev1 \"k8s.io/api/core/v1\"\n" +
			"\tmetav1 \"k8s.io/apimachinery/pkg/apis/meta/v1\"\n)\n\nvar x = " + written + meta
		if got := shown(code); strings.Contains(got, "object v1 Settings") != isFound {
			t.Errorf("in %s it gives %q", written, got)
		}
	}
}
