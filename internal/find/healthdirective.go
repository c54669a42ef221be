package find

import (
	"bytes"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/directive"
	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

func (s healthSeeker) directives(r reading, all []directive.Directive) {
	h := health{reading: r, asker: s.asker}
	if h.use == "" {
		h.use = reference.LoadBalancer
	}
	upstreams, fronts := upstreamsOf(all, 0), frontsOf(all)
	for i, d := range all {
		switch d.Name() {
		case "backend", "listen":
			h.haproxy(d, backendOf(d).reachedAt(fronts[d.Word(1)]))
		case "defaults":
			h.haproxy(d, allBehind(all[i+1:], fronts))
		case "frontend", "global":
		default:
			h.block(d, behind{}, upstreams)
		}
	}
}

// behind is what a load balancer says of the servers that it sends requests to.
type behind struct {
	names, ports []string
	said         []string // what else it says of them
}

// isAPIServer tells whether they are kube-apiservers.
func (b behind) isAPIServer() bool {
	return endpoint.Behind(b.names, b.ports, b.said...) == reference.APIServer
}

// with returns what is said here and around it; ports that are said here count
// alone.
func (b behind) with(inside behind) behind {
	b.names = append(slices.Clip(b.names), inside.names...)
	if len(inside.ports) > 0 {
		b.ports = inside.ports
	}
	return b
}

// portIn returns the port of an address, "" if it has none.
func portIn(address string) string {
	depth := 0
	for i := len(address) - 1; i >= 0; i-- {
		switch address[i] {
		case '}':
			depth++
		case '{':
			depth--
		case ':', ']', '@':
			if depth > 0 {
				continue
			}
			if address[i] == ':' {
				return address[i+1:]
			}
			return ""
		}
	}
	return ""
}

// requests finds paths among the words of a request to a kube-apiserver.
func (h health) requests(words []source.Text) {
	for _, word := range words {
		h.request(word)
	}
}

// request finds the path in a text that is one, or a request line.
func (h health) request(text source.Text) {
	if h.answer == reference.Body && isVerbose(text.Data) {
		h.answer = reference.VerboseText
	}
	for _, e := range endpoint.In(text.Data) {
		before := bytes.TrimSpace(text.Data[:min(e.Start, e.NameStart)])
		if e.IsPath() && (len(before) == 0 || slices.Contains([]string{"GET", "HEAD", "OPTIONS"}, string(before))) {
			h.ask(asked{Endpoint: e, text: text})
		}
	}
}

// upstreamsOf returns what upstreams of nginx say of their servers, by name.
func upstreamsOf(all []directive.Directive, depth int) map[string]behind {
	found := map[string]behind{}
	for _, d := range all {
		if d.Name() == "upstream" {
			found[d.Word(1)] = behind{names: []string{d.Word(1)}}.with(behind{ports: serversOf(d)})
		} else if depth < 2 {
			for name, b := range upstreamsOf(d.Inside, depth+1) {
				found[name] = b
			}
		}
	}
	return found
}

func serversOf(upstream directive.Directive) []string {
	var ports []string
	for _, d := range upstream.Inside {
		if d.Name() == "server" {
			ports = appendPort(ports, portIn(d.Word(1)))
		}
	}
	return ports
}

// block looks through a directive of nginx or keepalived and those in it.
func (h health) block(d directive.Directive, around behind, upstreams map[string]behind) {
	if slices.ContainsFunc(d.Words, func(w source.Text) bool { return endpoint.Mentioned(w.Data) }) {
		h.words(d, around, upstreams)
	}
	switch d.Name() {
	case "vrrp_script":
		h.meant = h.meant || endpoint.NamesServer([]byte(d.Word(1)))
	case "virtual_server", "real_server":
		around = around.with(behind{ports: appendPort(nil, d.Word(2))})
	case "upstream":
		around = around.with(upstreams[d.Word(1)])
	case "virtual_server_group":
		around = around.with(behind{names: []string{d.Word(1)}})
	}
	for _, inside := range d.Inside {
		switch inside.Name() {
		case "proxy_pass":
			around = around.with(passedTo(inside.Word(1), upstreams))
		case "connect_port":
			around = around.with(behind{ports: []string{inside.Word(1)}})
		}
	}
	for _, inside := range d.Inside {
		h.block(inside, around, upstreams)
	}
}

// passedTo returns what a URL that nginx passes requests to says of the servers
// there, or the upstream that it names.
func passedTo(url string, upstreams map[string]behind) behind {
	host := hostOf(url)
	if b, known := upstreams[host]; known {
		return b
	}
	return behind{names: []string{host}, ports: appendPort(nil, portIn(host))}
}

// words looks through the words of a directive of nginx or keepalived.
func (h health) words(d directive.Directive, around behind, upstreams map[string]behind) {
	h.form = d.Name()
	switch h.form {
	case "":
	case "path", "check_http_send": // of a check in an upstream or of a real server
		if around.isAPIServer() {
			h.requests(d.Words[1:])
		}
	case "health_check":
		for _, word := range d.Words[1:] {
			name, value, _ := cut(word, "=")
			if port := portOfCheck(d); string(name.Data) == "uri" && around.with(behind{ports: appendPort(nil, port)}).isAPIServer() {
				h.request(value)
			}
		}
	case "proxy_pass":
		if b, known := upstreams[hostOf(d.Word(1))]; known {
			if b.isAPIServer() {
				h.anywhere(d.Words[1])
			}
			return
		}
		h.anyURL(d.Words[1:])
	case "script", "misc_path", "notify":
		h.form = ""
		for _, word := range d.Words[1:] {
			h.nest(shellText, word)
		}
	default:
		h.anyURL(d.Words[1:])
	}
}

func (h health) anyURL(words []source.Text) {
	for _, word := range words {
		if endpoint.Mentioned(word.Data) {
			h.urls(word)
		}
	}
}

// anywhere finds the path of a URL that is known to be of a kube-apiserver.
func (h health) anywhere(url source.Text) {
	for _, e := range endpoint.In(url.Data) {
		if e.Prefix == "" {
			h.ask(asked{Endpoint: e, text: url})
		}
	}
}

// hostOf returns host and port of a URL.
func hostOf(url string) string {
	if _, rest, found := strings.Cut(url, "://"); found {
		url = rest
	}
	host, _, _ := strings.Cut(url, "/")
	return host
}

func portOfCheck(d directive.Directive) string {
	for _, word := range d.Words {
		if name, value, _ := cut(word, "="); string(name.Data) == "port" {
			return string(value.Data)
		}
	}
	return ""
}
