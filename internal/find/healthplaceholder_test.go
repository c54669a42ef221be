package find

import "testing"

// unitForms are units of systemd that a renderer fills in.
var unitForms = []healthForm{
	{"ERB", "[Service]\nExecStartPre=/bin/sh -c \"until curl -kf https://localhost:<%= scope['k8s::apiserver_port'] %>/healthz; do sleep 1; done\"\n", "2: curl, wait, status: /healthz"},
	{"Jinja", "[Service]\nExecStartPre=/bin/sh -c \"until curl -kf https://localhost:{{ apiserver_port }}/healthz; do sleep 1; done\"\n", "2: curl, wait, status: /healthz"},
	{"another's port", "[Service]\nExecStartPre=/usr/bin/curl -kf https://localhost:<%= scope['k8s::scheduler_port'] %>/healthz\n", ""},
}

func TestUnitInScript(t *testing.T) {
	checkHealth(t, "x.sh", []healthForm{
		{"a script that writes a unit", "cat <<'A'\nkubectl get --raw /healthz\ncat >x <<B\n[Service]\nType=simple\nB\nA\n", "2: kubectl get --raw, request, status: /healthz"},
		{"a unit", "cat <<A\n# x\n[Unit]\nDescription=x\n[Service]\nExecStart=kubectl get --raw /healthz\nA\n", "6: kubectl get --raw, request, status: /healthz"},
		{"a timer and more", "cat <<A\n[X-Own]\n[Service]\nExecStart=kubectl get --raw /healthz\nA\n", "4: kubectl get --raw, request, status: /healthz"},
	})
}

func TestHealthInUnitTemplates(t *testing.T) { checkHealth(t, "x.service.erb", unitForms) }
