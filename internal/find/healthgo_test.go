package find

import "testing"

var goForms = []healthForm{
	{"PromQL", "package a\nvar q = `up{instance=\"https://10.0.0.1:6443/healthz\"}`\n", ""},
	{"message", "package a\nimport \"log\"\nfunc f() { log.Printf(\"waiting for https://10.0.0.1:6443/healthz\") }\n", ""},
	{"message that is a URL", "package a\nimport \"log\"\nfunc f() { log.Println(\"https://10.0.0.1:6443/healthz\") }\n", ""},
	{"message about a URL", "package a\nfunc f(ip string) { t.Logf(fmt.Sprintf(\"https://%s:6443/healthz\", ip)) }\n", ""},
	{"URL", "package a\nimport \"net/http\"\nfunc f() { http.Get(\"https://10.0.0.1:6443/healthz\") }\n", "3: this program, request, status: /healthz"},
	{"URL formatted", "package a\nimport \"fmt\"\nfunc f(ip string) { get(fmt.Sprintf(\"https://%s:6443/healthz\", ip)) }\n", "3: this program, request, status: /healthz"},
	{"kubectl", "package a\nimport \"os/exec\"\nvar c = exec.Command(\"kubectl\", \"get\", \"--raw\", \"/healthz\")\n", "3: kubectl get --raw, request, status: /healthz"},
	{"kubectl with a context", "package a\nimport \"os/exec\"\nvar c = exec.CommandContext(ctx, \"kubectl\", \"--context\", name(), \"get\", \"--raw=/healthz\")\n", "3: kubectl get --raw, request, status: /healthz"},
	{"words", "package a\nvar args = []string{\"get\", \"--raw\", \"/healthz\"}\n", "2: kubectl get --raw, request, status: /healthz"},
	{"shell", "package a\nimport \"os/exec\"\nvar c = exec.Command(\"bash\", \"-c\", \"curl -k https://127.0.0.1:6443/healthz\")\n", "3: curl, request, status: /healthz"},
	{"shell over kubectl", "package a\nvar c = []string{\"sh\", \"-c\", \"kubectl get --raw /healthz\"}\n", "2: kubectl get --raw, request, status: /healthz"},
	{"shell with options", "package a\nvar c = []string{\"/bin/sh\", \"-ec\", \"while true; do if curl -fk https://kube-apiserver/healthz -H '\" + token + \"' ; then :; fi; done\"}\n", "2: curl, request, status: /healthz"},
	{"shell that tells", "package a\nvar c = []string{\"sh\", \"-c\", \"echo waiting for https://127.0.0.1:6443/healthz\"}\n", ""},
	{"command", "package a\nvar c = run(\"curl -k https://127.0.0.1:6443/healthz\")\n", "2: curl, request, status: /healthz"},
	{"of another", "package a\nvar c = exec.Command(\"kubectl\", \"get\", \"--raw\", \"/api/v1/nodes/a/proxy/healthz\")\n", ""},
}

func TestHealthInGo(t *testing.T) { checkHealth(t, "a.go", goForms) }
