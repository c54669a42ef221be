package runtimeconfig

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

func TestParse(t *testing.T) {
	got := Parse(text(",a/v1, b/v2 = true ,=,  ,c==,,"), text(""), text("d"))
	want := Config{
		{Key: "a/v1", Span: source.Span{Start: 1, End: 5}},
		{Key: "b/v2", Value: "true", Span: source.Span{Start: 7, End: 18}},
		{Span: source.Span{Start: 20, End: 21}},
		{Span: source.Span{Start: 22, End: 24}},
		{Key: "c", Value: "=", Span: source.Span{Start: 25, End: 28}},
		{Key: "d", Span: source.Span{Start: 0, End: 1}},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

// unescaped is what a text in a file says without its backslashes.
func unescaped(s string) source.Text {
	builder := source.TextBuilder{From: text(s)}
	for start := 0; start < len(s); {
		end := start + strings.IndexByte(s[start:]+"\\", '\\')
		builder.Copy(start, end)
		start = end + 1
	}
	return builder.Text()
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"api/all=false,v1=true", " a/v1 = true , ,=,", "v1/pods=false,/v1=1", "\u00a0x\u2003=\xff", "extensions/v1beta1/deployments=true",
		"api/alpha=true,lifecycle.k8s.io/v1alpha1/evictions", "api/v1=true,v1=false,api/legacy",
		`api\/all\=false,\,\ v1`,
	} {
		f.Add(seed, "1.30")
	}
	catalog := openapi.Builtin()
	f.Fuzz(func(t *testing.T, value, gates string) {
		config := Parse(unescaped(value))
		for _, entry := range config {
			if entry.Span.Start < 0 || entry.Span.Start >= entry.Span.End || entry.Span.End > len(value) {
				t.Fatalf("%q: the span %v is not inside", value, entry.Span)
			}
		}
		config = Parse(text(value))
		printed := config.String()
		if again := Parse(text(printed)).String(); again != printed {
			t.Fatalf("%q is printed as %q and then as %q", value, printed, again)
		}
		for release := range catalog.Releases().Releases() {
			o := Evaluate(catalog, release, config, Flags{Gates: ParseGates(text(gates))})
			if p := Evaluate(catalog, release, Parse(text(printed)), Flags{Gates: ParseGates(text(gates))}); summary(o) != summary(p) {
				t.Fatalf("%q means %s, and printed %s", value, summary(o), summary(p))
			}
			for i, v := range o.Verdicts {
				why, help := o.Why(i), o.Help(i)
				if v.Effect == "" || v.Class == "" || why == "" || utf8.ValidString(value) && !utf8.ValidString(why+help) {
					t.Fatalf("%q: %+v, %q, %q has a gap", value, v, why, help)
				}
			}
		}
	})
}
