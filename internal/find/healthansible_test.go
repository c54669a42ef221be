package find

import "testing"

func TestHealthInAnsible(t *testing.T) {
	checkHealth(t, "x.yaml", []healthForm{
		{"role", "haproxy_backend_port: 6443\nhaproxy_options:\n- httpchk GET /healthz\n", "3: option httpchk, load balancer, status: /healthz"},
		{"role, of a list", "backends:\n- name: k8s\n  backend_port: 6443\n  check: http-check send meth GET uri /healthz\n- name: shop\n  backend_port: 8080\n  check: option httpchk GET /healthz\n", "4: http-check send, load balancer, status: /healthz"},
		{"role, front alone", "haproxy_listen_port: 6443\nhaproxy_stats_port: 8404\nhaproxy_check: option httpchk GET /healthz\n", "3: option httpchk, load balancer, status: /healthz"},
		{"role, two ports", "api_backend_port: 6443\nshop_backend_port: 8080\ncheck: option httpchk GET /healthz\n", ""},
		{"role, no port", "check: option httpchk GET /healthz\n", ""},
		{"variables of a task", "- vars:\n    url: 'https://{{ ip }}:6443'\n  uri:\n    url: '{{ url }}/healthz'\n", "4: url, request, status: /healthz"},
		{"variables of a block", "- block:\n  - uri: {url: 'https://{{ host }}:{{ port }}/healthz'}\n  vars: {port: 6443}\n", "2: url, request, status: /healthz"},
		{"variables of another task", "- vars: {port: 6443}\n  debug:\n- uri: {url: 'https://{{ host }}:{{ port }}/healthz'}\n", ""},
		{"another's port", "- vars: {port: 10257}\n  uri: {url: 'https://{{ kube_master }}:{{ port }}/healthz'}\n", ""},
	})
}
