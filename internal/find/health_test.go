package find

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// healthOf writes what is found of health endpoints in a file, a line each:
// what is asked, for what use, what is made of the answer, and the text.
func healthOf(path, text string) string {
	file := &source.File{Path: path, Data: []byte(text)}
	var lines []string
	var finder Finder
	for _, r := range finder.Find(file).References {
		h, is := r.Subject.(*reference.Health)
		if !is {
			continue
		}
		answer := [...]string{"status", "verbose text", "body", "status ignored"}[h.Answer]
		lines = append(lines, fmt.Sprintf("%d: %s, %s, %s: %s", file.Position(r.Span.Start).Line, h.Form, h.Use, answer, text[r.Span.Start:r.Span.End]))
	}
	return strings.Join(lines, "\n")
}

func TestHealthInScripts(t *testing.T) {
	for _, f := range []struct{ name, text, want string }{
		{"kubectl", "kubectl get --raw /healthz\n", "1: kubectl get --raw, request, status: /healthz"},
		{"kubectl, equals sign and quotes", `oc --context "$c" get --raw="/healthz/etcd?verbose"`, "1: kubectl get --raw, request, status: /healthz/etcd?verbose"},
		{"kubectl, no slash", "k3s kubectl get --raw healthz", "1: kubectl get --raw, request, status: healthz"},
		{"kubectl, another server", "kubectl get --raw /api/v1/nodes/n1/proxy/healthz", ""},
		{"in ssh", `ssh "$node" "sudo kubectl get --raw='/healthz'"`, "1: kubectl get --raw, request, status: /healthz"},
		{"curl", "curl -k https://10.0.0.1:6443/healthz", "1: curl, request, status: /healthz"},
		{"another port", "curl -k https://10.0.0.1:10257/healthz", ""},
		{"no sign of whose it is", "curl http://localhost:8080/healthz; curl https://$HOST/healthz", ""},
		{"a name others give their API server", `curl -fsS "$API_SERVER/healthz"; u="${APISERVER_URL}/healthz"; curl -sf "$u"`, ""},
		{"such a name with a certificate", `curl -fsS --cacert ca.pem "$API_SERVER/healthz"`, "1: curl, request, status: /healthz"},
		{"such a name with options that nobody knows", `curl $opts "$API_SERVER/healthz"`, "1: curl, request, status: /healthz"},
		{"such a name of what is known", "API_SERVER=https://10.0.0.1:6443\ncurl -fsS $API_SERVER/healthz", "2: curl, request, status: /healthz"},
		{"such a name used twice", "u=$APISERVER_URL/healthz\ncurl -fk $u", "1: curl, request, status: /healthz"},
		{"in the cluster", "wget -qO- https://kubernetes.default.svc.cluster.local/livez", "1: wget, request, status: /livez"},
		{"another service", "curl -k https://my-apiserver.default.svc:443/healthz", ""},
		{"named by a variable", `curl "https://${KUBERNETES_SERVICE_HOST}:${KUBERNETES_SERVICE_PORT}/healthz"`, "1: curl, request, status: /healthz"},
		{"controller manager's port", `curl "https://$MASTER_IP:${SECURE_CTLRMGR_PORT}/healthz"`, ""},
		{"assigned", "addr=$PRIVATE_IP:6443\ncurl -kfs \"https://$addr/healthz\"\n", "2: curl, request, status: /healthz"},
		{"assigned to a deny", "port=10256\ncurl -kfs \"https://$MASTER_IP:$port/healthz\"\n", ""},
		{"five on a line, one of them", "curl localhost:10248/healthz && curl http://127.0.0.1:10252/healthz && curl -f https://127.0.0.1:6443/healthz", "1: curl, request, status: /healthz"},
		{"wait", "until kubectl get --raw=/healthz; do sleep 1; done", "1: kubectl get --raw, wait, status: /healthz"},
		{"wait without a keyword", "for i in 1 2 3; do\n  curl -kf https://localhost:6443/healthz && break\n  sleep 1\ndone", "2: curl, wait, status: /healthz"},
		{"no -f", "if curl -ks https://localhost:6443/readyz; then echo up; fi", "1: curl, request, status ignored: /readyz"},
		{"-f among others", "if curl -ksf https://localhost:6443/readyz; then echo up; fi", "1: curl, request, status: /readyz"},
		{"f in a value", "if curl -o file https://localhost:6443/readyz; then echo up; fi", "1: curl, request, status ignored: /readyz"},
		{"nothing depends on it", "curl -ks https://localhost:6443/readyz", "1: curl, request, status: /readyz"},
		{"status printed", `if [ "$(curl -ks -w '%{http_code}' https://localhost:6443/readyz)" = 200 ]; then :; fi`, "1: curl, request, status: /readyz"},
		{"body compared", `[ "$(curl -ks https://localhost:6443/readyz)" = ok ] || exit 1`, "1: curl, request, body: /readyz"},
		{"body compared later", "s=$(curl -ks https://localhost:6443/readyz)\nif [[ \"$s\" == ok ]]; then :; fi", "1: curl, request, body: /readyz"},
		{"body filtered", "while ! curl -s https://localhost:6443/readyz | grep ok; do sleep 1; done", "1: curl, wait, body: /readyz"},
		{"in brackets", "if (curl -s https://localhost:6443/readyz | grep -z ok); then :; fi", "1: curl, request, body: /readyz"},
		{"verbose, for a person", "kubectl get --raw '/readyz?verbose' | grep etcd", "1: kubectl get --raw, request, status: /readyz?verbose"},
		{"verbose, decides", "kubectl get --raw '/readyz?verbose' | grep -q 'check passed'", "1: kubectl get --raw, request, verbose text: /readyz?verbose"},
		{"the new one first", "kubectl get --raw /readyz || kubectl get --raw /healthz", "1: kubectl get --raw, request, status: /readyz"},
		{"role", "kubectl create clusterrole r --verb=get --non-resource-url=/logs/* --non-resource-url=/healthz/*", "1: --non-resource-url, RBAC rule, status: /healthz/*"},
		{"here-document", "kubectl apply -f - <<EOF\nkind: ClusterRole\nrules:\n- nonResourceURLs: [/healthz]\nEOF\n", "4: nonResourceURLs, RBAC rule, status: /healthz"},
		{"neighbours tell", "curl -sf http://127.0.0.1:10251/healthz && curl -sk https://127.0.0.1/healthz", "1: curl, request, status: /healthz"},
		{"named by a function", `curl -fs "https://$(kubernetes_api_address)/healthz"`, "1: curl, request, status: /healthz"},
		{"named by the word beside it", `wait_for_url "http://${API_HOST}:${API_PORT}/healthz" "apiserver: "`, "1: wait_for_url, request, status: /healthz"},
		{"old image, by a variable", "VER=v1.5.4_coreos.0\ncat > x.yaml <<EOF\nspec:\n  containers:\n  - name: kube-apiserver\n    image: hyperkube:$VER\n    livenessProbe: {httpGet: {path: /healthz, port: 6443}}\nEOF\n", "7: livenessProbe, liveness probe, status: /healthz"},
		{"comment", "# curl https://localhost:6443/healthz", ""},
		{"kube-apiserver's list", "kube-apiserver --authorization-always-allow-paths=/healthz,/readyz", "1: --authorization-always-allow-paths, filter, status: /healthz"},
		{"another's list", "kube-scheduler --authorization-always-allow-paths=/healthz", ""},
	} {
		t.Run(f.name, func(t *testing.T) {
			if got := healthOf("x.sh", f.text); got != f.want {
				t.Errorf("in %s\nfound %s\nwant  %s", f.text, got, f.want)
			}
		})
	}
}

func TestHealthInManifests(t *testing.T) {
	probe := "    livenessProbe: {httpGet: {path: /healthz, port: 6443}}\n"
	for _, f := range []struct{ name, text, want string }{
		{"by image", "spec:\n  containers:\n  - image: k8s.gcr.io/kube-apiserver-amd64:v1.20.1\n" + probe, "4: livenessProbe, liveness probe, status: /healthz"},
		{"by command", "spec:\n  containers:\n  - image: x\n    command: [/go-runner, --log-file=x, /usr/local/bin/kube-apiserver, --v=2]\n" + probe, "5: livenessProbe, liveness probe, status: /healthz"},
		{"by script", "spec:\n  containers:\n  - image: x\n    command: [sh, -c, 'exec /usr/bin/kube-apiserver --v=2']\n" + probe, "5: livenessProbe, liveness probe, status: /healthz"},
		{"by name", "spec:\n  containers:\n  - name: kube-apiserver\n" + probe, "4: livenessProbe, liveness probe, status: /healthz"},
		{"hyperkube", "spec:\n  containers:\n  - image: hyperkube:v1.16\n    command: [/hyperkube, apiserver]\n" + probe, "5: livenessProbe, liveness probe, status: /healthz"},
		{"mentioned only", "spec:\n  containers:\n  - image: webhook\n    args: ['echo waiting for kube-apiserver; exec webhook']\n" + probe, ""},
		{"another container", "spec:\n  containers:\n  - name: kube-apiserver\n  - name: konnectivity\n" + probe, ""},
		{"another's port", "spec:\n  containers:\n  - name: kube-apiserver\n    livenessProbe: {httpGet: {path: /healthz, port: 10257}}\n", ""},
		{"another's port by name", "spec:\n  containers:\n  - name: kube-apiserver\n    ports: [{name: health, containerPort: 8134}]\n    livenessProbe: {httpGet: {path: /healthz, port: health}}\n", ""},
		{"no slash", "spec:\n  containers:\n  - name: kube-apiserver\n    startupProbe: {httpGet: {path: 'livez?exclude=etcd', port: 6443}}\n", "4: startupProbe, startup probe, status: livez?exclude=etcd"},
		{"exec", "spec:\n  containers:\n  - name: x\n    readinessProbe: {exec: {command: [curl, -k, 'https://localhost:6443/healthz']}}\n", "4: readinessProbe, readiness probe, status: /healthz"},
		{"arguments of another", "spec:\n  containers:\n  - name: prober\n    args: [-endpoint, https://kubernetes.default/healthz]\n", "4: , request, status: /healthz"},
		{"environment", "spec:\n  containers:\n  - name: x\n    env: [{name: URL, value: 'https://kubernetes.default.svc/healthz'}]\n", "4: value, request, status: /healthz"},
		{"RBAC", "kind: ClusterRole\nrules:\n- nonResourceURLs: [/healthz, /healthz/*, /version]\n  verbs: [get]\n", "3: nonResourceURLs, RBAC rule, status: /healthz"},
		{"audit policy", "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: None\n  nonResourceURLs: ['/healthz*']\n", "5: nonResourceURLs, filter, status: /healthz*"},
		{"authentication", "anonymous:\n  conditions:\n  - path: /livez\n  - path: /healthz\n", "4: anonymous conditions, filter, status: /healthz"},
		{"prose", "description: ask https://kubernetes.default/healthz to see\n", ""},
		{"script in a ConfigMap", "data:\n  x.sh: |\n    kubectl get --raw /healthz\n", "3: kubectl get --raw, request, status: /healthz"},
		{"ansible", "- uri:\n    url: 'https://{{ ansible_host }}:6443/healthz'\n", "2: url, request, status: /healthz"},
		{"salt", "Wait for API server to be available:\n  http.wait_for_successful_query:\n  - name: https://127.0.0.1:7443/healthz\n", "3: name, wait, status: /healthz"},
		{"named task", "- name: Wait for kube-apiserver\n  uri: {url: 'https://{{ a }}:{{ b }}/healthz'}\n", "2: url, request, status: /healthz"},
		{"another's task", "- name: Wait for the metrics API server\n  uri: {url: 'https://{{ a }}:{{ b }}/healthz'}\n", ""},
		{"pattern", "textAnalyze: {regex: 'healthz check passed'}\n", "1: regex, monitor, verbose text: healthz check passed"},
		{"named collector", "http: {collectorName: Kubernetes API Server Load Balancer, get: {url: 'https://{{kurl .Address }}/healthz'}}\n", "1: url, request, status: /healthz"},
		{"named in a template", "spec:\n{{ include \"x\" . }}\n  containers:\n  - livenessProbe: {exec: {command: [curl, \"https://localhost:{{ .Values.kube_apiserver.port }}/healthz\"]}}\n", "4: livenessProbe, liveness probe, status: /healthz"},
		{"default of a template", "apiVersion: v1\nkind: Pod\n{{- if .Values.on }}\nmetadata: {name: x}\n{{- end }}\nspec:\n  containers:\n  - name: kube-apiserver\n    livenessProbe:\n      httpGet:\n        path: {{ .Values.path | default \"/healthz\" }}\n        port: 6443\n", "11: livenessProbe, liveness probe, status: /healthz"},
		{"default alone", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: kube-apiserver\n    livenessProbe:\n      httpGet:\n        path: {{ .Values.path | default \"/healthz\" }}\n        port: 6443\n", "8: livenessProbe, liveness probe, status: /healthz"},
		{"default alone, in front", "spec:\n  containers:\n  - name: kube-apiserver\n    livenessProbe: {httpGet: {path: {{ default \"/healthz\" .Values.path }}, port: 6443}}\n", "4: livenessProbe, liveness probe, status: /healthz"},
		{"default alone, of another", "spec:\n  containers:\n  - name: shop\n    livenessProbe:\n      httpGet:\n        path: {{ .Values.path | default \"/healthz\" }}\n        port: 8080\n", ""},
		{"PromQL", "expr: 'x{subresource!~\"/healthz|/livez|/readyz\"}'\n", ""},
	} {
		t.Run(f.name, func(t *testing.T) {
			if got := healthOf("x.yaml", f.text); got != f.want {
				t.Errorf("in %s\nfound %s\nwant  %s", f.text, got, f.want)
			}
		})
	}
}

func TestHealthInDocuments(t *testing.T) {
	for _, quiet := range []string{
		"```\n\"Failed to connect to apiserver\" err=\"Get \\\"https://10.0.0.1:6443/healthz?timeout=1s\\\": net/http\"\n```\n",
	} {
		if got := healthOf("x.md", quiet); got != "" {
			t.Errorf("in %s\nfound %s", quiet, got)
		}
	}
	for _, shown := range []string{
		"```bash\n# x\nglobal\n  daemon\nbackend x\n  option httpchk GET /healthz\n  server a 10.0.0.1:6443 check\n```\n",
		"```shell\n[root@a ~]# cat /etc/keepalived/keepalived.conf\nvirtual_server 10.0.0.9 6443 {\n  real_server 10.0.0.1 6443 {\n    SSL_GET { url { path /healthz } }\n  }\n}\n```\n",
		"```sh\n$ sudo vim pod.yaml\nspec:\n  containers:\n  - name: kube-apiserver\n    livenessProbe: {httpGet: {path: /healthz, port: 6443}}\n```\n",
	} {
		if got := healthOf("x.md", shown); !strings.HasSuffix(got, ", documentation, status: /healthz") {
			t.Errorf("in %s\nfound %s", shown, got)
		}
	}
	text := "It waits for `localhost:6443/healthz`, as `kubectl get --raw /healthz` shows.\n\n```sh\ncurl -k https://localhost:6443/healthz | grep ok\n```\n"
	want := "4: curl, documentation, status: /healthz"
	if got := healthOf("x.md", text); got != want {
		t.Errorf("found %s\nwant  %s", got, want)
	}
}
