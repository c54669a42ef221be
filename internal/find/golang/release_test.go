package golang

import (
	"go/parser"
	"go/token"
	"testing"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// An import that the required k8s.io/api lacks is found at its place, if the
// version says to which release it belongs.
func TestLacking(t *testing.T) {
	const code = "package a\nimport \"k8s.io/api/settings/v1alpha1\"\nvar _ v1alpha1.PodPreset\n"
	for version, want := range map[string]string{"v0.28.4": "k8s.io/api/settings/v1alpha1", "v0.0.0-20200101000000-abcdefabcdef": "", "": ""} {
		p := &Package{Files: token.NewFileSet(), Lacks: func(string) (string, string, bool) { return "k8s.io/api", version, true }}
		syntax, err := parser.ParseFile(p.Files, "a.go", code, 0)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, r := range p.Find(syntax, &source.File{Path: "a.go", Data: []byte(code)}).References {
			if lacking, ok := r.Subject.(*reference.Requirement); ok {
				got = lacking.Lacks
				if at := code[r.Span.Start:r.Span.End]; at != got || lacking.Version != version || lacking.Release == 0 {
					t.Errorf("%+v at %q", lacking, at)
				}
			}
		}
		if got != want {
			t.Errorf("%s: %q is lacking, not %q", version, got, want)
		}
	}
}
