package find

import (
	"strings"
	"testing"
)

// Many strings on one line must not multiply.
func TestHostileLine(t *testing.T) {
	healthOf("a.rb", strings.Repeat("HTTParty.get('https://10.0.0.1:6443/healthz'); ", 3000))
}

func TestHealthInBorrowedReaders(t *testing.T) {
	checkHealth(t, "a.rb", []healthForm{
		{"requests", "HTTParty.get(\"https://10.0.0.1:6443/healthz\")\nNet::HTTP.get(URI('https://10.0.0.1:6443/healthz'))\nsystem(\"kubectl get --raw /healthz\")\n", "1: HTTParty.get, request, status: /healthz\n2: URI, request, status: /healthz\n3: kubectl get --raw, request, status: /healthz"},
		{"messages", "logger.info \"https://10.0.0.1:6443/healthz\"\nfail \"kubectl get --raw /healthz failed\"\nabort(\"kubectl get --raw /healthz failed\")\ndesc \"kubectl get --raw /healthz\"\nflash[:notice] = \"https://10.0.0.1:6443/healthz\"\nraise Broken, \"kubectl get --raw /healthz\"\n", ""},
		{"tests", "stub_request(:get, 'https://10.0.0.1:6443/healthz')\nallow(c).to receive(:get).with('https://10.0.0.1:6443/healthz')\nexpect(x.url).to eq('https://10.0.0.1:6443/healthz')\n", ""},
		{"comment", "=begin\nsystem(\"kubectl get --raw /healthz\")\n=end\n", ""},
	})
	checkHealth(t, "a.pp", []healthForm{
		{"commands", "exec { 'a': command => 'kubectl get --raw /healthz' }\n", "1: kubectl get --raw, request, status: /healthz"},
		{"messages", "notice('curl -k https://10.0.0.1:6443/healthz')\nfail('https://10.0.0.1:6443/healthz')\nnotify { 'kubectl get --raw /healthz': }\n", ""},
		{"comment", "/* exec { 'a': command => 'kubectl get --raw /healthz' } */\n", ""},
	})
	checkHealth(t, "Jenkinsfile", []healthForm{
		{"command", "sh 'kubectl get --raw /healthz'\nsh(script: \"curl -k https://10.0.0.1:6443/healthz\")\n", "1: kubectl get --raw, request, status: /healthz\n2: curl, request, status: /healthz"},
		{"messages", "echo \"kubectl get --raw /healthz\"\nerror 'kubectl get --raw /healthz failed'\nprintln \"https://10.0.0.1:6443/healthz\"\nsh label: 'kubectl get --raw /healthz', script: 'true'\nthrow new Exception('https://10.0.0.1:6443/healthz')\n", ""},
	})
	checkHealth(t, "a.toml", []healthForm{
		{"URL", "url = 'https://10.0.0.1:6443/healthz'\n", "1: , request, status: /healthz"},
		{"descriptions", "description = 'kubectl get --raw /healthz for people'\ndesc = 'curl -k https://10.0.0.1:6443/healthz'\n", ""},
	})
	checkHealth(t, "a.bicep", []healthForm{
		{"probe", "resource lb 'Microsoft.Network/loadBalancers@2023-04-01' = {\n  properties: { probes: [ { properties: { protocol: 'Https', requestPath: '/healthz', port: 6443 } } ] }\n}\n", "2: requestPath, load balancer, status: /healthz"},
		{"for people", "@description('curl -k https://10.0.0.1:6443/healthz')\nparam x string\noutput u string = 'https://10.0.0.1:6443/healthz'\n", ""},
	})
	checkHealth(t, "a.ps1", []healthForm{
		{"request", "Invoke-RestMethod -Uri \"https://10.0.0.1:6443/healthz\"\n& kubectl get --raw /healthz\n", "1: Invoke-RestMethod, request, status: /healthz\n2: kubectl get --raw, request, status: /healthz"},
		{"messages", "Write-Debug \"https://10.0.0.1:6443/healthz\"\nWrite-Progress -Activity \"https://10.0.0.1:6443/healthz\"\nthrow \"https://10.0.0.1:6443/healthz\"\n$desc = 'https://10.0.0.1:6443/healthz is the url'\n", ""},
		{"tests", "Mock Invoke-WebRequest { } -ParameterFilter { $Uri -eq 'https://10.0.0.1:6443/healthz' }\nShould -Be 'https://10.0.0.1:6443/healthz'\n", ""},
		{"text that is shown, comment", "@'\ncurl -k https://10.0.0.1:6443/healthz\n'@\n<#\n curl -k https://10.0.0.1:6443/healthz\n#>\n", ""},
	})
}
