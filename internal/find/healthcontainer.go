package find

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// uses are what the probes of a container are for.
var uses = map[string]reference.Use{
	"livenessProbe": reference.Liveness, "readinessProbe": reference.Readiness, "startupProbe": reference.Startup,
}

// probes looks through the probes of a container that stands at a place, and
// returns their keys.
func (h health) probes(container yaml.Value, at *place) []string {
	var done []string
	for key, probe := range container.Entries() {
		name := key.String()
		if uses[name] == "" {
			continue
		}
		done = append(done, name)
		h.use, h.form = uses[name], name
		h.command(shell.Command{Words: words(probe.Get("exec").Get("command"))})
		get := probe.Get("httpGet")
		if text, said := h.pathOf(get.Get("path")); said && endpoint.Mentioned(text.Data) {
			h.httpGet(container, get, text, at)
		}
	}
	return done
}

// defaultPath matches an action of a template that is a value without quotes, and
// what it gives where nothing else is given.
var defaultPath = regexp.MustCompile(`^\{\{-?[^{}]*(?:\|\s*default\s*\(?\s*["']([^"'{}]*)["']\s*\)?|\bdefault\s+["']([^"'{}]*)["']\s+\.[\w.]+)\s*-?\}\}$`)

// pathOf returns the path that a probe gives: the default of an action of a
// template, which YAML takes for a mapping where nothing else makes the file a
// template.
func (h health) pathOf(path yaml.Value) (text source.Text, said bool) {
	span := path.Span()
	switch {
	case path.IsScalar():
		return path.Text(), true
	case !path.IsMapping() || h.file == nil || span.End > len(h.file.Data):
		return source.Text{}, false
	}
	match := defaultPath.FindSubmatchIndex(h.file.Data[span.Start:span.End])
	if match == nil {
		return source.Text{}, false
	}
	start := max(match[2], match[4])
	return h.file.Text().Slice(span.Start+start, span.Start+max(match[3], match[5])), true
}

// httpGet looks at a probe by HTTP.
func (h health) httpGet(container, get yaml.Value, text source.Text, at *place) {
	for _, e := range endpoint.In(text.Data) {
		port := portOf(container, get.Get("port"))
		if !e.IsPath() || endpoint.IsOther(port) || !runsAPIServer(container) && !probesAPIServer(container, get, port) && !passesOn(container, get, at) {
			continue
		}
		arguments := append(words(container.Get("command")), words(container.Get("args"))...)
		if _, listed := flagOf(arguments, "authorization-always-allow-paths"); listed {
			h.shared = true
		}
		delay, _ := flagOf(arguments, "shutdown-delay-duration")
		if !isDelay(delay) {
			delay = ""
		}
		h.ask(asked{Endpoint: e, text: text, release: releaseOf(h.expand(container.Get("image").String())), delay: delay})
	}
}

// balancer matches the names of containers of load balancers, and their images.
var balancer = regexp.MustCompile(`(?i)haproxy|nginx|envoy|traefik|keepalived|kube-?vip|load_?-?balancer`)

// probesAPIServer tells whether a probe asks a kube-apiserver that isn't in the
// container itself. A load balancer in front of one answers for itself, unless
// it is asked in TLS or at the port that it passes on.
func probesAPIServer(container, get yaml.Value, port string) bool {
	asked := endpoint.Endpoint{Scheme: "https", Host: get.Get("host").String(), Port: port}
	isOwn := isHole([]byte(port)) && !strings.EqualFold(get.Get("scheme").String(), "https") &&
		(balancer.MatchString(container.Get("name").String()) || balancer.MatchString(container.Get("image").String()))
	return asked.Host != "" && !isOwn && asked.Server() == reference.APIServer
}

// portOf returns the number of a port that a probe names.
func portOf(container, port yaml.Value) string {
	for p := range container.Get("ports").Items() {
		if name := p.Get("name"); isName(name) && name.String() == port.String() {
			return p.Get("containerPort").String()
		}
	}
	return port.String()
}

// flagOf returns the value of a flag among arguments, which may all stand in
// one text.
func flagOf(arguments []source.Text, name string) (value string, found bool) {
	for i, argument := range arguments {
		_, after, found := bytes.Cut(argument.Data, []byte("--"+name))
		switch {
		case !found:
		case len(after) == 0 && i+1 < len(arguments):
			return string(arguments[i+1].Data), true
		case len(after) > 0 && (after[0] == '=' || after[0] == ' '):
			if fields := strings.Fields(string(after[1:])); len(fields) > 0 {
				return strings.Trim(fields[0], `"'\`), true
			}
		}
	}
	return "", false
}

var (
	serverImage = regexp.MustCompile(`^kube-apiserver(?:-[a-z0-9]+)?$`)
	imageTag    = regexp.MustCompile(`:v?(1\.[0-9]+)\.[0-9]`)
)

// runsAPIServer tells whether a container is that of a kube-apiserver: by its
// image, its command or its name.
func runsAPIServer(container yaml.Value) bool {
	image, _, _ := strings.Cut(path.Base(container.Get("image").String()), "@")
	image, _, _ = strings.Cut(image, ":")
	if serverImage.MatchString(image) || container.Get("name").String() == "kube-apiserver" {
		return true
	}
	if written := container.Get("image").String(); isTemplate(written) && strings.Contains(squeeze(written), "kubeapiserver") {
		return true
	}
	return startsAPIServer(append(textsOf(container.Get("command")), textsOf(container.Get("args"))...), image)
}

// startsAPIServer tells whether the words that a container of an image runs are
// the program kube-apiserver with its arguments, or a script that runs it.
func startsAPIServer(words []source.Text, image string) bool {
	for i, word := range words {
		switch {
		case image == "hyperkube" && string(word.Data) == "apiserver":
			return true
		case i == 0 && path.Base(string(word.Data)) == "kube-apiserver" && !bytes.Contains(word.Data, []byte("://")):
			return true
		case i > 0 && string(word.Data) == "kube-apiserver":
			if before := words[i-1].Data; isStarter(before) || (!isFlag(before) || string(before) == "--") && hasFlags(words[i+1:]) {
				return true
			}
		case runsServer(word):
			return true
		}
	}
	return false
}

// isFlag tells whether an argument is a flag; its value may be the next one.
func isFlag(argument []byte) bool { return bytes.HasPrefix(argument, []byte("-")) }

// hasFlags tells whether the arguments of a program begin with a flag as a
// kube-apiserver has them.
func hasFlags(arguments []source.Text) bool {
	return len(arguments) > 0 && bytes.HasPrefix(arguments[0].Data, []byte("--"))
}

// isStarter tells whether an argument is a program that runs the one behind it.
func isStarter(argument []byte) bool {
	switch path.Base(string(argument)) {
	case "hyperkube", "go-runner", "exec":
		return true
	}
	return false
}

// runsServer tells whether an argument is the path of the program
// kube-apiserver, or a script that runs it.
func runsServer(argument source.Text) bool {
	if isFlag(argument.Data) || !bytes.Contains(argument.Data, []byte("kube-apiserver")) {
		return false
	}
	if !bytes.ContainsAny(argument.Data, " \n") {
		return inBin.Match(argument.Data)
	}
	for c := range shell.Commands(argument) {
		switch programOf(c.Words) {
		case "kube-apiserver":
			return true
		case "exec":
			words := withoutKeywords(c.Words)
			return len(words) > 1 && isAPIServer(words[1:2])
		}
	}
	return false
}

// inBin matches the path of the program, in a folder for programs.
var inBin = regexp.MustCompile(`^(?:\S*/s?bin|\S*[}])?/kube-apiserver$`)

// releaseOf returns the release in the tag of an image, 0 when it has none.
func releaseOf(image string) apiversion.Release {
	match := imageTag.FindStringSubmatch(image)
	if match == nil {
		return 0
	}
	release, _ := apiversion.ParseRelease(match[1])
	return release
}
