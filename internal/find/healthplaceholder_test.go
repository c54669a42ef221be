package find

import "testing"

// unitForms are units of systemd that a renderer fills in.
var unitForms = []healthForm{
	{"ERB", "[Service]\nExecStartPre=/bin/sh -c \"until curl -kf https://localhost:<%= scope['k8s::apiserver_port'] %>/healthz; do sleep 1; done\"\n", "2: curl, wait, status: /healthz"},
	{"Jinja", "[Service]\nExecStartPre=/bin/sh -c \"until curl -kf https://localhost:{{ apiserver_port }}/healthz; do sleep 1; done\"\n", "2: curl, wait, status: /healthz"},
	{"another's port", "[Service]\nExecStartPre=/usr/bin/curl -kf https://localhost:<%= scope['k8s::scheduler_port'] %>/healthz\n", ""},
}

func TestHealthInUnitTemplates(t *testing.T) { checkHealth(t, "x.service.erb", unitForms) }
