package find

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/source"
)

// function is one that a script defines, as far as its first bracket goes.
type function struct {
	name       string
	start, end int               // of its commands, in the file
	aliases    map[string]string // variables that it gives a parameter: its number
	commands   []shell.Command
	calls      [][]string // the arguments that it is called with
}

// maxFunctions is how many functions of a script are looked at, and how many
// calls of each.
const maxFunctions = 50

// parameter matches a parameter of a function, or a variable that may stand for
// one, as it is expanded.
var parameter = regexp.MustCompile(`\$(?:\{([A-Za-z0-9_]+)(?::?-[^{}]*)?\}|([A-Za-z_][A-Za-z0-9_]*|[1-9]))`)

// functionsOf returns the functions that a script defines, with their calls.
func functionsOf(commands []shell.Command) []*function {
	var all []*function
	for i := 0; i < len(commands) && len(all) < maxFunctions; i++ {
		f := functionAt(commands[i:])
		if f == nil {
			continue
		}
		all = append(all, f)
		i += len(f.commands)
	}
	if len(all) == 0 {
		return nil
	}
	for _, hop := range []bool{false, true} {
		for _, c := range commands {
			noteCall(all, c, hop)
		}
	}
	return all
}

// functionAt returns the function whose definition the commands begin with.
func functionAt(commands []shell.Command) *function {
	words := commands[0].Words
	if len(words) > 1 && string(words[0].Data) == "function" {
		words = words[1:]
	}
	opens := len(words) == 2 && string(words[1].Data) == "{"
	if !opens && (len(words) != 1 || len(commands) < 2 || !startsWith(commands[1], "{")) || !programName.Match(words[0].Data) {
		return nil
	}
	f := &function{name: string(words[0].Data), aliases: map[string]string{}}
	for _, c := range commands[1:] {
		if startsWith(c, "}") {
			break
		}
		f.commands = append(f.commands, c)
		for _, word := range c.Words {
			if f.start == 0 {
				f.start = word.Offset(0)
			}
			f.end = word.Offset(0) + 1
			name, value, is := assignment(word)
			if match := parameter.FindStringSubmatch(string(value.Data)); is && match != nil && match[0] == string(value.Data) && isParameter(match[1]+match[2]) {
				f.aliases[name] = match[1] + match[2]
			}
		}
	}
	return f
}

func startsWith(c shell.Command, word string) bool {
	return len(c.Words) > 0 && string(c.Words[0].Data) == word
}

func isParameter(s string) bool { return len(s) == 1 && s[0] >= '1' && s[0] <= '9' }

// noteCall notes with what a command calls one of the functions. In the second
// hop, what stands in a function gets what that is called with.
func noteCall(all []*function, c shell.Command, hop bool) {
	words := withoutKeywords(c.Words)
	if len(words) < 2 { // or it is the definition
		return
	}
	called, around := functionNamed(all, programOf(words)), functionAround(all, words[0])
	if called == nil || (around != nil) != hop || around == called {
		return
	}
	var arguments []string
	for _, word := range words[1:] {
		arguments = append(arguments, string(word.Data))
	}
	outer := [][]string{nil}
	if around != nil {
		outer = slices.Clone(around.calls)
	}
	for _, given := range outer {
		bound := slices.Clone(arguments)
		for i := range bound {
			if around != nil {
				bound[i] = around.bind(bound[i], given)
			}
		}
		if len(called.calls) < maxFunctions {
			called.calls = append(called.calls, bound)
		}
	}
}

func functionNamed(all []*function, name string) *function {
	for _, f := range all {
		if f.name == name {
			return f
		}
	}
	return nil
}

// functionAround returns the function that a word stands in, nil if in none.
func functionAround(all []*function, word source.Text) *function {
	if len(all) == 0 || len(word.Data) == 0 {
		return nil
	}
	at := word.Offset(0)
	for _, f := range all {
		if f.start <= at && at < f.end {
			return f
		}
	}
	return nil
}

// bind puts the arguments of a call in place of a function's parameters, as long
// as the text stays short.
func (f *function) bind(text string, arguments []string) string {
	left := maxExpansion
	if len(text) > left {
		return text
	}
	return parameter.ReplaceAllStringFunc(text, func(expansion string) string {
		match := parameter.FindStringSubmatch(expansion)
		name := match[1] + match[2]
		if number, is := f.aliases[name]; is {
			name = number
		}
		if n, err := strconv.Atoi(name); err == nil && isParameter(name) && n <= len(arguments) {
			if left -= len(arguments[n-1]); left > 0 {
				return arguments[n-1]
			}
		}
		return expansion
	})
}

// isPassed tells whether a URL in a function is of a kube-apiserver by what each
// call hands the function.
func (h health) isPassed(e *endpoint.Endpoint, text source.Text) bool {
	f := functionAround(h.functions, text)
	if f == nil || len(f.calls) == 0 {
		return false
	}
	url := string(endpoint.URL(text.Data, e))
	h.functions = nil
	return !slices.ContainsFunc(f.calls, func(arguments []string) bool {
		bound := f.bind(url, arguments)
		return bound == url || !h.isOfServer(h.expand(bound))
	})
}

// passes looks at the paths that a command hands a function, which asks a
// kube-apiserver for them.
func (h health) passes(words []source.Text) {
	f := functionNamed(h.functions, programOf(words))
	if f == nil {
		return
	}
	words = withoutKeywords(words)
	for i, word := range words[1:] {
		if isPath := strings.HasPrefix(string(word.Data), "/"); !isPath || !endpoint.Mentioned(word.Data) || i > 8 {
			continue
		}
		arguments := make([]string, i+1)
		arguments[i] = string(word.Data)
		for _, c := range f.commands {
			if h.asksFor(f, c, arguments) {
				inside := h
				inside.form = f.name
				inside.paths(word)
				break
			}
		}
	}
}

// asksFor tells whether a command in a function asks a kube-apiserver for the
// path that is the last of its arguments.
func (h health) asksFor(f *function, c shell.Command, arguments []string) bool {
	path := arguments[len(arguments)-1]
	words := withoutKeywords(c.Words)
	if raw, is := rawPath(words); is {
		return f.bind(string(raw.Data), arguments) == path
	}
	h.functions = nil
	return asksURLs(words) && slices.ContainsFunc(words, func(w source.Text) bool {
		bound := f.bind(string(w.Data), arguments)
		return bound != string(w.Data) && bound != path && strings.HasSuffix(bound, path) && h.isOfServer(h.expand(bound))
	})
}

// callsAsker tells whether a command calls a function of the script that asks for
// URLs, whatever its name says.
func (h health) callsAsker(words []source.Text) bool {
	f := functionNamed(h.functions, programOf(words))
	return f != nil && slices.ContainsFunc(f.commands, func(c shell.Command) bool { return asksURLs(c.Words) })
}
