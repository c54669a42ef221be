package find

import "testing"

func TestHealthInBrokenManifests(t *testing.T) {
	const head = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n{{- if .Values.on }}\n  labels: {a: b}\n{{- end }}\nspec:\n  containers:\n"
	const server = "  - name: kube-apiserver\n    livenessProbe:\n      httpGet:\n        path: /healthz\n        port: 6443\n"
	checkHealth(t, "x.yaml", []healthForm{
		{"before", head + server + "  - name: x\n   image: y\n", "13: livenessProbe, liveness probe, status: /healthz"},
		{"of another before", head + "  - name: shop\n    livenessProbe:\n      httpGet:\n        path: /healthz\n        port: 8080\n  - name: x\n   image: y\n", ""},
		{"behind", head + "  - name: x\n   image: y\n" + server, ""},
		{"no template", "spec:\n  containers:\n" + server + "  - name: x\n   image: y\n", ""},
	})
}
