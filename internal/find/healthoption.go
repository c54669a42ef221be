package find

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/code"
	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/reference"
)

// option notes what code gives to a name in brackets: the field of an object, or
// a parameter.
func (c codeHealth) option(s code.String) {
	if s.List == 0 || s.Name == "" || len(s.Text.Data) > maxExpansion {
		return
	}
	if c.options[s.List] == nil {
		c.options[s.List] = map[string]string{}
	}
	c.options[s.List][squeeze(s.Name)] = string(s.Text.Data)
}

// asksDirectly matches functions of JavaScript that take the host, the port and
// the path of a request apart.
var asksDirectly = regexp.MustCompile(`(?:^|\.)https?\.(?:request|get)$`)

// isOfCheck tells whether a path stands in a health check, a probe or a load
// balancer: a key or a function around it says so.
func isOfCheck(s code.String) bool {
	return ofBalancer.MatchString(s.Call+" "+s.Key+" "+s.Name) || balancers.MatchString(s.Call+" "+s.Key)
}

// isBehind tells whether a path is that of a check or a request which says beside
// the path, or around it, that a kube-apiserver is asked.
func (c codeHealth) isBehind(s code.String) bool {
	if _, is := pathsOfChecks[squeeze(s.Name)]; !is {
		return false
	}
	beside, around := c.options[s.List], c.options[s.Around]
	host := cmp.Or(beside["host"], beside["hostname"])
	if host != "" || asksDirectly.MatchString(s.Call) {
		e := endpoint.Endpoint{Scheme: "https", Host: host, Port: c.expand(beside["port"])}
		return e.Server() == reference.APIServer
	}
	if !isOfCheck(s) {
		return false
	}
	for _, key := range []string{"healthcheckport", "port", "targetport", "backendport"} {
		if port := c.expand(cmp.Or(beside[key], around[key])); port != "" {
			return port != "8080" && endpoint.Behind([]string{s.Call, beside["name"], around["name"]}, []string{port}) == reference.APIServer
		}
	}
	return false
}

// connection matches a value that is a connection of Python to a server, with
// what it is assigned to before it, and what says to which.
var connection = regexp.MustCompile(`(?m)(?:^|[\s;])([A-Za-z_][A-Za-z0-9_.]{0,100})[ \t]*=\s*(?:[A-Za-z_][A-Za-z0-9_.]*\.)?HTTPSConnection\(\s*([^\s,()]+(?:\([^()\n]*\))?|[^,()\n]+\[[^\]\n]*\])\s*(?:,\s*(?:port\s*=\s*)?([A-Za-z0-9_.'"]+))?`)

// connected is a connection as a program opens it.
type connected struct {
	at         int // in the program
	host, port string
}

// maxConnections is how many connections of a program are looked at.
const maxConnections = 1000

// connectionsOf returns the connections that a program opens, in their order, by
// the names that it gives them.
func connectionsOf(program []byte) map[string][]connected {
	if !bytes.Contains(program, []byte("HTTPSConnection(")) {
		return nil
	}
	all := map[string][]connected{}
	for _, match := range connection.FindAllSubmatchIndex(program, maxConnections) {
		c := connected{at: match[0], host: string(program[match[4]:match[5]])}
		if match[6] >= 0 {
			c.port = string(program[match[6]:match[7]])
		}
		name := string(program[match[2]:match[3]])
		all[name] = append(all[name], c)
	}
	return all
}

// isConnected tells whether a request of Python goes over a connection to a
// kube-apiserver: the one that was given its name last.
func (c codeHealth) isConnected(s code.String) bool {
	receiver, isRequest := strings.CutSuffix(s.Call, ".request")
	if !isRequest {
		return false
	}
	all := c.connections[receiver]
	at := s.Text.Offset(0) - c.start
	n, _ := slices.BinarySearchFunc(all, at, func(of connected, at int) int { return of.at - at })
	if n == 0 {
		return false
	}
	e := endpoint.Endpoint{Scheme: "https", Host: c.operand(all[n-1].host), Port: c.operand(all[n-1].port)}
	return e.Server() == reference.APIServer
}

// operand returns what an operand in code stands for: as it is, if it is a number
// or in quotes.
func (c codeHealth) operand(written string) string {
	said := strings.Trim(written, `'"`)
	if said == "" || said != written || isNumber(said) {
		return said
	}
	return c.expand("${" + strings.NewReplacer("{", "", "}", "").Replace(said) + "}")
}
