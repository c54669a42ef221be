package find

import (
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// pathsOfChecks are keys for the path that a load balancer or a monitor asks
// for, in the configuration of clouds and their tools; true where the key alone
// says that.
var pathsOfChecks = map[string]bool{
	"requestpath": true, "resourcepath": true, "healthcheckpath": true, "healthcheckuri": true, "healthcheckurl": true,
	"healthcheckrequestpath": true, "healthmonitorurl": true, "healthmonitorurlpath": true, "healthpath": true,
	"checkpath": true, "pingpath": true, "urlpath": true, "requesturl": true, "metricspath": true,
	"path": false, "uri": false, "url": false, "target": false, "request": false,
}

var (
	// ofCheck matches keys around the path of a check.
	ofCheck = regexp.MustCompile(`health|check|monitor|probe|httpget`)
	// ofProbe matches keys around the path of a probe of a container.
	ofProbe = regexp.MustCompile(`^(?:(?:custom)?(?:liveness|readiness|startup))?(?:probe|httpget)?s?$`)
)

// nearness is how many mappings, from the inside out, tell of the servers that
// a check is for, and maxNear how many of the keys of each are looked at.
const (
	nearness = 4
	maxNear  = 200
)

// checks looks for the health check of a load balancer, or the target of a
// monitor, in a mapping, and returns the keys of its paths.
func (h health) checks(v yaml.Value, at *place) (done []string) {
	var found []asked
	for key, value := range v.Entries() {
		if sure, is := pathsOfChecks[squeeze(key.String())]; is && endpoint.Mentioned(value.Raw()) && (sure || at.isCheck()) {
			if text, ok := saidBy(value, 0); ok {
				done, found = h.checkedPath(key.String(), text, done, found)
			}
		}
	}
	if len(found) == 0 {
		return done
	}
	b := at.behind()
	b.ports = h.expandPorts(b.ports)
	if port := found[0].Port; port != "" {
		b.ports = []string{port}
	}
	if !slices.ContainsFunc(b.ports, endpoint.IsOther) && (found[0].Server() == reference.APIServer || asksAPIServer(v)) {
		b.ports = []string{"6443"} // whatever the port of the check, it is handed on there
	}
	if h.use == "" {
		h.use = reference.LoadBalancer
	}
	if isMonitor(at) || at.isScraped() || slices.ContainsFunc(done, func(key string) bool { return squeeze(key) == "metricspath" }) {
		h.use = reference.Monitor
	}
	if !b.isAPIServer() && !at.isScraped() {
		return done
	}
	for i, a := range found {
		h.form = done[i]
		h.ask(a)
	}
	return done
}

// asksAPIServer tells whether the host of a check is a kube-apiserver.
func asksAPIServer(check yaml.Value) bool {
	for key, value := range near(check) {
		switch squeeze(key) {
		case "host", "hostname", "fqdn", "fullyqualifieddomainname":
			e := endpoint.Endpoint{Scheme: "https", Host: value.String()}
			return e.Server() == reference.APIServer
		}
	}
	return false
}

// checkedPath notes the endpoint of a text that is a path, or a target such as
// HTTPS:6443/healthz.
func (h health) checkedPath(key string, text source.Text, done []string, found []asked) ([]string, []asked) {
	all := endpoint.In(text.Data)
	if len(all) == 1 && all[0].Prefix == "" && all[0].Host == "" {
		return append(done, key), append(found, asked{Endpoint: all[0], text: text})
	}
	return done, found
}

// isCheck tells whether a place is in a health check of something other than a
// container.
func (p *place) isCheck() bool {
	is := false
	for n := 0; p != nil && n < nearness; n++ {
		key := squeeze(p.key)
		if key != "" && ofProbe.MatchString(key) {
			return false
		}
		is = is || ofCheck.MatchString(key) || key == "endpoints" && strings.HasSuffix(p.kind, "Monitor")
		p = p.around
	}
	return is
}

// isScraped tells whether a place is that of an endpoint of kube-apiservers in
// an object of the Prometheus Operator.
func (p *place) isScraped() bool {
	if p.key != "endpoints" || p.around == nil || !strings.HasSuffix(p.kind, "Monitor") {
		return false
	}
	for _, label := range p.around.mapping.Get("selector").Get("matchLabels").Entries() {
		if name := squeeze(label.String()); name == "apiserver" || name == "kubeapiserver" {
			return true
		}
	}
	return false
}

// behind returns what is said around a place of the servers that a check is
// for: all names, and the ports nearest to it.
func (p *place) behind() behind {
	var b behind
	for n := 0; p != nil; n++ {
		b.names = append(b.names, p.key)
		if p.mapping.Exists() && n < nearness {
			b.names = append(b.names, namesIn(p.mapping)...)
			if len(b.ports) == 0 {
				b.ports = portsIn(p.mapping)
			}
		}
		p = p.around
	}
	return b
}

// namesIn returns what a mapping says that its subject is called.
func namesIn(mapping yaml.Value) []string {
	var names []string
	for key, value := range near(mapping) {
		switch squeeze(key) {
		case "name", "nameprefix", "targetgroupname", "loadbalancername", "backendname", "host", "hostname", "fqdn", "servicename",
			"loadbalancer", "loadbalancerid", "backendid", "poolid", "jobname", "resource":
			if value.IsScalar() {
				names = append(names, value.String())
			}
		case "metadata":
			names = append(names, value.Get("name").String())
		}
	}
	return names
}

// near yields the keys and values of a mapping, as far as they are looked at.
func near(mapping yaml.Value) func(yield func(string, yaml.Value) bool) {
	return func(yield func(string, yaml.Value) bool) {
		n := 0
		for key, value := range mapping.Entries() {
			if n++; n > maxNear || !yield(key.String(), value) {
				return
			}
		}
	}
}

// frontPort matches keys for ports on the side of those who ask.
var frontPort = regexp.MustCompile(`^(?:lb|listen|listener|external|front|frontend|from|to|source|src|bind|node|ssh)`)

// portsIn returns the ports that a mapping gives: those for health checks, or
// all.
func portsIn(mapping yaml.Value) []string {
	var checked, ports []string
	for key, value := range near(mapping) {
		name := squeeze(key)
		switch {
		case name == "loadassignment" || name == "hosts":
			budget := maxNear
			ports = append(ports, portValues(value, &budget)...)
		case name == "staticconfigs":
			for config := range value.Items() {
				for _, target := range words(config.Get("targets")) {
					ports = appendPort(ports, portIn(string(target.Data)))
				}
			}
		case !strings.HasSuffix(name, "port") && !strings.HasSuffix(name, "portvalue") && !strings.HasSuffix(name, "portnumber"), frontPort.MatchString(name):
		case ofCheck.MatchString(name):
			checked = appendPort(checked, portSaid(value))
		default:
			ports = appendPort(ports, portSaid(value))
		}
	}
	if len(checked) > 0 {
		return checked
	}
	return ports
}

// portSaid returns a port that a value gives, as a number, a name, or by what
// refers to it; "" for the port that requests are sent to.
func portSaid(value yaml.Value) string {
	for _, reference := range []string{"Ref", "Fn::Sub"} {
		if name := value.Get(reference); name.IsScalar() {
			return "${" + name.String() + "}"
		}
	}
	port := value.String()
	switch squeeze(port) {
	case "", "trafficport", "servingport", "null":
		return ""
	}
	if !isNumber(port) && !isHole([]byte(port)) {
		return "${" + port + "}"
	}
	return port
}

// portValues returns the ports of the endpoints in a cluster of Envoy.
func portValues(v yaml.Value, budget *int) []string {
	var ports []string
	for key, value := range v.Entries() {
		if *budget--; *budget < 0 {
			return ports
		}
		if squeeze(key.String()) == "portvalue" {
			ports = appendPort(ports, portSaid(value))
		}
		ports = append(ports, portValues(value, budget)...)
	}
	for item := range v.Items() {
		if *budget--; *budget < 0 {
			return ports
		}
		ports = append(ports, portValues(item, budget)...)
	}
	return ports
}
