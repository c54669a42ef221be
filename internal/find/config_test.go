package find

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// configurations writes what is found of --runtime-config in a file, a line
// for each server, with the very bytes of the file that the spans cover.
func configurations(path, text string) string {
	file := &source.File{Path: path, Data: []byte(text)}
	var found Finder
	var lines []string
	references := found.Find(file).References
	slices.SortStableFunc(references, func(a, b reference.Reference) int { return a.Span.Start - b.Span.Start })
	for _, ref := range references {
		at := text[ref.Span.Start:ref.Span.End]
		switch subject := ref.Subject.(type) {
		case *reference.RuntimeConfig:
			line := fmt.Sprintf("%s: %s", subject.Form, entries(text, subject.Values))
			if !strings.Contains(line, at) {
				line += " at " + at
			}
			if len(subject.FeatureGates) > 0 {
				line += " gates " + entries(text, subject.FeatureGates)
			}
			if subject.NoPriorityAndFairness {
				line += " unfair"
			}
			if subject.Partial {
				line += " and more"
			}
			if ref.Confidence != source.High {
				line += " (" + ref.Confidence.String() + ")"
			}
			lines = append(lines, line)
		case *reference.LostRuntimeConfig:
			lines = append(lines, fmt.Sprintf("lost: %s", strings.Join(strings.Fields(at), " ")))
		}
	}
	return strings.Join(lines, "\n")
}

// entries writes the bytes of the file under each entry of some values, and
// what they say where that differs.
func entries(text string, values []source.Text) string {
	var all []string
	for _, value := range values {
		at := 0
		for _, entry := range strings.Split(string(value.Data), ",") {
			span := value.Span(at, at+len(entry))
			shown := text[span.Start:span.End]
			if shown != entry {
				shown = fmt.Sprintf("%s (%s)", entry, shown)
			}
			if entry != "" {
				all = append(all, shown)
			}
			at += len(entry) + 1
		}
	}
	return strings.Join(all, " ")
}

// form is a file and what is to be found in it, a line for each server.
type form struct{ name, path, text, want string }

func checkForms(t *testing.T, forms []form) {
	t.Helper()
	for _, f := range forms {
		t.Run(f.name, func(t *testing.T) {
			if got := configurations(f.path, f.text); got != strings.TrimSpace(f.want) {
				t.Errorf("in\n%s\nfound\n%s\nwant\n%s", f.text, got, strings.TrimSpace(f.want))
			}
		})
	}
}

func pod(containers string) string {
	return "apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\nspec:\n  containers:\n" + containers
}

var podsForms = []form{
	{"command", "a.yaml", pod(`
  - command:
    - kube-apiserver
    - --feature-gates=DynamicResourceAllocation=true
    - --runtime-config=resource.k8s.io/v1beta1=true,api/alpha=false
`), "flag: resource.k8s.io/v1beta1=true api/alpha=false gates DynamicResourceAllocation=true"},
	{"args", "a.yaml", pod(`
  - command: [/usr/local/bin/kube-apiserver]
    args: ["--runtime-config=apps=true", "--v=2", '--runtime_config', "v1"]
`), "flag: apps=true v1"},
	{"two elements", "a.json", `{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"args":["--runtime-config","batch\/v1=true,b\u0061tch/v1beta1","x"]}]}}`,
		`flag: batch/v1=true (batch\/v1=true) batch/v1beta1 (b\u0061tch/v1beta1)`},
	{"priority and fairness off", "a.yaml", pod(`
  - args: [--runtime-config=api/all=false, --enable-priority-and-fairness=false]
  - args: [--runtime-config=api/all=false, --enable-priority-and-fairness]
`), "flag: api/all=false unfair\nflag: api/all=false"},
	{"two servers", "a.yaml", pod(`
  - args: [--runtime-config=api/all=true]
  - args: [--runtime-config=api/beta=true]
`), "flag: api/all=true\nflag: api/beta=true"},
	{"placeholders", "a.yaml", pod(`
  - args: ["--runtime-config=$(EXTRA),batch/v1=true", "--runtime-config={{ join \",\" .v }}", "--runtime-config=<group>/<version>=true", "--runtime-config"]
`), "flag: batch/v1=true and more"},
	{"another program", "a.yaml", pod(`
  - args: [--runtime-config=/etc/loki/runtime.yaml]
  - args: [--runtime-config, conf/v1/runtime.json]
  - args: [--runtime-config=, --runtime-config-emulation-forward-compatible=true]
  - args: [serve, --runtime-config=true]
`), ""},
	{"one argument with a blank", "a.yaml", pod(`
  - args:
    - --runtime-config batch/v1=false
    - "--runtime-config api/all"
    - --runtime-config conf.yaml
`), "lost: --runtime-config batch/v1=false\nlost: --runtime-config api/all"},
	{"quotes that stay", "a.yaml", pod(`
  - args:
    - --runtime-config="api/all=true"
    - --runtime-config='api/beta=true'
    - "--runtime-config=api/alpha=true"
`), "lost: \"api/all=true\"\nlost: 'api/beta=true'\nflag: api/alpha=true"},
}

func TestPods(t *testing.T) { checkForms(t, podsForms) }
