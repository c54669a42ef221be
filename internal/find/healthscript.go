package find

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// setsExit tells whether a command makes the shell exit when one fails.
func setsExit(c shell.Command) bool {
	return programOf(c.Words) == "set" && slices.ContainsFunc(c.Words[1:], func(w source.Text) bool {
		return string(w.Data) == "errexit" || errexit.Match(w.Data)
	})
}

// errexit matches the options of a shell, its option to exit among them.
var errexit = regexp.MustCompile(`^-[a-zA-Z]*e[a-zA-Z]*$`)

// script looks through the commands of a script.
func (h health) script(commands []shell.Command) {
	h.variables, h.held = assignments(written(h.variables, commands), commands), holding(h.held, commands)
	asked, reassigned := serversAsked(commands), 0
	h.variables = h.serversGiven(commands, asked)
	proxies := h.proxies(commands)
	h.neighbours = h.neighbours || asksNeighbours(commands)
	h.functions = functionsOf(commands)
	compared := comparisons(commands)
	sleeps := slices.ContainsFunc(commands, func(c shell.Command) bool { return programOf(c.Words) == "sleep" })
	tried := false // a newer endpoint before, in this chain of alternatives
	h.exits = slices.ContainsFunc(commands, setsExit)
	all := pipelines(commands)
	for i := range all {
		p := &all[i]
		if i+1 < len(all) {
			p.settle(&all[i+1])
		}
		if len(asked) > 0 && reassigned < maxReassigned && assignsOneOf(p.commands, asked) {
			h.variables = h.serversGiven(p.commands, asked)
			reassigned++
		}
		if first := p.commands[0].Words; len(first) > 0 {
			h.proxied = proxies(first[0].Offset(0))
		}
		if !tried || !p.names("healthz") {
			inside := h
			inside.nearby = h.nearby || p.mentions() && isTold(all, i)
			inside.pipeline(*p, compared, sleeps)
		}
		tried = p.join == shell.Or && (tried || p.names("livez") || p.names("readyz"))
	}
}

// neighbour matches a URL of the scheduler or the controller manager.
var neighbour = regexp.MustCompile(`:1025[1279]/healthz`)

func asksNeighbours(commands []shell.Command) bool {
	for _, c := range commands {
		if slices.ContainsFunc(c.Words, func(w source.Text) bool { return neighbour.Match(w.Data) }) {
			return true
		}
	}
	return false
}

func keywordOf(words []source.Text) string {
	for _, word := range words {
		switch w := string(word.Data); {
		case slices.Contains([]string{"if", "elif", "while", "until", "!"}, w):
			return w
		case !isKeyword(w):
			return ""
		}
	}
	return ""
}

// isKeyword tells whether a word stands before a command and is no part of it.
func isKeyword(word string) bool {
	switch word {
	case "if", "elif", "while", "until", "!", "do", "then", "else", "{", "time", "sudo", "-", "@", "+", "CMD", "CMD-SHELL":
		return true
	}
	return false
}

// withoutKeywords returns the words from the program on: without keywords and
// assignments before it.
func withoutKeywords(words []source.Text) []source.Text {
	for i, word := range words {
		if isKeyword(string(word.Data)) {
			continue
		}
		if name, _, found := cut(word, "="); found && variableName.Match(name.Data) {
			continue
		}
		return words[i:]
	}
	return nil
}

func programOf(words []source.Text) string {
	if words = withoutKeywords(words); len(words) == 0 {
		return ""
	}
	return path.Base(ofMake.ReplaceAllString(string(words[0].Data), ""))
}

// ofMake matches what a rule of make has before a command.
var ofMake = regexp.MustCompile(`^[-+]?@[-+]?`)

// comparisons returns the names of the variables that a script compares with
// something.
func comparisons(commands []shell.Command) map[string]bool {
	names := map[string]bool{}
	for _, c := range commands {
		if !isTest(c.Words) {
			continue
		}
		for _, word := range c.Words {
			for _, name := range variable.FindAll(word.Data, -1) {
				names[expandedName(string(name))] = true
			}
		}
	}
	return names
}

// isTest tells whether a command compares texts.
func isTest(words []source.Text) bool {
	switch programOf(words) {
	case "[", "[[", "test":
		return slices.ContainsFunc(words, func(w source.Text) bool {
			return slices.Contains([]string{"=", "==", "!=", "=~", "-eq", "-ne"}, string(w.Data))
		})
	}
	return false
}

// pipeline looks through the commands of a pipeline.
func (h health) pipeline(p pipeline, compared map[string]bool, sleeps bool) {
	h.decides = h.decides || p.decides()
	if h.use == "" && (p.keyword == "until" || p.keyword == "while" || sleeps && h.decides) {
		h.use = reference.Wait
	}
	for i, c := range p.commands {
		inside := h
		if isTest(c.Words) || isAssigned(c, compared) {
			inside.answer, inside.decides = reference.Body, true
		}
		if i+1 < len(p.commands) {
			inside.filtered(p.commands[i+1:])
			inside.handed(c.Words, p.commands[i+1:])
		}
		inside.command(c)
	}
}

// isAssigned tells whether a command assigns what another prints to a variable
// that is compared.
func isAssigned(c shell.Command, compared map[string]bool) bool {
	if len(c.Texts) == 0 {
		return false
	}
	return slices.ContainsFunc(c.Words, func(w source.Text) bool {
		name, value, found := cut(w, "=")
		return found && compared[string(name.Data)] && string(value.Data) == "$()"
	})
}

// filtered notes what the commands behind make of the answer.
func (h *health) filtered(commands []shell.Command) {
	for i, c := range commands {
		switch program := programOf(c.Words); program {
		case "grep", "egrep", "fgrep", "awk", "wc", "sed":
			ends := h.exits && i == len(commands)-1 && strings.HasSuffix(program, "grep")
			if h.decides || ends || isQuiet(c.Words) {
				h.answer, h.decides = reference.Body, true
			}
		}
	}
}

// isQuiet tells whether grep prints nothing, so that its exit status is all
// that it is used for.
func isQuiet(words []source.Text) bool {
	return slices.ContainsFunc(words, func(w source.Text) bool {
		s := string(w.Data)
		return s == "--quiet" || s == "--silent" || len(s) > 1 && s[0] == '-' && s[1] != '-' && strings.Contains(s, "q")
	})
}

// rawForm is how kubectl and its like ask for a path.
const rawForm = "kubectl get --raw"

// command looks through one command.
func (h health) command(c shell.Command) {
	words := withoutKeywords(c.Words)
	if len(words) == 0 {
		words = c.Words
	}
	words = h.spread(words)
	if raw, found := rawPath(words); found && !onlyTells(words) {
		inside := h
		inside.form = rawForm
		inside.answered(raw, words).paths(raw)
		inside.uses(raw, words)
	} else {
		h.asks(c, words)
	}
	inside := h
	inside.checksServer = h.checksServer || len(c.Texts) > 0 && writesCheck(c.Words)
	for _, text := range c.Texts {
		inside.nest(unknown, text)
	}
	h.listed(words)
}

// asks looks through the words of a command that may be a request.
func (h health) asks(c shell.Command, words []source.Text) {
	if cloudTools[programOf(words)] {
		h.use = reference.LoadBalancer
		h.cloudCheck(words)
	}
	h.writes(words)
	h.told = h.told || tells(words) && !h.callsAsker(words)
	h.meant = h.meant || slices.ContainsFunc(c.Texts, func(t source.Text) bool { return endpoint.NamesServer(t.Data) })
	h.passes(words)
	left := maxAsked
	for _, word := range c.Words {
		if left > 0 && endpoint.Mentioned(word.Data) {
			h.word(word, words)
			left--
		}
		h.uses(word, words)
	}
}

// calledAPIServer matches a word that tells what is asked, for messages.
var calledAPIServer = regexp.MustCompile(`^(?:kube-)?apiserver:? *$`)

// programName matches the name of a program.
var programName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*$`)

// maxAsked is how many words of one command are looked at that name an endpoint.
const maxAsked = 200

// word looks through a word of a command that names an endpoint.
func (h health) word(word source.Text, words []source.Text) {
	name, _, isAssigned := assignment(word)
	if isAssigned {
		h.holder, h.used = h.held[name], false
	}
	switch {
	case h.told && onlyTells(words) && !asksApart(word, words):
	case !isSingleURL(word.Data):
		h.nest(unknown, word)
	case (h.isDocument || h.told) && !asksURLs(words):
	default:
		h = h.answered(word, words)
		h.plain = isAssigned || !saysTrust(words)
		h.meant = h.meant || slices.ContainsFunc(words, func(w source.Text) bool { return calledAPIServer.Match(w.Data) })
		if program := programOf(words); h.form == "" && programName.MatchString(program) {
			h.form = program
		}
		h.urls(word)
	}
}

// answered fills in what is made of the answer to a request.
func (h health) answered(url source.Text, words []source.Text) health {
	program := programOf(words)
	switch {
	case program == "curl" && hasOption(words, "w", "--write-out"):
		h.answer = reference.Status
	case h.answer == reference.Body && isVerbose(url.Data):
		h.answer = reference.VerboseText
	case h.answer == reference.Status && h.decides && ignoresStatus(program, words) && !hasUnknown(words):
		h.answer, h.program = reference.StatusIgnored, program
	}
	return h
}

// ignoresStatus tells whether a program that asks for a URL exits with 0
// whatever the status of the answer is.
//
// Source: curl's manual, --fail; HTTPie's documentation, Scripting.
func ignoresStatus(program string, words []source.Text) bool {
	switch program {
	case "curl":
		return !hasOption(words, "f", "--fail", "--fail-with-body")
	case "http", "https":
		return !slices.ContainsFunc(words, func(w source.Text) bool { return string(w.Data) == "--check-status" })
	}
	return false
}

// saysTrust tells whether a command may say whose certificate it trusts, or who
// asks. That of a kube-apiserver is signed by its cluster, so that only few who
// ask one say neither.
func saysTrust(words []source.Text) bool {
	if programOf(words) != "" && !asksURLs(words) {
		return true // by means of its own
	}
	return hasOption(words, "k", "--insecure", "--cacert", "--capath", "--no-check-certificate", "--ca-certificate", "--verify") ||
		hasOption(words, "E", "--cert", "--certificate") || hasUnknown(words) ||
		slices.ContainsFunc(words, func(w source.Text) bool { return bytes.Contains(w.Data, []byte("Authorization")) })
}

func isVerbose(url []byte) bool {
	return bytes.Contains(url, []byte("?verbose")) || bytes.Contains(url, []byte("&verbose"))
}

// hasOption tells whether one of the words is an option, be it among others
// behind one dash.
func hasOption(words []source.Text, short string, long ...string) bool {
	for _, word := range words {
		w, _, _ := strings.Cut(string(word.Data), "=")
		if slices.Contains(long, w) || curlOptions.MatchString(w) && strings.Contains(w, short) {
			return true
		}
	}
	return false
}

// hasUnknown tells whether a variable of unknown value stands among the words,
// which may hold options.
func hasUnknown(words []source.Text) bool {
	return slices.ContainsFunc(words, func(w source.Text) bool {
		return string(w.Data) == "$@" || string(w.Data) == "$*" || isVariableAlone(w.Data)
	})
}

// curlOptions matches options of one letter behind one dash; letters behind one
// that takes a value are part of it.
var curlOptions = regexp.MustCompile(`^-[0-9#aBfgGiIjkJlLnNOpqRsSvVZ]*[0-9#aBfgGiIjkJlLnNOpqRsSvVZw]`)

// rawPath returns the path that kubectl, or a client like it, is told to get.
func rawPath(words []source.Text) (source.Text, bool) {
	for i, word := range words {
		switch {
		case string(word.Data) == "--raw" && i+1 < len(words):
			return words[i+1], true
		case bytes.HasPrefix(word.Data, []byte("--raw=")):
			return word.Slice(len("--raw="), len(word.Data)), true
		}
	}
	return source.Text{}, false
}

// listed finds the lists of paths in flags: those that a kube-apiserver answers
// to anybody, and those that kubectl makes a role of.
func (h health) listed(words []source.Text) {
	var urls []source.Text
	isServer := isAPIServer(words)
	for i, word := range words {
		name, value, found := cut(trimLeft(word, "-"), "=")
		switch {
		case string(word.Data) == "--non-resource-url" && i+1 < len(words):
			urls = append(urls, splitAt(words[i+1], ",")...)
		case !found:
		case string(name.Data) == "authorization-always-allow-paths" && isServer:
			h.use, h.form = reference.Filter, "--authorization-always-allow-paths"
			h.named(splitAt(value, ","))
		case string(name.Data) == "non-resource-url":
			urls = append(urls, splitAt(value, ",")...)
		}
	}
	h.use, h.form = reference.Permission, "--non-resource-url"
	h.named(urls)
}

func splitAt(text source.Text, separator string) []source.Text {
	var parts []source.Text
	for found := true; found; {
		var part source.Text
		part, text, found = cut(text, separator)
		parts = append(parts, part)
	}
	return parts
}
