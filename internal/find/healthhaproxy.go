package find

import (
	"slices"

	"github.com/apilint/apilint/internal/find/directive"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// backendOf reads what a section of HAProxy says of its servers: their ports,
// or that at which they are checked.
func backendOf(section directive.Directive) behind {
	b := behind{names: []string{section.Word(1)}}
	var bound, checked []string
	for _, line := range section.Inside {
		switch line.Name() {
		case "server", "server-template":
			address := line.Word(2)
			if line.Name() == "server-template" {
				address = line.Word(3)
			}
			b.ports = appendPort(b.ports, portIn(address))
			checked = appendPort(checked, optionOf(line, "port"))
			if isTLS(line) {
				b.said = appendPort(b.said, line.Word(1))
			}
		case "default-server", "http-check":
			checked = appendPort(checked, optionOf(line, "port"))
		case "bind":
			bound = appendPort(bound, portIn(line.Word(1)))
		}
	}
	switch {
	case len(checked) > 0:
		b.ports = checked
	case len(b.ports) == 0:
		b.ports = bound
	}
	return b
}

// isTLS tells whether a server is asked in TLS.
func isTLS(server directive.Directive) bool {
	return slices.ContainsFunc(server.Words, func(w source.Text) bool {
		return string(w.Data) == "ssl" || string(w.Data) == "check-ssl"
	})
}

// frontsOf returns the ports at which frontends take the requests that they
// send to each backend.
func frontsOf(sections []directive.Directive) map[string][]string {
	fronts := map[string][]string{}
	for _, section := range sections {
		if section.Name() != "frontend" {
			continue
		}
		ports := appendPort(nil, portIn(section.Word(2)))
		for _, line := range section.Inside {
			if line.Name() == "bind" {
				ports = appendPort(ports, portIn(line.Word(1)))
			}
		}
		for _, line := range section.Inside {
			if line.Name() == "default_backend" || line.Name() == "use_backend" {
				fronts[line.Word(1)] = append(fronts[line.Word(1)], ports...)
			}
		}
	}
	return fronts
}

// reachedAt adds the ports at which the requests for a backend come in, which
// are those of its servers where it gives none.
func (b behind) reachedAt(ports []string) behind {
	if len(b.ports) == 0 {
		b.ports = ports
	}
	return b
}

// maxPorts is how many different ports of servers are looked at.
const maxPorts = 20

func appendPort(ports []string, port string) []string {
	if port == "" || len(ports) == maxPorts || slices.Contains(ports, port) {
		return ports
	}
	return append(ports, port)
}

// optionOf returns the word after one of a line, "" if there is none.
func optionOf(line directive.Directive, name string) string {
	for i := 1; i+1 < len(line.Words); i++ {
		if line.Word(i) == name {
			return line.Word(i + 1)
		}
	}
	return ""
}

// allBehind returns what all sections behind defaults say together, nothing
// unless each is of a kube-apiserver.
func allBehind(sections []directive.Directive, fronts map[string][]string) behind {
	var all behind
	for _, section := range sections {
		switch section.Name() {
		case "defaults":
			return all
		case "backend", "listen":
			b := backendOf(section).reachedAt(fronts[section.Word(1)])
			if !b.isAPIServer() {
				return behind{}
			}
			all.names, all.ports = append(all.names, b.names...), append(all.ports, b.ports...)
		}
	}
	return all
}

// haproxy finds the checks of a section of HAProxy.
func (h health) haproxy(section directive.Directive, b behind) {
	if !b.isAPIServer() {
		return
	}
	for _, line := range section.Inside {
		if line.Name() == "http-check" && line.Word(1) == "expect" && slices.ContainsFunc(line.Words, func(w source.Text) bool {
			return string(w.Data) == "string" || string(w.Data) == "rstring"
		}) {
			h.answer = reference.Body
		}
	}
	for _, line := range section.Inside {
		switch first := line.Name() + " " + line.Word(1); first {
		case "option httpchk", "http-check send":
			h.form = first
			h.requests(line.Words[2:])
		}
	}
}
