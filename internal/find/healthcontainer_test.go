package find

import "testing"

var containerForms = []healthForm{
	{"a flag's value", "spec:\n  containers:\n  - name: firewall\n    args: ['-api=https://kube-apiserver', -v=2]\n    readinessProbe: {httpGet: {path: /healthz, port: 8081}}\n", ""},
	{"a flag's value in the next argument", "spec:\n  containers:\n  - name: prober\n    args: [-target, kube-apiserver, -v=2]\n    readinessProbe: {httpGet: {path: /healthz, port: 8081}}\n", ""},
	{"a file of a flag", "spec:\n  containers:\n  - name: reader\n    args: [-f, /var/log/kube-apiserver]\n    readinessProbe: {httpGet: {path: /healthz, port: 8081}}\n", ""},
	{"a URL", "spec:\n  containers:\n  - name: prober\n    args: ['https://kube-apiserver']\n    readinessProbe: {httpGet: {path: /healthz, port: 8081}}\n", ""},
	{"what another program is about", "spec:\n  containers:\n  - name: watch\n    command: [watcher, kube-apiserver]\n    readinessProbe: {httpGet: {path: /healthz, port: 8081}}\n", ""},
	{"what a client looks at", "spec:\n  containers:\n  - name: x\n    args: [kubectl, logs, kube-apiserver, -n, kube-system]\n    readinessProbe: {httpGet: {path: /healthz, port: 8081}}\n", ""},
	{"behind the end of flags", "spec:\n  containers:\n  - name: x\n    command: [runner, -f, --, kube-apiserver, --v=2]\n    readinessProbe: {httpGet: {path: /healthz, port: 443}}\n", "5: readinessProbe, readiness probe, status: /healthz"},
	{"run by another", "spec:\n  containers:\n  - name: x\n    command: [/hyperkube, kube-apiserver]\n    readinessProbe: {httpGet: {path: /healthz, port: 443}}\n", "5: readinessProbe, readiness probe, status: /healthz"},
	{"run by another with arguments", "spec:\n  containers:\n  - name: x\n    command: [tini, kube-apiserver]\n    args: [--v=2]\n    readinessProbe: {httpGet: {path: /healthz, port: 443}}\n", "6: readinessProbe, readiness probe, status: /healthz"},
	{"by path, behind a flag", "spec:\n  containers:\n  - name: x\n    command: [/go-runner, --also-stdout, /usr/local/bin/kube-apiserver]\n    readinessProbe: {httpGet: {path: /healthz, port: 443}}\n", "5: readinessProbe, readiness probe, status: /healthz"},
	{"a load balancer's own port", "spec:\n  containers:\n  - name: x\n    image: haproxy:3\n    livenessProbe: {httpGet: {host: 127.0.0.1, path: /healthz, port: '{{ kube_apiserver_lb_port }}'}}\n", ""},
	{"through a load balancer in TLS", "spec:\n  containers:\n  - image: haproxy:3\n    livenessProbe: {httpGet: {host: 127.0.0.1, scheme: HTTPS, path: /healthz, port: '{{ kube_apiserver_lb_port }}'}}\n", "4: livenessProbe, liveness probe, status: /healthz"},
	{"a port for checks", "spec:\n  containers:\n  - name: x\n    livenessProbe: {httpGet: {host: 127.0.0.1, path: /healthz, port: '{{ kube_apiserver_healthcheck_port }}'}}\n", ""},
	{"the port that a load balancer passes on", "spec:\n  containers:\n  - image: haproxy:3\n    livenessProbe: {httpGet: {host: 127.0.0.1, path: /healthz, port: 6443}}\n", "4: livenessProbe, liveness probe, status: /healthz"},
	{"a kube-apiserver beside", "spec:\n  containers:\n  - name: x\n    livenessProbe: {httpGet: {host: 127.0.0.1, path: /healthz, port: '{{ kube_apiserver_port }}'}}\n", "4: livenessProbe, liveness probe, status: /healthz"},
}

func TestHealthInContainers(t *testing.T) { checkHealth(t, "x.yaml", containerForms) }
