package find

import (
	"bytes"
	"maps"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/find/code"
	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

var (
	// rawCalls matches functions that take the path of a request to a
	// kube-apiserver.
	rawCalls = regexp.MustCompile(`(?i)(?:^|\.)cluster_?request$|(?:kube|k8s)_?(?:api|client)?_?(?:request|fetch|raw|get|proxy)|api_?proxy\.request$|(?:kube|k8s)_?(?:api|client)\.(?:request|fetch|raw|get)$`)
	// apiCalls matches functions that do so where a client for Kubernetes is used.
	apiCalls = regexp.MustCompile(`(?:^|\.)(?:call_api|callApi|raw_?[rR]equest|request_?[rR]aw)$|RESTClient\(\)\.(?:\w+\(\)\.)?AbsPath$`)
	// reports matches functions that tell people something, or make believe.
	reports = regexp.MustCompile(`(?i)(?:^|\.)(?:log|logger|logging|console|print|echo|warn|warning|info|debug|error|exception|raise|assert\w*|expect|describe|it|test|to_?be\w*|to_?equal|to_?have\w*|nock|mock\w*|intercept|add_?argument|add_?option|help|route|app\.(?:get|use|all)|router\.\w+)(?:$|[.(])`)
	// clients matches what a client for Kubernetes says that its server is.
	clients = regexp.MustCompile(`(?i)configuration_host|current_?cluster\(?\)?.*server|cluster_server|kube_?config_(?:host|server)|api_?client_.*host`)
	// ofBalancer matches functions and names that make the check of a load balancer.
	ofBalancer = regexp.MustCompile(`(?i)target_?group|probe|health_?check|health_?monitor|request_?path`)
	// balancers matches functions and keys around the path of such a check.
	balancers = regexp.MustCompile(`(?i)load_?balanc|monitor|health|liveness|readiness`)
	// joins matches functions that put URLs together.
	joins = regexp.MustCompile(`(?i)(?:^|\.)(?:url_?join|path\.join|URL)$`)
	// waits matches names of functions that wait for something.
	waits = regexp.MustCompile(`(?i)wait|poll|until|retry`)
	// program matches commands of a shell that ask for a URL, or run others.
	program = regexp.MustCompile(`^\s*(?:(?:sudo|exec|timeout|until|while|if|ssh|bash|sh|env|nohup|nice|time|eval|command|stdbuf|setsid|/\S*/)(?:[ \t]+(?:-[A-Za-z0-9-]+(?:=\S*)?|-[A-Za-z][ \t]+[A-Za-z0-9_.]+|[0-9]+[smh]?|[A-Za-z_][A-Za-z0-9_]*=\S*))*[ \t]+)*["']?\S*(?:curl|wget|kubectl|oc|k3s|ssh|bash|sh|crictl|docker)\s|^\s*get --raw[ =]`)
)

func (s healthSeeker) code(r reading, text source.Text, all []code.String) {
	c := codeHealth{
		health: health{reading: r, asker: s.asker}, program: text.Data, start: text.Offset(0),
		tried: map[int]bool{}, lists: map[int][]source.Text{}, options: map[int]map[string]string{},
		connections: connectionsOf(text.Data),
	}
	c.isClient = bytes.Contains(text.Data, []byte("kubernetes")) || bytes.Contains(text.Data, []byte("Kubernetes")) ||
		bytes.Contains(text.Data, []byte("k8s")) || bytes.Contains(text.Data, []byte("K8s"))
	c.variables = variablesOf(s.variables, all)
	for _, str := range all {
		c.option(str)
		if str.List > 0 && !str.IsNumber {
			c.lists[str.List] = append(c.lists[str.List], str.Text)
		}
	}
	for _, str := range all {
		c.string(str)
	}
}

// variablesOf returns the strings that code gives to variables, beside those
// around it, and to the fields of objects, where all give a field the same.
func variablesOf(around map[string]string, all []code.String) map[string]string {
	values, differ := map[string]string{}, map[string]bool{}
	maps.Copy(values, around)
	for _, s := range all {
		if s.Name == "" || s.Call != "" || len(s.Text.Data) >= maxExpansion {
			continue
		}
		name, value := s.Name, string(s.Text.Data)
		if s.Function == "" && s.List > 0 && !strings.Contains(name, ".") {
			name = "this." + name // of the class around
		}
		if before, known := values[name]; known && (isField(name) || s.IsNumber) && before != value {
			differ[name] = true
		}
		values[name], values[s.Name] = value, value
	}
	maps.DeleteFunc(values, func(name, _ string) bool { return differ[name] })
	return values
}

// isField tells whether a name is that of a field of the object at hand.
func isField(name string) bool {
	return strings.HasPrefix(name, "self.") || strings.HasPrefix(name, "this.")
}

// codeHealth finds what asks for health endpoints in a program.
type codeHealth struct {
	health
	isClient bool                      // the program is about Kubernetes
	tried    map[int]bool              // functions that asked for /livez or /readyz already
	program  []byte                    // its text
	start    int                       // where that begins in the file
	lists    map[int][]source.Text     // the strings of each list
	options  map[int]map[string]string // what is given to names in each pair of brackets

	connections map[string][]connected // that it opens, by name
}

func (c codeHealth) string(s code.String) {
	text := s.Text
	isWords := string(text.Data) == "--raw" || bytes.HasPrefix(text.Data, []byte("--raw="))
	if !isWords && !endpoint.Mentioned(text.Data) || reports.MatchString(s.Call) || c.isBorrowed && !c.isSure(s) {
		return
	}
	h := c.health
	if h.use == "" && waits.MatchString(s.Function) {
		h.use = reference.Wait
	}
	isNewer := bytes.Contains(text.Data, []byte("livez")) || bytes.Contains(text.Data, []byte("readyz"))
	switch {
	case c.rulesKey(s) != "":
		h.use, h.form = reference.Permission, c.rulesKey(s)
		h.named(c.lists[s.List])
		delete(c.lists, s.List)
	case isWords:
		h.command(shell.Command{Words: c.lists[s.List]})
		delete(c.lists, s.List) // it is one command
	case !isNewer && c.tried[s.Body]:
	case bytes.IndexByte(text.Data, '\n') >= 0:
		h.nest(unknown, text)
	case program.Match(text.Data):
		h.nest(shellText, text)
	case !bytes.ContainsAny(placeholder.ReplaceAll(text.Data, nil), " \t"):
		h.form = lastOf(s.Call)
		c.request(h, s)
	}
	c.tried[s.Body] = c.tried[s.Body] || isNewer && s.Body > 0
}

// lastOf returns the last two names of a function that may ask, for messages.
func lastOf(call string) string {
	names := strings.Split(call, ".")
	last := strings.Join(names[max(0, len(names)-2):], ".")
	if joins.MatchString(last) {
		return ""
	}
	return last
}

// request looks at a string that may be a path or a URL.
func (c codeHealth) request(h health, s code.String) {
	for _, e := range endpoint.In(s.Text.Data) {
		isAsked := h.serverOf(&e, s.Text) == reference.APIServer
		switch {
		case e.IsPath():
			isAsked = e.Start == 0 && (rawCalls.MatchString(s.Call) || c.isClient && apiCalls.MatchString(s.Call) || c.isConnected(s))
			if !isAsked && e.Start == 0 && c.isBehind(s) {
				h.form, isAsked = s.Name, true
				if h.use == "" && ofBalancer.MatchString(s.Call+" "+s.Key+" "+s.Name) {
					h.use = reference.LoadBalancer
				}
			}
		case e.Prefix == "" && e.Port == "" && c.isClient && clients.MatchString(strings.ReplaceAll(e.Host, ".", "_")):
			isAsked = true
		}
		if isAsked {
			h.ask(asked{Endpoint: e, text: s.Text})
		}
	}
}
