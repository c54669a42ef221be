package find

import (
	"bytes"
	"regexp"
)

// nearMessages is how many pipelines before and after a request are looked at
// for what a script tells about it.
const nearMessages = 6

// aboutAPIServer matches messages about a kube-apiserver.
var aboutAPIServer = regexp.MustCompile(`(?i)\bapi[ -]?server\b`)

// isTold tells whether a script tells people that a request is about the
// kube-apiserver: in what is done as long as it fails or succeeds, or else just
// before it.
func isTold(all []pipeline, request int) bool {
	for i := request + 1; i < min(request+nearMessages, len(all)); i++ {
		if p := &all[i]; p.ends() || p.asks() {
			break
		} else if said := p.message(); said != nil {
			return isAboutAPIServer(said)
		}
	}
	for i := request - 1; i >= max(request-nearMessages, 0); i-- {
		if p := &all[i]; p.ends() || p.asks() {
			break
		} else if said := p.message(); said != nil {
			return isAboutAPIServer(said)
		}
	}
	return false
}

func isAboutAPIServer(message []byte) bool {
	return (aboutAPIServer.Match(message) || apiServerWords.Match(message)) && !otherWords.Match(message)
}

// mentions tells whether a pipeline names a health endpoint.
func (p *pipeline) mentions() bool {
	return p.names("healthz") || p.names("livez") || p.names("readyz")
}

// ends tells whether a pipeline is the end of a loop, a condition or a function.
func (p *pipeline) ends() bool {
	if words := p.commands[0].Words; len(words) > 0 {
		switch string(words[0].Data) {
		case "done", "fi", "esac", "}":
			return true
		}
	}
	return false
}

// asks tells whether one of the commands of a pipeline asks for a URL.
func (p *pipeline) asks() bool {
	for _, c := range p.commands {
		if asksURLs(c.Words) {
			return true
		}
	}
	return false
}

// message returns what a pipeline tells people, nil if it tells nothing.
func (p *pipeline) message() []byte {
	c := p.commands[0]
	if !tells(c.Words) {
		return nil
	}
	var said [][]byte
	for _, word := range withoutKeywords(c.Words)[1:] {
		said = append(said, word.Data)
	}
	return bytes.Join(said, []byte(" "))
}
