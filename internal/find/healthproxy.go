package find

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// proxyPort is where kubectl proxy listens unless it is told otherwise.
//
// Source: kubectl proxy --help.
const proxyPort = "8001"

// kubectls matches the programs that have the command proxy.
var kubectls = regexp.MustCompile(`^(?:kubectl|oc|k3s|k|microk8s(?:\.kubectl)?)$`)

// proxiedAt returns the port at which a script makes kubectl hand requests on to
// the kube-apiserver, "" if it doesn't.
func proxiedAt(commands []shell.Command) string {
	for _, c := range commands {
		at := slices.IndexFunc(c.Words, func(w source.Text) bool { return string(w.Data) == "proxy" })
		if at < 1 || !slices.ContainsFunc(c.Words[:at], func(w source.Text) bool { return kubectls.Match(w.Data) }) {
			continue
		}
		port := proxyPort
		for i, word := range c.Words[at:] {
			name, value, found := strings.Cut(string(word.Data), "=")
			switch {
			case name != "--port" && name != "-p":
			case found:
				port = value
			case at+i+1 < len(c.Words):
				port = string(c.Words[at+i+1].Data)
			}
		}
		return port
	}
	return ""
}

// isProxied tells whether a URL goes to the kube-apiserver by kubectl proxy.
func (h health) isProxied(e *endpoint.Endpoint) bool {
	isHost := e.Host == "localhost" || e.Host == "127.0.0.1"
	return h.proxied != "" && isHost && e.Prefix == "" && e.Scheme != "https" && h.expand(e.Port) == h.expand(h.proxied)
}

// handed looks at what a command writes for a program that sends it to a
// kube-apiserver: a request, written out.
func (h health) handed(words []source.Text, behind []shell.Command) {
	for _, c := range behind {
		to := addressIn(c.Words)
		if to == "" {
			continue
		}
		port := portIn(to)
		e := endpoint.Endpoint{Scheme: "https", Host: strings.TrimSuffix(to, ":"+port), Port: h.expand(port)}
		if e.Server() == reference.APIServer {
			h.form = programOf(c.Words)
			for _, word := range words {
				h.request(word)
			}
		}
	}
}

// addressIn returns where a command connects to that sends what it reads, "" if
// it doesn't.
func addressIn(words []source.Text) string {
	if !slices.ContainsFunc(words, func(w source.Text) bool { return string(w.Data) == "s_client" }) {
		return ""
	}
	for i, word := range words[:len(words)-1] {
		if string(word.Data) == "-connect" || string(word.Data) == "--connect" {
			return string(words[i+1].Data)
		}
	}
	return ""
}

// writes looks at what echo or printf write: a file whose lines are in one word.
func (h health) writes(words []source.Text) {
	if program := programOf(words); program != "echo" && program != "printf" {
		return
	}
	for _, word := range words {
		if !bytes.Contains(word.Data, []byte(`\n`)) || !endpoint.Mentioned(word.Data) {
			continue
		}
		if text := withLineBreaks(word); languageOfText(text.Data) != shellText {
			h.nest(unknown, text)
		}
	}
}

// serverSaid matches what asks a cluster's configuration for its server.
var serverSaid = regexp.MustCompile(`config view\b[^|]*\bcluster\.server|\beks describe-cluster\b.*\bcluster\.endpoint|\bclusters describe\b.*\(endpoint\)`)

// serversAsked returns the variables that a script gives the URL or the host of
// the kube-apiserver that a command names.
func serversAsked(commands []shell.Command) []string {
	var names []string
	for _, c := range commands {
		if !slices.ContainsFunc(c.Texts, func(t source.Text) bool { return serverSaid.Match(t.Data) }) {
			continue
		}
		for _, word := range c.Words {
			if name, value, is := assignment(word); is && bytes.HasSuffix(value.Data, []byte("$()")) {
				names = append(names, name)
			}
		}
	}
	return names
}
