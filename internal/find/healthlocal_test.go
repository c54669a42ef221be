package find

import "testing"

func TestHealthOfStartedServer(t *testing.T) {
	start := "kube-apiserver --etcd-servers=x --service-cluster-ip-range=10.0.0.0/16 --secure-port="
	checkHealth(t, "x.sh", []healthForm{
		{"by number", start + "8443\ncurl -kf https://127.0.0.1:8443/healthz\n", "2: curl, request, status: /healthz"},
		{"the port of HTTPS", start + "443\ncurl -kf https://localhost/healthz\n", "2: curl, request, status: /healthz"},
		{"another port", start + "443\ncurl -kf https://localhost:8443/healthz\n", ""},
		{"another host", start + "443\ncurl -kf https://shop/healthz\n", ""},
		{"without TLS", start + "8080\ncurl -f http://localhost:8080/healthz\n", ""},
		{"by a variable", start + "$P\ncurl -kf https://localhost:$P/healthz\n", "2: curl, request, status: /healthz"},
		{"by the default of a variable", "P=${P:-443}\n" + start + "${P}\ncat <<EOF\nserver {\n  location / {\n    proxy_pass https://127.0.0.1:443/healthz;\n  }\n}\nEOF\n", "6: proxy_pass, load balancer, status: /healthz"},
		{"by a placeholder", start + "{{ port }}\ncurl -kf https://localhost:{{ port }}/healthz\n", "2: curl, request, status: /healthz"},
		{"with a controller manager", start + "443\nkube-controller-manager --secure-port=10257\ncurl -kf https://localhost/healthz\n", "3: curl, request, status: /healthz"},
		{"with a server at another port", start + "443\nmetrics-server --secure-port=4443\ncurl -kf https://localhost/healthz\n", ""},
		{"another server alone", "metrics-server --secure-port=443\ncurl -kf https://localhost/healthz\n", ""},
	})
}
