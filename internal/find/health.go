package find

import (
	"bytes"
	"cmp"
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
	use     reference.Use
	form    string
	answer  reference.Answer
	program string // whose exit code doesn't follow the status, if the answer is that
	// decides tells that something depends on the answer.
	decides      bool
	told         bool   // the text is for people, and only commands in it ask
	meant        bool   // what is around speaks of the kube-apiserver
	nearby       bool   // messages say that the kube-apiserver on this host is asked
	checksServer bool   // the script is named for a check of the kube-apiserver
	neighbours   bool   // the servers beside it on the same host are asked too
	proxied      string // the port of this host at which kubectl hands requests on to it, "" for none

	variables map[string]string // that the script around assigns
	held      map[string]*held  // variables of it that hold an endpoint
	holder    *held             // the one whose value is looked at, nil for none
	used      bool              // it is where that is used
}

func (s healthSeeker) isMentioned(in mention) bool { return in&mentionsHealth != 0 }

func (s healthSeeker) document(r reading, root yaml.Value) {
	h := health{reading: r, asker: s.asker, anchored: sync.OnceValue(func() bool { return hasAnchor.Match(root.Raw()) })}
	if r.isCode {
		h.literals(root, 0)
		return
	}
	h.variables = givenNames(h.variables, root)
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
	if r.isBorrowed {
		commands = surelyAsked(commands)
	}
	h := health{reading: r, asker: s.asker}
	h.checksServer = h.checksServer || r.depth == 0 && r.file != nil && checksServer(r.file.Path)
	h.script(commands)
}

func (s healthSeeker) arguments(r reading, words []source.Text) {
	if r.isInline {
		return // it speaks of a command
	}
	h := health{reading: r, asker: s.asker}
	h.command(shell.Command{Words: words})
}

// health finds what asks for health endpoints in one text.
type health struct {
	reading
	asker
	anchored  func() bool // whether parts of the document are used in several places, if it is one
	exits     bool        // the script ends when a command fails
	functions []*function // that the script defines
	shared    bool        // what is asked here isn't for this use alone
	plain     bool        // a command asks that says nothing of whose certificate it trusts
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
	if h.used && h.holder.found[name.Start] != nil {
		h.again(h.holder.found[name.Start])
		return
	}
	found := &reference.Health{
		Server: reference.APIServer, Endpoint: a.Name, Check: a.Check, Query: a.Query,
		Use: h.purpose(), Form: h.form, Answer: h.answer, Program: h.program, Release: a.release, ShutdownDelay: a.delay,
		Named:   []string{a.Name},
		Literal: !h.shared && !h.isDocument && a.Check == "" && name.End-name.Start == len(a.Name) && !h.isAnchored(),
		Name:    name,
	}
	if h.holder != nil {
		h.holder.found[name.Start] = found
	}
	h.yield(span, found)
}

// purpose returns what what is asked is for.
func (h health) purpose() reference.Use {
	switch {
	case h.isDocument:
		return reference.Documentation
	case h.use == "":
		return reference.Request
	}
	return h.use
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
	case h.plain && e.IsOnlyCalled() && !strings.HasPrefix(h.expand(string(endpoint.URL(text.Data, e))), "https://"):
		return reference.UnknownServer
	case server != reference.UnknownServer:
	case h.meant && (e.Scheme == "https" || e.NamesPort()), (h.neighbours || h.nearby && e.Scheme == "https") && e.IsLocal(), h.isStarted(e), h.isProxied(e), h.isChecked(e), h.isPassed(e, text):
		return reference.APIServer
	}
	return server
}

// expandedServerOf tells whose endpoint a URL names, with what the script
// assigns to the variables in it.
func (h health) expandedServerOf(e *endpoint.Endpoint, text source.Text) reference.Server {
	written := e.Server()
	if written == reference.Component {
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
	known := all[len(all)-1]
	if server := known.Server(); server != reference.UnknownServer || isOfAnother(e, &known) {
		return server
	}
	return written
}

// isOfAnother tells whether a URL that names a kube-apiserver by a variable is
// one of another server as soon as the value of that is known. An address says
// less than a name that speaks of a cluster.
func isOfAnother(written, known *endpoint.Endpoint) bool {
	const holes = "${<%"
	if known.Scheme != "https" || known.Host == "" || strings.ContainsAny(known.Host+written.Port, holes) || !strings.ContainsAny(written.Host, holes) {
		return false
	}
	if endpoint.Behind([]string{known.Host}, []string{cmp.Or(known.Port, "443")}) == reference.APIServer {
		return false // its own name says so
	}
	isURL := written.Scheme == "" || written.Port != ""
	isAddress := known.Host == "localhost" || ipAddress.MatchString(known.Host)
	return isURL && (!isAddress || written.IsOnlyCalled())
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
