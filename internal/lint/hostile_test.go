package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/find"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/rules"
)

const object = "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n"

// bomb is a document whose aliases stand for 9^9 nodes.
func bomb() string {
	var b strings.Builder
	b.WriteString("apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\na0: &a0 [x,x,x,x,x,x,x,x,x]\n")
	for i := 1; i < 10; i++ {
		prev := string(rune('0' + i - 1))
		alias := "*a" + prev
		b.WriteString("a" + string(rune('0'+i)) + ": &a" + string(rune('0'+i)) + " [" + strings.TrimSuffix(strings.Repeat(alias+",", 9), ",") + "]\n")
	}
	return b.String()
}

// mergeBomb is a document whose merge keys lead to 9^9 mappings.
func mergeBomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 {x: y}\n")
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, "a%d: &a%d {<<: [%s]}\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), ", "))
	}
	return b.String() + "apiVersion: example.com/v1\nkind: A\n"
}

// listBomb is a List whose items are Lists, nine of each, ten deep.
func listBomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 {apiVersion: policy/v1beta1, kind: PodDisruptionBudget}\n")
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, "a%d: &a%d {apiVersion: v1, kind: List, items: [%s]}\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), ", "))
	}
	return b.String() + "apiVersion: v1\nkind: List\nitems: [*a9]\n"
}

func TestHostileKustomization(t *testing.T) {
	if found := check(t, "1.37", "kustomization.yaml", "resources: &a\n- x: *a\n"); len(found) != 0 {
		t.Errorf("got %+v", found)
	}
}

// TestHostile checks that bad input ends quickly in something said, and that
// the good document behind it is judged all the same.
func TestHostile(t *testing.T) {
	for name, c := range map[string]struct {
		in    string
		rules string // of the diagnostics, in order
	}{
		"alias bomb":           {bomb(), "removed-api"},
		"alias in itself":      {object + "a: &a [*a]\n", "removed-api"},
		"merge bomb":           {mergeBomb(), ""},
		"list in itself":       {"&a\napiVersion: v1\nkind: List\nitems: [*a]\n", ""},
		"items in themselves":  {"apiVersion: v1\nkind: List\nitems: &a\n- {apiVersion: v1, kind: List, items: *a}\n", ""},
		"list bomb":            {listBomb(), "removed-api"},
		"merge in itself":      {"a: &a\n  <<: *a\n", ""},
		"deep flow":            {strings.Repeat("[", 100_000), "syntax"},
		"deep JSON":            {strings.Repeat(`{"a":`, 100_000), "syntax"},
		"deep, closed":         {strings.Repeat("[", 9000) + strings.Repeat("]", 9000), ""},
		"deep block":           {deepBlock(12_000), "syntax"},
		"long line":            {object + "a: " + strings.Repeat("x", 5<<20) + "\n", "removed-api"},
		"long line, flow":      {object + "a: [" + strings.Repeat("x, ", 1<<20) + "x]\n", "removed-api"},
		"NUL":                  {"a: \x00\n", "syntax"},
		"invalid UTF-8":        {"a: \xff\xfe\n", "syntax"},
		"binary":               {"\x7fELF\x02\x01\x01\x00\x00", "syntax"},
		"unclosed quote":       {"a: 'b\n", "syntax"},
		"tabs":                 {"a:\n\t- b\n", "syntax"},
		"only a carriage":      {"a: b\rc: d\r", ""},
		"many documents":       {strings.Repeat("---\na: b\n", 100_000), ""},
		"many objects":         {strings.Repeat("{apiVersion: policy/v1beta1, kind: PodDisruptionBudget}\n---\n", 3), "removed-api removed-api removed-api"},
		"unknown anchor":       {"a: *b\n", "syntax"},
		"repeated anchors":     {"a:\n" + strings.Repeat("- &x y\n", 20_000), ""},
		"nested strings":       {nestedStrings(200), ""},
		"strings in strings":   {nestedStrings(3), "removed-api"},
		"an object in a key":   {"? {apiVersion: v1, kind: Pod}\n: b\n", ""},
		"line breaks of YAML1": {"a: b\u2028c: d\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := c.in
			if !strings.HasSuffix(in, "\n") {
				in += "\n"
			}
			var got []string
			for _, d := range check(t, "1.37", "a.yaml", in+"---\n"+object) {
				got = append(got, d.Rule)
			}
			want := strings.TrimSpace(c.rules + " removed-api")
			if strings.Join(got, " ") != want {
				t.Errorf("got %v, want %s", got, want)
			}
		})
	}
}

// A file of a few bytes a finding must not fill the memory with findings.
func TestTruncated(t *testing.T) {
	options := &Options{Facts: rules.Facts{Catalog: openapi.Builtin()}}
	broken := strings.Repeat("{\"a\"\n{\"a\":1}\n", find.MaxReferences+1)
	if result := Check(&source.File{Path: "a.json", Data: []byte(broken)}, options); !result.Truncated {
		t.Error("a file with too many references is not truncated")
	}
}

func deepBlock(depth int) string {
	var b strings.Builder
	for range depth {
		b.WriteString("- ")
	}
	return b.String() + "a\n"
}

// nestedStrings puts a manifest into a string of a manifest, and so on.
func nestedStrings(depth int) string {
	text := object
	for range depth {
		indented := "    " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n    ") + "\n"
		text = "kind: ConfigMap\napiVersion: v1\ndata:\n  a: |\n" + indented
	}
	return text
}

func FuzzCheck(f *testing.F) {
	for _, rule := range rules.All {
		f.Add([]byte(rule.Bad.Text), "a.yaml")
	}
	f.Add([]byte(bomb()), "a.yaml")
	f.Add([]byte(nestedStrings(3)), "a.json")
	f.Add([]byte(`{"apiVersion":"v1","kind":"A","a":"apiVersion: b/v1alpha1\nkind: C"}`), "a.json")
	f.Add([]byte("target: {group: apps, version: v1beta1}"), "kustomization.yaml")
	f.Add([]byte("apiVersion: v1\nkind: A\na: >\n  {\"apiVersion\": \"b/v1alpha1\",\n   \"kind\": \"C\"}\n"), "a")
	target := apiversion.Range{From: apiversion.NewRelease(1, 20), To: apiversion.NewRelease(1, 37)}
	options := &Options{Facts: rules.Facts{Target: target, Catalog: openapi.Builtin()}, Rules: rules.All}
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		file := &source.File{Path: path, Data: data}
		result := Check(file, options)
		learned := &Learned{}
		learned.Add(&result)
		result.Settle(options, learned)
		for _, d := range result.Diagnostics {
			inspect(t, file, d)
		}
	})
}

// inspect checks what must hold of any diagnostic.
func inspect(t *testing.T, file *source.File, d diagnostic.Diagnostic) {
	t.Helper()
	s := d.Span
	if s.Start < 0 || s.End < s.Start || s.End > len(file.Data) {
		t.Errorf("span %v lies outside the file of %d bytes: %+v", s, len(file.Data), d)
	}
	if d.Start.Line < 1 || d.Start.Column < 1 || d.End.Line < d.Start.Line {
		t.Errorf("positions %v to %v of %+v", d.Start, d.End, d)
	}
	if sn := d.Snippet; sn.Start < 0 || sn.End < sn.Start || sn.End > len(sn.Text) {
		t.Errorf("snippet %+v marks what it doesn't hold", sn)
	}
	if d.Fix != nil {
		at := 0
		for _, e := range d.Fix.Edits {
			if e.Span.Start < at || e.Span.End < e.Span.Start || e.Span.End > len(file.Data) {
				t.Errorf("the edits of %+v overlap, aren't in order or lie outside the file", d.Fix)
			}
			at = e.Span.End
		}
	}
	if d.Message == "" || d.Rule == "" {
		t.Errorf("says nothing: %+v", d)
	}
}
