package golang

import (
	"go/parser"
	"go/token"
	"testing"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// An import that the required k8s.io/api lacks is found at its place.
func TestLacking(t *testing.T) {
	const code = "package a\nimport \"k8s.io/api/settings/v1alpha1\"\nvar _ v1alpha1.PodPreset\n"
	for _, required := range []*reference.Requirement{nil, {Module: "k8s.io/api", Lacks: "k8s.io/api/settings/v1alpha1"}} {
		p := &Package{Files: token.NewFileSet(), Lacks: func(string) *reference.Requirement { return required }}
		syntax, err := parser.ParseFile(p.Files, "a.go", code, 0)
		if err != nil {
			t.Fatal(err)
		}
		var got *reference.Requirement
		for _, r := range p.Find(syntax, &source.File{Path: "a.go", Data: []byte(code)}).References {
			if lacking, ok := r.Subject.(*reference.Requirement); ok {
				got = lacking
				if at := code[r.Span.Start:r.Span.End]; at != got.Lacks {
					t.Errorf("%+v at %q", lacking, at)
				}
			}
		}
		if got != required {
			t.Errorf("%+v is lacking, not %+v", got, required)
		}
	}
}
