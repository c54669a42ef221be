package find

import "testing"

var documentForms = []healthForm{
	{"unit", "```ini\n[Service]\nExecStartPre=/usr/bin/curl -kf https://127.0.0.1:6443/healthz\n```\n", "3: curl, documentation, status: /healthz"},
	{"unit with kubectl", "```systemd\n[Service]\nExecStartPost=kubectl get --raw=/healthz\n```\n", "3: kubectl get --raw, documentation, status: /healthz"},
	{"setting of another", "```ini\n[health]\nurl=https://127.0.0.1:6443/healthz\n```\n", ""},
	{"root's prompt", "```console\n# curl -k https://127.0.0.1:6443/healthz\nok\n```\n", "2: curl, documentation, status: /healthz"},
	{"comment in a session", "```console\n$ ls\n# curl -k https://127.0.0.1:6443/healthz\n```\n", ""},
	{"comment in a script", "```bash\n# curl -k https://127.0.0.1:6443/healthz\nls\n```\n", ""},
	{"in a sentence", "Ask with `kubectl get --raw /healthz`.\n", ""},
	{"Go", "```go\nbody, err := client.Discovery().RESTClient().Get().AbsPath(\"/healthz\").DoRaw(ctx) // for kubernetes\n```\n", "2: Get().AbsPath, documentation, status: /healthz"},
	{"Go, a URL", "```golang\nfunc f() {\n\tresp, err := http.Get(\"https://10.0.0.1:6443/healthz\")\n}\n```\n", "3: http.Get, documentation, status: /healthz"},
	{"Go, a handler and a message", "```go\n// kubernetes\nhttp.HandleFunc(\"/healthz\", f)\nlog.Printf(\"https://10.0.0.1:6443/healthz\")\n```\n", ""},
}

func TestHealthInFences(t *testing.T) { checkHealth(t, "a.md", documentForms) }

func TestHealthInAsciiDoc(t *testing.T) {
	checkHealth(t, "a.adoc", []healthForm{
		{"text with a command", "[source,text]\n----\n$ kubectl get --raw /healthz\ncurl -k \\\n  https://10.0.0.1:6443/healthz\n----\n", "3: kubectl get --raw, documentation, status: /healthz\n5: curl, documentation, status: /healthz"},
		{"listing with a log", "[listing]\nI0101 11:11 curl https://10.0.0.1:6443/healthz failed\n", ""},
		{"literal with a sentence", "x\n\n the command kubectl get --raw /healthz failed\n", ""},
		{"literal with a command", "x\n\n kubectl get --raw /healthz\n", "3: kubectl get --raw, documentation, status: /healthz"},
		{"what is said of a command", "[source,text]\n----\nkubectl get --raw /healthz is deprecated\n----\n", ""},
		{"script", "[source,bash]\n----\nx && kubectl get --raw /healthz\n----\n", "3: kubectl get --raw, documentation, status: /healthz"},
	})
}
