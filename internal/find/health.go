package find

import (
	"bytes"
	"strings"
	"sync"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// healthSeeker looks for what asks for the health endpoints of a
// kube-apiserver.
type healthSeeker struct{ asker }

// asker is what is known of who asks, from what is around a text.
type asker struct {
	use    reference.Use
	form   string
	answer reference.Answer
	// decides tells that something depends on the answer.
	decides    bool
	meant      bool // what is around speaks of the kube-apiserver
	neighbours bool // the servers beside it on the same host are asked too

	variables map[string]string // that the script around assigns
}

func (s healthSeeker) isMentioned(in mention) bool { return in&mentionsHealth != 0 }

func (s healthSeeker) document(r reading, root yaml.Value) {
	h := health{reading: r, asker: s.asker, anchored: sync.OnceValue(func() bool { return hasAnchor.Match(root.Raw()) })}
	if r.isCode {
		h.literals(root, 0)
		return
	}
	h.value(root, &place{})
}

// literals looks through the literals of code that hold other files: scripts,
// configuration of load balancers.
func (h health) literals(v yaml.Value, depth int) {
	if depth > maxPlaces || !endpoint.Mentioned(v.Raw()) {
		return
	}
	if v.IsScalar() && bytes.Contains(v.Bytes(), []byte("\n")) {
		h.nest(unknown, v.Text())
	}
	for item := range v.Items() {
		h.literals(item, depth+1)
	}
	for _, value := range v.Entries() {
		h.literals(value, depth+1)
	}
}

func (s healthSeeker) script(r reading, commands []shell.Command) {
	h := health{reading: r, asker: s.asker}
	h.script(commands)
}

func (s healthSeeker) arguments(r reading, words []source.Text) {
	if r.isDocument {
		return // code in a sentence, which speaks of a command
	}
	h := health{reading: r, asker: s.asker}
	h.command(shell.Command{Words: words})
}

// health finds what asks for health endpoints in one text.
type health struct {
	reading
	asker
	anchored func() bool // whether parts of the document are used in several places, if it is one
	shared   bool        // what is asked here isn't for this use alone
}

// isAnchored tells whether what stands here may be used elsewhere too.
func (h health) isAnchored() bool { return h.anchored != nil && h.anchored() }

// nest hands on what is known of who asks.
func (h health) nest(in language, text source.Text) {
	h.seeker = healthSeeker{h.asker}
	h.reading.nest(in, text)
}

// asked is an endpoint of a kube-apiserver as something asks for it.
type asked struct {
	endpoint.Endpoint
	text    source.Text // that it stands in
	release apiversion.Release
	delay   string // what its server is given for --shutdown-delay-duration
}

// ask yields a request for an endpoint of a kube-apiserver.
func (h health) ask(a asked) {
	span, name := a.text.Span(a.Start, a.End), a.text.Span(a.NameStart, a.NameStart+len(a.Name))
	use := h.use
	switch {
	case h.isDocument:
		use = reference.Documentation
	case use == "":
		use = reference.Request
	}
	h.yield(span, &reference.Health{
		Server: reference.APIServer, Endpoint: a.Name, Check: a.Check, Query: a.Query,
		Use: use, Form: h.form, Answer: h.answer, Release: a.release, ShutdownDelay: a.delay,
		Named:   []string{a.Name},
		Literal: !h.shared && !h.isDocument && a.Check == "" && name.End-name.Start == len(a.Name) && !h.isAnchored(),
		Name:    name,
	})
}

// urls finds the URLs of a kube-apiserver's endpoints in a text without blanks
// between them.
func (h health) urls(text source.Text) {
	for _, e := range endpoint.In(text.Data) {
		if h.serverOf(&e, text) == reference.APIServer {
			h.ask(asked{Endpoint: e, text: text})
		}
	}
}

// serverOf tells whose endpoint a URL names, with what is known from around it.
func (h health) serverOf(e *endpoint.Endpoint, text source.Text) reference.Server {
	server := h.expandedServerOf(e, text)
	switch {
	case server != reference.UnknownServer:
	case h.meant && (e.Scheme == "https" || e.NamesPort()), h.neighbours && e.IsLocal():
		return reference.APIServer
	}
	return server
}

// expandedServerOf tells whose endpoint a URL names, with what the script
// assigns to the variables in it.
func (h health) expandedServerOf(e *endpoint.Endpoint, text source.Text) reference.Server {
	written := e.Server()
	if len(h.variables) == 0 || written == reference.Component {
		return written
	}
	url := endpoint.URL(text.Data, e)
	expanded := h.expand(string(url))
	if expanded == string(url) {
		return written
	}
	all := endpoint.In([]byte(expanded))
	if len(all) == 0 {
		return written
	}
	if server := all[len(all)-1].Server(); server != reference.UnknownServer {
		return server
	}
	return written
}

// maxExpansion is how long a text may become by putting in the values of
// variables.
const maxExpansion = 2000

// expand puts the values of variables into a text.
func (h health) expand(s string) string {
	left := maxExpansion
	for range 3 {
		expanded := variable.ReplaceAllStringFunc(s, func(name string) string {
			value, known := h.variables[strings.Trim(name, "${}")]
			if left -= len(value); !known || left < 0 {
				return name
			}
			return value
		})
		if expanded == s {
			break
		}
		s = expanded
	}
	return s
}

// paths finds the endpoints in a text that is the path of a request to a
// kube-apiserver.
func (h health) paths(text source.Text) {
	for _, e := range endpoint.In(text.Data) {
		if e.IsPath() && len(bytes.TrimSpace(text.Data[:e.Start])) == 0 {
			h.ask(asked{Endpoint: e, text: text})
		}
	}
}
