package find

import (
	"bytes"
	"cmp"
	"maps"
	"path"
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
// the kube-apiserver, "" if it doesn't, or hands that port on elsewhere too.
func proxiedAt(commands []shell.Command) string {
	port := proxyIn(commands)
	if port != "" && slices.ContainsFunc(commands, func(c shell.Command) bool { return forwards(c.Words, port) }) {
		return ""
	}
	return port
}

// forwards tells whether a command makes kubectl hand a port on to a pod.
func forwards(words []source.Text, port string) bool {
	at := slices.IndexFunc(words, func(w source.Text) bool { return string(w.Data) == "port-forward" })
	return at >= 0 && slices.ContainsFunc(words[at:], func(w source.Text) bool {
		local, _, _ := strings.Cut(string(w.Data), ":")
		return local == port
	})
}

func proxyIn(commands []shell.Command) string {
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

// askedServer is what stands for the URL or the host of the kube-apiserver that a
// command named.
const askedServer = "${kube_apiserver_url}"

// maxReassigned is how often variables are followed that were given one.
const maxReassigned = 100

// serversAsked returns the variables that a script gives the URL or the host of
// the kube-apiserver that a command names.
func serversAsked(commands []shell.Command) map[string]bool {
	names := map[string]bool{}
	for _, c := range commands {
		if !asksForServer(c) {
			continue
		}
		for _, word := range c.Words {
			if name, value, is := assignment(word); is && bytes.HasSuffix(value.Data, []byte("$()")) {
				names[name] = true
			}
		}
	}
	return names
}

// assignsOneOf tells whether commands assign one of the variables.
func assignsOneOf(commands []shell.Command, names map[string]bool) bool {
	return slices.ContainsFunc(commands, func(c shell.Command) bool {
		return slices.ContainsFunc(c.Words, func(w source.Text) bool {
			name, _, is := assignment(w)
			return is && names[name]
		})
	})
}

func asksForServer(c shell.Command) bool {
	return slices.ContainsFunc(c.Texts, func(t source.Text) bool { return serverSaid.Match(t.Data) })
}

// serversGiven returns the variables as they are behind commands, as far as they
// hold the kube-apiserver that a command named at some place of the script: the
// last value that each was given counts.
func (h health) serversGiven(commands []shell.Command, asked map[string]bool) map[string]string {
	given := map[string]string{}
	for _, c := range commands {
		for _, word := range c.Words {
			name, value, is := assignment(word)
			switch {
			case !is || !asked[name]:
			case asksForServer(c) && bytes.HasSuffix(value.Data, []byte("$()")):
				given[name] = askedServer
			case len(value.Data) < maxExpansion:
				given[name] = string(value.Data)
			}
		}
	}
	if len(given) == 0 {
		return h.variables
	}
	all := maps.Clone(h.variables)
	maps.Copy(all, given)
	return all
}

// recipeStart matches the first line of a recipe of make or just.
var recipeStart = regexp.MustCompile(`(?m)^[A-Za-z0-9_.@%$({][^=\n]*:(?:[^=\n][^\n]*)?$`)

// justAttribute matches what just has above a recipe for people.
var justAttribute = regexp.MustCompile(`(?m)^[ \t]*\[(?:doc|group|confirm)\b[^\n]*\][ \t]*$`)

// hasRecipes tells by its path whether a file is for make or just: what one of
// its recipes does tells nothing of the others.
func hasRecipes(file string) bool {
	base := withoutTemplate(strings.ToLower(path.Base(file)))
	return base == "makefile" || base == "gnumakefile" || base == "justfile" || base == ".justfile" || strings.HasSuffix(base, ".mk") || strings.HasSuffix(base, ".just")
}

// proxies returns the port of kubectl proxy for what stands at a place of the
// file.
func (h health) proxies(commands []shell.Command) func(at int) string {
	if h.depth > 0 || h.file == nil || !hasRecipes(h.file.Path) {
		port := cmp.Or(proxiedAt(commands), h.proxied)
		return func(int) string { return port }
	}
	starts := recipeStart.FindAllIndex(h.file.Data, -1)
	recipeAt := func(at int) int {
		n, _ := slices.BinarySearchFunc(starts, at+1, func(s []int, at int) int { return s[0] - at })
		return n
	}
	recipes := map[int][]shell.Command{}
	for _, c := range commands {
		if len(c.Words) > 0 {
			n := recipeAt(c.Words[0].Offset(0))
			recipes[n] = append(recipes[n], c)
		}
	}
	ports := map[int]string{}
	for n, all := range recipes {
		ports[n] = proxiedAt(all)
	}
	return func(at int) string { return ports[recipeAt(at)] }
}
