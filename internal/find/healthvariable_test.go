package find

import (
	"strings"
	"testing"
)

var variableForms = []healthForm{
	{"handed on under its own name", "url=https://$1:6443\ncurl -kf $url/healthz\nsh x url=\"$url\"\n", "2: curl, request, status: /healthz"},
	{"assigned in another text", "cat <<EOF\nurl=https://10.0.0.1:6443\nport=1\nEOF\ncat <<'EOF'\ncurl -kf $url/healthz\nEOF\n", "6: curl, request, status: /healthz"},
	{"assigned in two texts", "cat <<EOF\nurl=https://10.0.0.1:6443\n# x\nEOF\ncat <<EOF\nurl=https://shop\n# x\nEOF\ncat <<'EOF'\ncurl -kf $url/healthz\nEOF\n", ""},
	{"assigned anew", "cat <<EOF\nurl=https://10.0.0.1:6443\n# x\nEOF\nurl=https://shop\ncurl -kf $url/healthz\n", ""},
	{"program", "CURL=\"curl -sk\"\nif $CURL https://localhost:6443/readyz; then :; fi\n", "2: curl, request, status ignored: /readyz"},
	{"options", "OPTS=-skf\nif curl $OPTS https://localhost:6443/readyz; then :; fi\n", "2: curl, request, status: /readyz"},
	{"options of an array", "args=(-s -k)\nif curl \"${args[@]}\" https://localhost:6443/readyz; then :; fi\n", "2: curl, request, status ignored: /readyz"},
	{"options that nobody knows", "if curl $OPTS https://localhost:6443/readyz; then :; fi\n", "1: curl, request, status: /readyz"},
	{"client", "KUBECTL='kubectl --kubeconfig=/x'\n$KUBECTL get --raw /healthz\n", "2: kubectl get --raw, request, status: /healthz"},
	{"command", "check=\"curl -sk https://localhost:6443/healthz\"\nuntil $check; do sleep 1; done\n", "1: curl, wait, status ignored: /healthz"},
	{"command that is evaluated", "check='kubectl get --raw=/healthz'\nwhile ! eval \"$check\"; do sleep 1; done\n", "1: kubectl get --raw, wait, status: /healthz"},
	{"URL", "url=https://localhost:6443/healthz\nuntil curl -kf \"$url\"; do sleep 1; done\n", "1: curl, wait, status: /healthz"},
	{"URL for two uses", "url=https://localhost:6443/healthz\nuntil curl -kf $url; do sleep 1; done\ncurl -k ${url}\n", "1: curl, request, status: /healthz"},
	{"URL that is told only", "url=https://localhost:6443/healthz\necho \"asks $url\"\n", "1: , request, status: /healthz"},
	{"path", "p=/healthz\ncurl -k https://localhost:6443$p\n", "1: curl, request, status: /healthz"},
	{"path for kubectl", "p=${1:-/healthz}\nkubectl get --raw \"$p\"\n", "1: kubectl get --raw, request, status: /healthz"},
	{"path of another", "p=/healthz\ncurl http://localhost:8080$p\n", ""},
	{"two steps", "host=$1:6443\nurl=https://$host\nhealth=$url/healthz\ncurl -k $health\n", "3: curl, request, status: /healthz"},
	{"default", "PORT=${PORT:-6443}\ncurl -k https://$H:$PORT/healthz\ncurl -k https://$H:${P:-6443}/healthz\n", "2: curl, request, status: /healthz\n3: curl, request, status: /healthz"},
	{"default of another", "curl -k https://$MASTER_IP:${P:-10257}/healthz\n", ""},
	{"body compared", "url=https://localhost:6443/readyz\nif [ \"$(curl -sk $url)\" = ok ]; then :; fi\n", "1: curl, request, body: /readyz"},
	{"in quotes of another", "url=https://localhost:6443/healthz\nssh $h \"until curl -kf $url; do sleep 1; done\"\n", "1: curl, wait, status: /healthz"},
	{"itself", "p=$p/healthz\np=${p:-$p}\ncurl $p https://localhost:6443$p\n", ""},
}

func TestKnownValueBeatsName(t *testing.T) {
	checkHealth(t, "x.js", []healthForm{
		{"base", "const apiServer = 'https://shop.example.com';\nfetch(new URL('/healthz', apiServer));\nfetch(`${apiServer}/healthz`);\n", ""},
		{"base with the port", "const apiServer = 'https://shop.example.com:6443';\nfetch(new URL('/healthz', apiServer));\n", "2: , request, status: /healthz"},
	})
	checkHealth(t, "x.rb", []healthForm{{"in a string", "API_SERVER = 'https://shop.example.com'\nHTTParty.get(\"#{API_SERVER}/healthz\")\n", ""}})
	checkHealth(t, "x.ps1", []healthForm{{"PowerShell", "$apiServer = \"https://shop.example.com\"\nInvoke-RestMethod \"$apiServer/healthz\"\n", ""}})
	checkHealth(t, "x.groovy", []healthForm{{"command", "def apiServer = 'https://shop.example.com'\nsh \"curl ${apiServer}/healthz\"\n", ""}})
	checkHealth(t, "x.sh", []healthForm{
		{"address", "KUBE_APISERVER=https://10.0.0.1\ncurl -k $KUBE_APISERVER/healthz\n", "2: curl, request, status: /healthz"},
		{"host", "MASTER_IP=master.example.com\ncurl -k https://$MASTER_IP/healthz\n", "2: curl, request, status: /healthz"},
	})
}

var statusForms = []healthForm{
	{"status asked for next", "curl -k https://localhost:6443/readyz\nif [ $? -eq 0 ]; then :; fi\n", "1: curl, request, status ignored: /readyz"},
	{"status kept", "curl -k https://localhost:6443/readyz\nrc=$?\n", "1: curl, request, status ignored: /readyz"},
	{"status told", "curl -k https://localhost:6443/readyz\necho $?\n", "1: curl, request, status: /readyz"},
	{"failure that doesn't matter", "kubectl get --raw '/readyz?verbose' | grep etcd || true\ncurl -k https://localhost:6443/readyz || :\n", "1: kubectl get --raw, request, status: /readyz?verbose\n2: curl, request, status: /readyz"},
	{"failure that ends the script", "set -euo pipefail\nkubectl get --raw '/readyz?verbose' | grep 'check passed'\n", "2: kubectl get --raw, request, verbose text: /readyz?verbose"},
	{"filter that doesn't fail", "set -e\nkubectl get --raw '/readyz?verbose' | grep etcd | tee log\n", "2: kubectl get --raw, request, status: /readyz?verbose"},
}

func TestHealthInVariables(t *testing.T) {
	checkHealth(t, "x.sh", variableForms)
	checkHealth(t, "x.sh", statusForms)
}

// Many variables, many uses and long values must not multiply.
func TestHostileVariables(t *testing.T) {
	const many = 20_000
	for _, text := range []string{
		"u=https://a:6443/healthz\n" + strings.Repeat("[ $(curl $u) = ", many/10),
		"p=/healthz\n" + strings.Repeat("curl https://a:6443$p ", many),
		"p='" + strings.Repeat("curl https://a:6443/healthz;", 60) + "'\n" + strings.Repeat("$p\n", many),
		strings.Repeat("a=\"$a $a curl https://a:6443/healthz $b\"\n$a\nb=\"$a $b /healthz\"\n", many/10),
		"a=" + strings.Repeat("$a", 500) + "/healthz\n" + strings.Repeat("$a", many) + "\n",
		"o='-" + strings.Repeat("k ", 90) + "'\n" + strings.Repeat("curl https://a:6443/healthz $o $o $o $o\n", many/10),
		"o='" + strings.Repeat("-k ", 600) + "'\ncurl https://a:6443/healthz " + strings.Repeat("$o ", many),
	} {
		t.Run("", func(t *testing.T) { healthOf("x.sh", text) })
	}
}
