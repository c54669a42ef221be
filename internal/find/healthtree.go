package find

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// hasAnchor matches a YAML anchor: what it stands before may be used again.
var hasAnchor = regexp.MustCompile(`(?m)(?:^|[\s:-])&[A-Za-z0-9_-]+(?:\s|$)`)

// value looks through a value of a document.
func (h health) value(v yaml.Value, at *place) {
	switch {
	case v.IsAlias() || at.depth > maxPlaces || !endpoint.Mentioned(v.Raw()):
	case v.IsMapping():
		h.meant = h.meant || speaksOfAPIServer(at.key) || isCalledAPIServer(v)
		h.mapping(v, objectAt(v, at))
	case v.IsSequence():
		h.meant = h.meant || speaksOfAPIServer(at.key)
		h.sequence(v, at)
	default:
		h.scalar(v, at)
	}
}

// apiServerWords match names, and sentences for people, about the kube-apiserver.
var (
	apiServerWords = regexp.MustCompile(`(?i)kube-?apiserver|\bkubernetes api[ -]?server\b|\b(?:wait|check)\b.*\bapi[ -]?server\b`)
	otherWords     = regexp.MustCompile(`(?i)metrics|aggregat|extension|openshift|oauth|controller|scheduler`)
)

// isCalledAPIServer tells whether a name in a mapping speaks of the
// kube-apiserver.
func isCalledAPIServer(mapping yaml.Value) bool {
	for key, value := range mapping.Entries() {
		if name := key.String(); (name == "name" || strings.HasSuffix(name, "Name")) && value.IsScalar() && speaksOfAPIServer(value.String()) {
			return true
		}
	}
	return false
}

func speaksOfAPIServer(name string) bool {
	return apiServerWords.MatchString(name) && !otherWords.MatchString(name)
}

func (h health) mapping(v yaml.Value, at *place) {
	at = at.of(v)
	h.repeated(v)
	h.variables = taskVariables(h.variables, v.Get("vars"))
	done := append(h.probes(v, at), h.checks(v, at)...)
	done = append(done, h.allowed(v, at)...)
	done = append(done, h.balancerVariables(v, at)...)
	done = append(done, h.nonResourceURLs(v, at)...)
	command, args := v.Get("command"), v.Get("args")
	if command.IsSequence() && args.IsSequence() {
		h.command(shell.Command{Words: append(words(command), words(args)...)})
		done = append(done, "command", "args")
	}
	if file, content := v.Get("path"), v.Get("content"); file.IsScalar() && content.IsScalar() {
		h.checksServer = checksServer(file.String())
		h.nest(languageOf(file.String()), content.Text())
		return
	}
	for key, value := range v.Entries() {
		name := key.String()
		switch {
		case slices.Contains(done, name), isProse(name) && value.IsScalar() && name != "name":
		case name == "annotations", name == "openAPIV3Schema", isQuery(name):
		default:
			h.value(value, at.below(name))
		}
	}
}

// of returns a place with the mapping that stands there.
func (p *place) of(mapping yaml.Value) *place {
	at := *p
	at.mapping = mapping
	return &at
}

// ofAnswer matches what a condition takes of an answer other than its status.
var ofAnswer = regexp.MustCompile(`\.(?:content|stdout)\b`)

// repeated notes what a task of Ansible makes of the answer to what it does.
func (h *health) repeated(task yaml.Value) {
	until := task.Get("until")
	if !until.Exists() && !(task.Get("retries").Exists() && task.Get("delay").Exists()) {
		return
	}
	h.decides = true
	if h.use == "" {
		h.use = reference.Wait
	}
	if ofAnswer.Match(until.Raw()) {
		h.answer = reference.Body
	}
}

func (h health) sequence(v yaml.Value, at *place) {
	if at.key == "conditions" && at.around != nil && at.around.key == "anonymous" {
		h.use, h.form = reference.Filter, "anonymous conditions"
		var paths []source.Text
		for item := range v.Items() {
			paths = append(paths, item.Get("path").Text())
		}
		h.named(paths)
		return
	}
	isCommand := isCommandKey(at.key)
	if isCommand {
		h.command(shell.Command{Words: words(v)})
	}
	for item := range v.Items() {
		if !isCommand || !item.IsScalar() {
			h.value(item, at)
		}
	}
}

// isCommandKey tells whether the list below a key is the words of one command.
func isCommandKey(key string) bool {
	switch strings.ToLower(key) {
	case "command", "cmd", "args", "argv", "exec", "entrypoint", "test", "arguments":
		return true
	}
	return false
}

// scalar looks through a string.
func (h health) scalar(v yaml.Value, at *place) {
	text := v.Text()
	switch {
	case isQuery(at.key), isMessage(at.key):
		return
	case h.use != "":
	case isMonitor(at):
		h.use = reference.Monitor
	case isWaiting(at):
		h.use = reference.Wait
	}
	h.told = h.told || at.key == "name"
	h.decides = h.decides || isCondition(at.key)
	h.checksServer = h.checksServer || checksServer(at.key) || at.around != nil && checksServer(at.around.mapping.Get("dest").String())
	if in := languageOfKey(at.key); in != unknown || bytes.ContainsAny(text.Data, "\n") {
		h.nest(in, text)
		return
	}
	if h.form = at.key; h.form == "regex" || h.form == "regexPattern" {
		h.pattern(text)
		return
	}
	if bytes.HasPrefix(text.Data, []byte("((")) && bytes.HasSuffix(text.Data, []byte("))")) {
		h.expression(text)
		return
	}
	if bytes.ContainsAny(text.Data, " \t") && !isSingleURL(text.Data) {
		if asksURLs(shell.Words(text)) {
			h.form = "" // it is the program that asks
		}
		h.nest(shellText, text)
		return
	}
	h.urls(text)
}

// isCondition tells whether a key leads to commands whose exit codes decide, in
// states of Salt.
func isCondition(key string) bool { return key == "onlyif" || key == "unless" }

// expression finds the paths in an expression that puts texts together, as that of
// Spiff does, behind a name of a kube-apiserver.
func (h health) expression(text source.Text) {
	for _, e := range endpoint.In(text.Data) {
		if e.IsPath() && endpoint.NamesServer(text.Data[:min(e.Start, e.NameStart)]) {
			h.ask(asked{Endpoint: e, text: text})
		}
	}
}

// verdictText matches what a kube-apiserver writes at the end of a verbose
// answer, as patterns have it.
var verdictText = regexp.MustCompile(`(?:healthz|livez|readyz) check (?:passed|failed)`)

// pattern looks at a pattern that a program looks for in a text.
func (h health) pattern(text source.Text) {
	if match := verdictText.FindIndex(text.Data); match != nil {
		h.yield(text.Span(match[0], match[1]), &reference.Health{
			Server: reference.APIServer, Use: reference.Monitor, Form: h.form, Answer: reference.VerboseText,
		})
	}
}

// isSingleURL tells whether the blanks of a text all stand in placeholders.
func isSingleURL(text []byte) bool {
	return !bytes.ContainsAny(placeholder.ReplaceAll(text, nil), " \t\n")
}

var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}|\$\{[^}]*\}|<%=[^%]*%>`)

// isMonitor tells whether what stands at a place is watched: a target of
// Prometheus and its like.
func isMonitor(at *place) bool {
	for p := at; p != nil; p = p.around {
		switch p.key {
		case "targets", "static_configs", "staticConfigs", "staticConfig", "scrape_configs", "scrapeConfigs", "monitors", "uptime":
			return true
		}
	}
	return false
}

// isWaiting tells whether what stands at a place is waited for, by the names of
// what is done.
func isWaiting(at *place) bool {
	for p := at; p != nil; p = p.around {
		if strings.Contains(p.key, "wait_for") || strings.Contains(p.key, "waitFor") {
			return true
		}
	}
	return false
}

// isQuery tells whether a key leads to a query for metrics, or to what one gives
// in a test: URLs in it are the values of labels.
func isQuery(key string) bool {
	switch key {
	case "expr", "series", "query", "promql", "alert", "record", "labels", "exp_labels", "input_series":
		return true
	}
	return false
}
