package find

import (
	"bytes"
	"maps"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/find/directive"
	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// jinjaName matches an expansion of a variable by Jinja, as far as it is simple.
var jinjaName = regexp.MustCompile(`\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}`)

// taskVariables returns the variables of a task of Ansible, or of a block or a
// play, beside those of what is around. They are known as they are expanded.
func taskVariables(around map[string]string, vars yaml.Value) map[string]string {
	if !vars.IsMapping() {
		return around
	}
	values := map[string]string{}
	maps.Copy(values, around)
	for name, value := range near(vars) {
		if text := value.String(); value.IsScalar() && len(text) < maxExpansion {
			values["{{"+name+"}}"] = text
		}
	}
	return values
}

var (
	// checkLine matches a line of HAProxy that says what a check asks for; roles
	// leave the word option to their templates.
	checkLine = regexp.MustCompile(`^\s*(?:option\s+)?(httpchk)\s|^\s*(http-check send)\s`)
	// ofBackend and ofFront match names of ports at which a balancer reaches its
	// servers, and at which it is reached itself.
	ofBackend = regexp.MustCompile(`backend|server|member|target|dest`)
	ofFront   = regexp.MustCompile(`front|listen|bind|stats|metrics|exporter|monitor`)
)

// balancerVariables looks for checks among the variables of a role for HAProxy,
// and returns the keys that lead to them.
func (h health) balancerVariables(v yaml.Value, at *place) (done []string) {
	var lines []source.Text
	for key, value := range v.Entries() {
		for _, text := range textsOf(value) {
			if checkLine.Match(text.Data) && endpoint.Mentioned(text.Data) && bytes.IndexByte(text.Data, '\n') < 0 {
				lines = append(lines, text)
				done = append(done, key.String())
			}
		}
	}
	if len(lines) == 0 || !leadsToAPIServers(v, at) {
		return done
	}
	h.use = reference.LoadBalancer
	for _, line := range lines {
		for _, d := range directive.HAProxy(line) {
			if h.form = "http-check send"; d.Name() != "http-check" {
				h.form = "option httpchk"
			}
			h.requests(d.Words[1:])
		}
	}
	return done
}

// leadsToAPIServers tells whether each port that the variables give for servers,
// or for the balancer if they give none, is one of kube-apiservers.
func leadsToAPIServers(variables yaml.Value, at *place) bool {
	var backend, front []string
	for key, value := range near(variables) {
		name := squeeze(key)
		switch {
		case !strings.HasSuffix(name, "port"):
		case ofFront.MatchString(name) && !ofBackend.MatchString(name):
			if !strings.Contains(name, "stats") {
				front = appendPort(front, portSaid(value))
			}
		default:
			backend = appendPort(backend, portSaid(value))
		}
	}
	if len(backend) == 0 {
		backend = front
	}
	names := at.behind().names
	for _, port := range backend {
		if !(behind{names: names, ports: []string{port}}).isAPIServer() {
			return false
		}
	}
	return len(backend) > 0
}
