package find

import (
	"strings"
	"testing"
)

const askServer = "API=$(kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}')\n"

func TestServersAsked(t *testing.T) {
	checkHealth(t, "x.sh", []healthForm{
		{"asked", askServer + "curl -k $API/healthz\n", "2: curl, request, status: /healthz"},
		{"given anew", askServer + "API=https://shop.example.com\ncurl -k $API/healthz\n", ""},
		{"given anew later", askServer + "curl -k $API/healthz\nAPI=https://shop.example.com\n", "2: curl, request, status: /healthz"},
		{"asked later", "API=https://shop.example.com\ncurl -k $API/healthz\n" + askServer, ""},
	})
}

func TestProxy(t *testing.T) {
	checkHealth(t, "x.sh", []healthForm{
		{"proxy", "kubectl proxy &\ncurl http://localhost:8001/healthz\n", "2: curl, request, status: /healthz"},
		{"port of a pod", "kubectl proxy &\nkubectl port-forward svc/app 8001:80 &\ncurl http://localhost:8001/healthz\n", ""},
		{"another port of a pod", "kubectl proxy &\nkubectl port-forward svc/app 8002:80 &\ncurl http://localhost:8001/healthz\n", "3: curl, request, status: /healthz"},
	})
	for _, file := range []string{"Makefile", "justfile"} {
		checkHealth(t, file, []healthForm{
			{"proxy of the recipe", "a:\n\tkubectl proxy & curl http://localhost:8001/healthz\n", "2: curl, request, status: /healthz"},
			{"proxy of another recipe", "a:\n\tkubectl proxy &\nb:\n\tcurl http://localhost:8001/healthz\n", ""},
		})
	}
	checkHealth(t, "justfile", []healthForm{
		{"what a recipe is for", "[doc('kubectl get --raw /healthz')]\na:\n    ls\n", ""},
	})
}

// Many assignments and many variables must not multiply.
func TestHostileServers(t *testing.T) {
	text := strings.Repeat(askServer+"B=1\n", 10_000)
	healthOf("x.sh", text+"curl $API/healthz\n")
}
