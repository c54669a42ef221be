package find

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// describe writes the references of a file one a line, each with its place and
// the text that stands there.
func describe(path, text string) string {
	file := &source.File{Path: path, Data: []byte(text)}
	var f Finder
	result := f.Find(file)
	var b strings.Builder
	for _, r := range result.References {
		if _, is := r.Subject.(*reference.KustomizeField); is {
			continue
		}
		p := file.Position(r.Span.Start)
		fmt.Fprintf(&b, "%d:%d %q %s ", p.Line, p.Column, text[r.Span.Start:r.Span.End], r.Confidence)
		switch s := r.Subject.(type) {
		case *reference.API:
			fmt.Fprintf(&b, "%s %s %s%s%s", s.Context, s.APIVersion, s.Kind, s.Resource, s.Field)
		case *reference.Selection:
			fmt.Fprintf(&b, "%s %v %v %v", s.Context, s.Groups, s.Versions, append(s.Resources, s.Kinds...))
		case *reference.Broken:
			b.WriteString("broken")
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "objects %d, skipped %d, unread %d", result.Objects, result.Skipped, len(result.Unread))
	return b.String()
}

func TestManifests(t *testing.T) {
	for _, c := range []struct{ name, path, in, want string }{
		{"object", "a.yaml", "apiVersion: v1\nkind: Pod\n", `
1:13 "v1" high object v1 Pod
objects 1, skipped 0, unread 0`},
		{"keys in any order, quoted, with tags", "a.yaml", "metadata: {name: x}\nkind: \"Pod\"\n'apiVersion': !!str 'v1'\n", `
3:21 "'v1'" high object v1 Pod
objects 1, skipped 0, unread 0`},
		{"byte order mark, CRLF and a directive", "a.yaml", "\ufeff%YAML 1.1\r\n---\r\nkind: Pod\r\napiVersion: v1\r\n", `
4:13 "v1" high object v1 Pod
objects 1, skipped 0, unread 0`},
		{"a broken document between good ones", "a.yaml", "apiVersion: v1\nkind: A\n---\na: b: c\n---\napiVersion: v1\nkind: B\n", `
1:13 "v1" high object v1 A
4:5 ":" high broken
6:13 "v1" high object v1 B
objects 2, skipped 0, unread 0`},
		{"documents that hold no object", "a.yaml", "# nothing\n---\na: b\n---\n- c\n---\napiVersion: v2\nname: chart\n", `
objects 0, skipped 3, unread 0`},
		{"objects within another document", "values.yaml", "extra:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: x}\n- |\n  apiVersion: v1\n  kind: Secret\nrules:\n- {apiGroups: [batch], resources: [jobs], verbs: [get]}\nexpected:\n  apiVersion: v1\n  kind: Job\n", `
2:15 "v1" medium object v1 Pod
9:16 "batch" medium access [batch] [] [jobs]
6:15 "v1" medium object v1 Secret
objects 2, skipped 0, unread 0`},
		{"a task of Ansible", "tasks.yml", "- name: pod\n  kubernetes.core.k8s:\n    definition:\n      apiVersion: v1\n      kind: Pod\n      metadata: {name: x}\n", `
4:19 "v1" medium object v1 Pod
objects 1, skipped 0, unread 0`},
		{"a JSON patch", "patch.yaml", "- {op: replace, path: /apiVersion, value: apps/v1}\n- {op: remove, path: /x}\n", `
1:43 "apps/v1" high patch apps/v1 
objects 0, skipped 1, unread 0`},
		{"replacements", "a.yaml", "- source: {kind: ConfigMap, name: x}\n  targets:\n  - select: {group: apps, version: v1, kind: Deployment}\n", `
3:36 "v1" high patch [apps] [v1] [Deployment]
objects 0, skipped 1, unread 0`},
		{"JSON", "a.json", `{"kind": "Pod", "apiVersion": "v1"}`, `
1:31 "\"v1\"" high object v1 Pod
objects 1, skipped 0, unread 0`},
		{"JSON lines, one broken", "a.json", "{\"kind\":\"A\",\"apiVersion\":\"v1\"}\n{\"kind\":\"B\"\n{\"kind\":\"C\",\"apiVersion\":\"v1\"}\n", `
1:26 "\"v1\"" high object v1 A
3:1 "{" high broken
3:26 "\"v1\"" high object v1 C
objects 2, skipped 0, unread 0`},
		{"an array of objects", "a.json", `[{"kind":"A","apiVersion":"v1"},{"kind":"B","apiVersion":"v1"}]`, `
1:27 "\"v1\"" high object v1 A
1:58 "\"v1\"" high object v1 B
objects 2, skipped 0, unread 0`},
		{"JSON with comments is no object's", "tsconfig.json", "// c\n{\"a\": 1,}\n", `
objects 0, skipped 1, unread 0`},
		{"a List, its items in their own places", "a.yaml", "apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: A\n- {kind: B, apiVersion: batch/v1}\n", `
4:15 "apps/v1" high object apps/v1 A
6:25 "batch/v1" high object batch/v1 B
objects 2, skipped 0, unread 0`},
		{"a typed list whose items say nothing of themselves", "a.yaml", "apiVersion: extensions/v1beta1\nkind: IngressList\nitems:\n- metadata: {name: x}\n", `
1:13 "extensions/v1beta1" high object extensions/v1beta1 IngressList
objects 1, skipped 0, unread 0`},
		{"anchors, aliases and merge keys", "a.yaml", "apiVersion: &v apps/v1\nkind: A\nspec:\n  base: &b {apiVersion: *v, kind: B}\n  other: {<<: *b, name: x}\n", `
1:16 "apps/v1" high object apps/v1 A
4:25 "*v" high field apps/v1 Bbase
4:25 "*v" high field apps/v1 Bother
objects 1, skipped 0, unread 0`},
		{"fields that point at objects", "a.yaml", "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  ownerReferences:\n  - apiVersion: apps/v1\n    kind: A\n    name: x\nspec:\n  scaleTargetRef: {apiVersion: extensions/v1beta1, kind: B, name: x}\n", `
1:13 "autoscaling/v2" high object autoscaling/v2 HorizontalPodAutoscaler
5:17 "apps/v1" high field apps/v1 AownerReferences
9:32 "extensions/v1beta1" high field extensions/v1beta1 BscaleTargetRef
objects 1, skipped 0, unread 0`},
		{"objects inside objects", "a.yaml", "apiVersion: x.y/v1\nkind: A\nspec:\n  template:\n    apiVersion: v1\n    kind: B\n    metadata: {}\n", `
1:13 "x.y/v1" high object x.y/v1 A
5:17 "v1" high object v1 Btemplate
objects 2, skipped 0, unread 0`},
		{"RBAC and admission rules", "a.yaml", "apiVersion: v1\nkind: A\nrules:\n- apiGroups: [extensions]\n  resources: [ingresses, ingresses/status]\n  verbs: [get]\n- apiGroups: ['*']\n  resources: ['*']\n  verbs: ['*']\n- apiGroups:\n  - apps\n  - batch\n  apiVersions: [v1beta1]\n  resources: ['*']\n  operations: [CREATE]\n", `
1:13 "v1" high object v1 A
4:15 "extensions" high access [extensions] [] [ingresses]
11:3 "- apps\n  - batch" high admission [apps batch] [v1beta1] []
objects 1, skipped 0, unread 0`},
		{"APIService", "a.yaml", "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nspec:\n  group: x.y\n  version: v1alpha1\n", `
1:13 "apiregistration.k8s.io/v1" high object apiregistration.k8s.io/v1 APIService
5:12 "v1alpha1" high APIService x.y/v1alpha1 
objects 1, skipped 0, unread 0`},
		{"kustomize targets, without apiVersion and kind", "x/kustomization.yaml", "patches:\n- path: a.yaml\n  target: {group: apps, version: v1beta1, kind: Deployment}\n- target:\n    group: extensions\n    kind: Ingress\n- target: {kind: Service}\n", `
3:34 "v1beta1" high patch [apps] [v1beta1] [Deployment]
5:12 "extensions" high patch [extensions] [] [Ingress]
objects 1, skipped 0, unread 0`},
		{"REST paths", "a.yaml", "apiVersion: v1\nkind: A\nurls:\n- /apis/apps/v1beta1/namespaces/x/deployments/y\n- 'get /apis/batch/v1 and /apis/x.y/v1alpha1/widgets'\n- /apis/$GROUP/v1\n- /api/v1/pods\n", `
1:13 "v1" high object v1 A
4:9 "apps/v1beta1" high path apps/v1beta1 deployments
5:14 "batch/v1" high path batch/v1 
5:33 "x.y/v1alpha1" high path x.y/v1alpha1 widgets
objects 1, skipped 0, unread 0`},
		{"schemas and annotations don't lean on anything", "a.yaml", "apiVersion: v1\nkind: A\nmetadata:\n  annotations:\n    last: '{\"apiVersion\":\"v1\",\"kind\":\"B\"}'\nschema:\n  openAPIV3Schema: {default: {apiVersion: v1, kind: C}}\n", `
1:13 "v1" high object v1 A
objects 1, skipped 0, unread 0`},
		{"placeholders", "a.yaml", "apiVersion: '{{ .Values.v }}'\nkind: A\n---\napiVersion: {{ .v }}\nkind: A\n---\napiVersion: apps/${V}\nkind: A\n---\n{{ if }}\napiVersion: v1\nkind: A\n{{ end }}\n", `
11:13 "v1" high object v1 A
objects 1, skipped 0, unread 3`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := describe(c.path, c.in); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("got:\n%s\nwant:%s", got, c.want)
			}
		})
	}
}

func TestEmbedded(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"literal", "apiVersion: v1\nkind: ConfigMap\ndata:\n  a.yaml: |\n    # 日本\n    apiVersion: apps/v1\n    kind: A\n    ---\n    kind: B\n    apiVersion: batch/v1\n", `
1:13 "v1" high object v1 ConfigMap
6:17 "apps/v1" medium object apps/v1 A
10:17 "batch/v1" medium object batch/v1 B
objects 3, skipped 0, unread 0`},
		{"explicit chomping, CRLF", "apiVersion: v1\r\nkind: Secret\r\nstringData:\r\n  a: |-\r\n     kind: A\r\n     apiVersion: apps/v1\r\n", `
1:13 "v1" high object v1 Secret
6:18 "apps/v1" medium object apps/v1 A
objects 2, skipped 0, unread 0`},
		{"folded JSON", "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: >\n    {\"kind\": \"A\",\n    \"apiVersion\": \"apps/v1\"}\n", `
1:13 "v1" high object v1 ConfigMap
6:19 "\"apps/v1\"" medium object apps/v1 A
objects 2, skipped 0, unread 0`},
		{"in JSON, with escapes", `{"kind":"ConfigMap","apiVersion":"v1","data":{"a":"# \u65e5\nkind: A\napiVersion: apps/v1\n"}}`, `
1:34 "\"v1\"" high object v1 ConfigMap
1:83 "apps/v1" medium object apps/v1 A
objects 2, skipped 0, unread 0`},
		{"a string in a string", "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    apiVersion: v1\n    kind: ConfigMap\n    data:\n      b: |\n        apiVersion: apps/v1\n        kind: A\n", `
1:13 "v1" high object v1 ConfigMap
5:17 "v1" medium object v1 ConfigMap
9:21 "apps/v1" medium object apps/v1 A
objects 3, skipped 0, unread 0`},
		{"text that is no manifest", "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    Write apiVersion: and kind: like this:\n     a: b: c\n  b: |\n    - apiVersion and kind\n", `
1:13 "v1" high object v1 ConfigMap
objects 1, skipped 0, unread 0`},
		{"cloud-config", "#cloud-config\nwrite_files:\n- path: /a.yaml\n  content: |\n    apiVersion: apps/v1\n    kind: A\n", `
5:17 "apps/v1" medium object apps/v1 A
objects 1, skipped 1, unread 0`},
		{"an indentation indicator", "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |2\n    kind: A\n    apiVersion: apps/v1\n", `
1:13 "v1" high object v1 ConfigMap
6:17 "apps/v1" medium object apps/v1 A
objects 2, skipped 0, unread 0`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := describe("a.yaml", c.in); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("got:\n%s\nwant:%s", got, c.want)
			}
		})
	}
}
