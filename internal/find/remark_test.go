package find

import (
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

// showRemarks writes the remarks of a file, each with the text it speaks of.
func showRemarks(path, text string) string {
	var all []string
	for _, r := range new(Finder).Find(&source.File{Path: path, Data: []byte(text)}).Remarks {
		scope := strings.TrimSpace(text[r.Scope.Start:r.Scope.End])
		all = append(all, r.Text+" → "+strings.ReplaceAll(scope, "\n", "⏎"))
	}
	return strings.Join(all, "\n")
}

const pdb = "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n"

var remarks = []struct{ name, path, text, want string }{
	{"above an entry", "a.yaml", "a: 1\n# apilint: x\nb:\n  c: d\ne: f\n", "apilint: x → b:⏎  c: d"},
	{"above a nested entry", "a.yaml", "a:\n  # apilint: x\n  b: 1\n  c: 2\n", "apilint: x → b: 1"},
	{"above an item", "a.yaml", "a:\n# apilint: x\n- b: 1\n  c: 2\n- d: 3\n", "apilint: x → b: 1⏎  c: 2"},
	{"above a document", "a.yaml", "# apilint: x\n\n# license\na: 1\nb: 2\n", "apilint: x → a: 1⏎b: 2"},
	{"before the marker", "a.yaml", "# apilint: x\n---\na: 1\nb: 2\n", "apilint: x → a: 1⏎b: 2"},
	{"on the marker", "a.yaml", "a: 1\n--- # apilint: x\nb: 2\nc: 3\n", "apilint: x → b: 2⏎c: 3"},
	{"at the end", "a.yaml", "a: 1\n# apilint: x\n", "apilint: x → "},
	{"before the next document", "a.yaml", "a: 1\n# apilint: x\n---\nb: 2\nc: 3\n", "apilint: x → b: 2⏎c: 3"},
	{"end of a line", "a.yaml", "a: 1 # apilint: x\nb: 2 #apilint: y\n", "apilint: x → a: 1 # apilint: x\napilint: y → b: 2 #apilint: y"},
	{"CRLF", "a.yaml", "a: 1 # apilint: x\r\n# apilint: y\r\nb: 2\r\n", "apilint: x → a: 1 # apilint: x\napilint: y → b: 2"},
	{"no blank before it", "a.yaml", "a: 1# apilint: x\n", ""},
	{"not at its beginning", "a.yaml", "a: 1 # write apilint: x\n# a # apilint: y\n", ""},
	{"quotes", "a.yaml", "a: 'b # apilint: x'\nc: \"d # apilint: y\ne: # apilint: z\"\n", ""},
	{"plain", "a.yaml", "a: b\n  c# apilint: x\n", ""},
	{"block scalar", "a.yaml", "a: | # apilint: w\n  # apilint: x\n  b # apilint: y\n# apilint: z\nc: d\n",
		"apilint: w → a: | # apilint: w\napilint: z → c: d"},
	{"flow", "a.yaml", "a: {b: 1, # apilint: x\n  # apilint: y\n  c: {d: 2}}\n", "apilint: x → a: {b: 1, # apilint: x\napilint: y → c: {d: 2}"},
	{"anchors", "a.yaml", "a: &x # apilint: x\n  b: 1\n# apilint: y\nc: *x\nd: e\n", "apilint: x → a: &x # apilint: x\napilint: y → c: *x"},
	{"broken", "a.yaml", "# apilint: w\na: 'b\n# apilint: x\nc: d # apilint: y\n", "apilint: w → a: 'b⏎# apilint: x⏎c: d # apilint: y\napilint: x → "},
	{"helm", "a.yaml", "{{/* apilint: x */}}\n{{- if .a }}\na: {{ .b }}\n# apilint: y\nc: 1 # apilint: z\n{{- end }}\n",
		"apilint: x → a: {{ .b }}⏎# apilint: y⏎c: 1\napilint: y → c: 1\napilint: z → c: 1 # apilint: z"},
	{"jinja", "a.yaml.j2", "a: 1\n{# apilint: x #}\n{% if b %}\nc: 1\n{% endif %}\n", "apilint: x → c: 1"},
	{"embedded manifest", "a.yaml", "kind: ConfigMap\napiVersion: v1\ndata:\n  a: |\n    # apilint: x\n    " + strings.ReplaceAll(pdb, "\n", "\n    ") + "\n",
		"apilint: x → apiVersion: policy/v1beta1⏎    kind: PodDisruptionBudget"},
	{"embedded text", "a.yaml", "kind: ConfigMap\napiVersion: v1\ndata:\n  a: |\n    # apilint: x\n    b: apiVersion kind\n", ""},
	{"embedded script", "a.yaml", "run: |\n  # apilint: x\n  kube-apiserver --runtime-config=api/all=true \\\n    --v=2\n  b\n",
		"apilint: x → kube-apiserver --runtime-config=api/all=true \\⏎    --v=2"},
	{"JSON", "a.json", "{\"a\": \"# apilint: x\"}\n", ""},
	{"annotation", "a.yaml", pdb + "metadata:\n  annotations:\n    apilint.dev/ignore: \"removed-api: x\"\n",
		"removed-api: x → " + strings.ReplaceAll(pdb, "\n", "⏎") + "metadata:⏎  annotations:⏎    apilint.dev/ignore: \"removed-api: x\""},
	{"shell", "a.sh", "#!/bin/sh\n# apilint: x\na b \\\n  c | d # apilint: y\necho '# apilint: z' \"\n# apilint: z\"\ncat <<E\n# apilint: z\nE\n",
		"apilint: x → a b \\⏎  c | d # apilint: y\napilint: y → c | d # apilint: y"},
	{"systemd", "a.service", "[Service]\n# apilint: x\nExecStart=a \\\n  # apilint: y\n  b # apilint: z\n; apilint: z\nRestart=no\n",
		"apilint: x → ExecStart=a \\⏎  # apilint: y⏎  b # apilint: z\napilint: y → Restart=no\napilint: z → Restart=no"},
	{"Dockerfile", "Dockerfile", "FROM a\n# apilint: x\nRUN a \\\n# apilint: y\n  b # apilint: z\nRUN <<E\n# apilint: z\nE\nCMD c\n",
		"apilint: x → RUN a \\⏎# apilint: y⏎  b # apilint: z\napilint: y → RUN <<E⏎# apilint: z⏎E"},
	{"HCL", "a.tf", "// apilint: x\nresource \"a\" \"b\" {\n  # apilint: y\n  c = [\n    \"d\",\n  ]\n  e = \"# apilint: z\" /* apilint: z */\n}\nf = <<E\n# apilint: w\nE\n",
		"apilint: x → resource \"a\" \"b\" {⏎  # apilint: y⏎  c = [⏎    \"d\",⏎  ]⏎  e = \"# apilint: z\" /* apilint: z */⏎}\n" +
			"apilint: y → c = [⏎    \"d\",⏎  ]\napilint: z → e = \"# apilint: z\" /* apilint: z */"},
	{"Go", "a.go", "package a\n\n//apilint:ignore x\nfunc b() {\n\tc(\"//apilint:y\") //apilint:ignore z\n}\n\nvar d = []string{\n\t//apilint:ignore w\n\t\"e\",\n\t\"f\",\n}\n",
		"apilint:ignore x → func b() {⏎\tc(\"//apilint:y\") //apilint:ignore z⏎}\napilint:ignore z → c(\"//apilint:y\") //apilint:ignore z\napilint:ignore w → e"},
	{"Markdown", "a.md", "# A\n\n<!-- apilint: x -->\n\n```sh\na # apilint: y\n\nb\n```\n\n`<!-- apilint: y -->` is a comment\n\nc <!-- apilint: z -->\nd\n\n<!--\napilint: w\n-->\ne\nf\n",
		"apilint: x → ```sh⏎a # apilint: y⏎⏎b⏎```\napilint: z → c <!-- apilint: z -->\napilint: w → e⏎f"},
	{"AsciiDoc", "a.adoc", "= A\n\n// apilint: x\n[source,sh]\n----\na // apilint: y\n\n// apilint: y\n----\n\n// apilint: z\nb\n", "apilint: x → [source,sh]⏎----⏎a // apilint: y⏎⏎// apilint: y⏎----\napilint: z → b"},
	{"reStructuredText", "a.rst", "A\n=\n\n.. apilint: x\n\nThat is::\n\n  a\n\n  b\n\nEnd.\n", "apilint: x → That is::⏎⏎  a⏎⏎  b"},
}

func TestRemarks(t *testing.T) {
	for _, c := range remarks {
		if got := showRemarks(c.path, c.text); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func FuzzRemarks(f *testing.F) {
	for _, c := range remarks {
		f.Add([]byte(c.text), c.path)
	}
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		for _, r := range new(Finder).Find(&source.File{Path: path, Data: data}).Remarks {
			for _, s := range []source.Span{r.Span, r.Scope, r.Whole, r.Lines} {
				if s.Start < 0 || s.End < s.Start || s.End > len(data) {
					t.Fatalf("%v of %+v lies outside the file of %d bytes", s, r, len(data))
				}
			}
		}
	})
}
