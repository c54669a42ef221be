package find

import "testing"

func TestHealthByMessage(t *testing.T) {
	checkHealth(t, "x.sh", []healthForm{
		{"in the loop", "until curl -kf https://localhost/healthz; do\n  echo \"apiserver isn't ready yet\"\n  sleep 1\ndone\n", "1: curl, wait, status: /healthz"},
		{"in the loop, on one line", "while [[ \"$(curl -ks https://localhost:443/readyz)\" != ok ]]; do echo 'no apiserver, waiting'; sleep 1; done\n", "1: curl, wait, body: /readyz"},
		{"before it", "echo waiting for the API server\nuntil curl -kf https://localhost/healthz; do sleep 1; done\n", "2: curl, wait, status: /healthz"},
		{"about another in the loop", "echo waiting for the API server\nuntil curl -kf https://localhost/healthz; do echo waiting for the shop; done\n", ""},
		{"before another request", "echo waiting for the API server\nuntil curl -kf https://localhost:6443/livez; do sleep 1; done\nuntil curl -kf https://localhost/healthz; do sleep 1; done\n", "2: curl, wait, status: /livez"},
		{"behind the loop", "until curl -kf https://localhost/healthz; do sleep 1; done\necho waiting for the API server\n", ""},
		{"about another API server", "echo waiting for the metrics API server\nuntil curl -kf https://localhost/healthz; do sleep 1; done\n", ""},
		{"another host", "echo waiting for the API server\nuntil curl -kf https://shop/healthz; do sleep 1; done\n", ""},
		{"another port", "echo waiting for the API server\nuntil curl -kf https://localhost:9443/healthz; do sleep 1; done\n", ""},
	})
}
