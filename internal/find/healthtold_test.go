package find

import "testing"

func TestHealthInMessages(t *testing.T) {
	checkHealth(t, "x.sh", []healthForm{
		{"message", "echo \"see https://localhost:6443/healthz\"\nprintf 'waiting for %s\\n' https://localhost:6443/healthz\necho waiting for https://localhost:6443/healthz\n", ""},
		{"message of a function", "curl -kf https://localhost:6443/healthz || errorExit \"Error GET https://localhost:6443/healthz\"\n", "1: curl, request, status: /healthz"},
		{"log", "log_info 'https://localhost:6443/healthz is down'\ndie 'no answer from https://localhost:6443/healthz'\n", ""},
		{"script that is written", "echo \"curl -kf https://localhost:6443/healthz || exit 1\" > check.sh\n", "1: curl, request, status: /healthz"},
		{"commands in messages", "log_info \"curl -k https://localhost:6443/healthz failed\"\nkube::log::status 'curl -k https://localhost:6443/healthz failed'\nprint_err \"kubectl get --raw /healthz failed\"\n", ""},
		{"commands that are told and run", "log_run curl -k https://localhost:6443/healthz\nrun_cmd \"curl -k https://localhost:6443/healthz\"\n", "1: log_run, request, status: /healthz\n2: curl, request, status: /healthz"},
		{"what a message runs", "log_info \"$(curl -k https://localhost:6443/healthz)\"\n", "1: curl, request, status: /healthz"},
		{"what a function gives", "url() { echo \"https://$1:6443/healthz\"; }\n", "1: echo, request, status: /healthz"},
		{"what is told runs", "echo \"$(curl -k https://localhost:6443/healthz)\"\n", "1: curl, request, status: /healthz"},
	})
	checkHealth(t, "Makefile", []healthForm{
		{"messages", "up:\n\t@echo waiting for https://10.0.0.1:6443/healthz\n\t@echo \"run curl -k https://10.0.0.1:6443/healthz\"\n\t-@echo curl https://10.0.0.1:6443/healthz\n\t@echo kubectl get --raw /healthz\n", ""},
		{"requests", "up:\n\t@curl -k https://10.0.0.1:6443/healthz\n\t@kubectl get --raw /healthz\n", "2: curl, request, status: /healthz\n3: kubectl get --raw, request, status: /healthz"},
	})
	checkHealth(t, "x.service", []healthForm{
		{"description", "[Unit]\nDescription=asks https://localhost:6443/healthz\nDocumentation=https://localhost:6443/healthz\n", ""},
	})
	checkHealth(t, "x.yaml", []healthForm{
		{"name of a step", "- name: ask https://localhost:6443/healthz\n  run: kubectl get --raw /healthz\n", "2: kubectl get --raw, request, status: /healthz"},
		{"name that is a command", "cmd.run:\n- name: curl -kf https://localhost:6443/healthz\n", "2: curl, request, status: /healthz"},
		{"message of a task", "- fail:\n    msg: 'no answer from https://localhost:6443/healthz'\n- debug: msg=https://localhost:6443/healthz\n- assert: {fail_msg: https://localhost:6443/healthz}\n", ""},
	})
}
