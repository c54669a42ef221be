package find

import (
	"testing"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

var fuzzedPaths = []string{"a.yaml", "a.json", "a.sh", "a.service", "Dockerfile", "a.tf", "a.go", "a.md", "a.rst", "a.adoc", "haproxy.cfg", "nginx.conf", "a.py", "a.ts", "a.rb", "a.groovy", "a.ps1", "justfile"}

func FuzzFind(f *testing.F) {
	for _, forms := range allForms {
		for _, form := range forms {
			f.Add([]byte(form.text))
		}
	}
	for _, forms := range [][]healthForm{haproxyForms, bracesForms, terraformForms, checksForms, monitorForms, taskForms, pythonForms, typeScriptForms} {
		for _, form := range forms {
			f.Add([]byte(form.text))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, path := range fuzzedPaths {
			var found Finder
			for _, ref := range found.Find(&source.File{Path: path, Data: data}).References {
				checkSpan(t, data, ref.Span)
				if subject, is := ref.Subject.(*reference.RuntimeConfig); is {
					for _, value := range append(subject.Values, subject.FeatureGates...) {
						for i := range value.Data {
							checkSpan(t, data, value.Span(i, i+1))
						}
					}
				}
			}
		}
	})
}

func checkSpan(t *testing.T, data []byte, span source.Span) {
	t.Helper()
	if span.Start < 0 || span.Start > span.End || span.End > len(data) {
		t.Fatalf("%q has a span at %v", data, span)
	}
}

var allForms = [][]form{
	podsForms, kubeadmForms, clusterAPIForms, kindForms, otherToolsForms, shellForms, unitsForms, containersOfDockerForms, continuousIntegrationForms, codeForms, documentsForms, templatesForms,
}
