package find

import "testing"

func TestNamesInTerraform(t *testing.T) {
	checkHealth(t, "main.tf", []healthForm{
		{"local", "resource \"aws_lb_target_group\" \"a\" {\n  port = local.p\n  health_check { path = \"/healthz\" }\n}\nlocals { p = 6443 }\n", "3: path, load balancer, status: /healthz"},
		{"local of another", "resource \"aws_lb_target_group\" \"a\" {\n  port = local.p\n  health_check { path = \"/healthz\" }\n}\nlocals { p = 8080 }\n", ""},
		{"default", "variable \"p\" { default = 6443 }\nresource \"aws_lb_target_group\" \"a\" {\n  health_check {\n    path = \"/healthz\"\n    port = var.p\n  }\n}\n", "4: path, load balancer, status: /healthz"},
		{"default, another's port", "variable \"kube_api_port\" { default = 10256 }\nresource \"aws_lb_target_group\" \"masters\" {\n  health_check {\n    path = \"/healthz\"\n    port = var.kube_api_port\n  }\n}\n", ""},
		{"URL", "locals {\n  p = 6443\n  url = \"https://${var.ip}:${local.p}/healthz\"\n}\n", "3: url, request, status: /healthz"},
		{"format", "locals { url = format(\"https://%s:6443/healthz\", var.ip) }\n", "1: url, request, status: /healthz"},
	})
}
