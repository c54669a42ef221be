package find

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

var (
	// variable matches an expansion of a variable, as far as it is simple.
	variable = regexp.MustCompile(`\$(?:[A-Za-z_][A-Za-z0-9_]*|\{[A-Za-z_][A-Za-z0-9_.]*(?:\[[@*]\])?\})`)
	// withDefault matches one with a value for when there is none.
	withDefault = regexp.MustCompile(`\$\{([A-Za-z0-9_]+):?[-=]([^${}]*)\}`)
)

// expandedName returns the name of the variable in an expansion.
func expandedName(expansion string) string {
	name, _, _ := strings.Cut(strings.Trim(expansion, "${}"), "[")
	return name
}

// assignment returns the name and the value in a word that assigns one. A
// variable that is handed on under its own name keeps its value.
func assignment(word source.Text) (name string, value source.Text, is bool) {
	before, value, found := cut(word, "=")
	name = string(before.Data)
	isItself := isVariableAlone(value.Data) && expandedName(string(value.Data)) == name
	return name, value, found && variableName.Match(before.Data) && !isItself
}

// assignments returns what a script assigns to its variables, beside those of
// the script around it. The last value of each counts.
func assignments(around map[string]string, commands []shell.Command) map[string]string {
	values := map[string]string{}
	maps.Copy(values, around)
	for i, c := range commands {
		if w := c.Words; len(w) == 3 && string(w[1].Data) == "=" && isVariableAlone(w[0].Data) && len(w[2].Data) < maxExpansion {
			values[expandedName(string(w[0].Data))] = string(w[2].Data) // as PowerShell has it
		}
		for _, word := range c.Words {
			name, value, is := assignment(word)
			if is && len(value.Data) == 0 && len(c.Words) == 1 && i+1 < len(commands) {
				value = options(commands[i+1])
			}
			if is && len(value.Data) < maxExpansion {
				values[name] = string(value.Data)
			}
		}
	}
	return values
}

// options returns the words of a command that is none: the items of an array,
// the first of which is an option.
func options(c shell.Command) source.Text {
	if len(c.Words) == 0 || !bytes.HasPrefix(c.Words[0].Data, []byte("-")) {
		return source.Text{}
	}
	var all [][]byte
	for _, word := range c.Words {
		all = append(all, word.Data)
	}
	return source.Text{Data: bytes.Join(all, []byte(" "))}
}

// maxExpansion is how long a text may become by putting in the values of
// variables.
const maxExpansion = 2000

// rubyHole matches a variable in a string of Ruby.
var rubyHole = regexp.MustCompile(`#\{[A-Za-z_][A-Za-z0-9_.]*\}`)

// expand puts the values of variables into a text, or their defaults.
func (h health) expand(s string) string {
	left := maxExpansion
	s = rubyHole.ReplaceAllStringFunc(s, func(hole string) string {
		value, known := h.variables[strings.Trim(hole, "#{}")]
		if left -= len(value); !known || left < 0 {
			return hole
		}
		return value
	})
	for range 4 {
		expanded := variable.ReplaceAllStringFunc(s, func(expansion string) string {
			value, known := h.variables[expandedName(expansion)]
			if left -= len(value); !known || left < 0 {
				return expansion
			}
			return value
		})
		expanded = jinjaName.ReplaceAllStringFunc(expanded, func(expansion string) string {
			value, known := h.variables["{{"+jinjaName.FindStringSubmatch(expansion)[1]+"}}"]
			if left -= len(value); !known || left < 0 {
				return expansion
			}
			return value
		})
		expanded = withDefault.ReplaceAllString(expanded, "$2")
		if expanded == s {
			break
		}
		s = expanded
	}
	return s
}

// maxSpread is how long a value may be to be taken for several words, and how
// many words may come of one command.
const maxSpread = 200

// spread returns the words of a command that may be a request with those in
// place of a variable that it holds: a program, options.
func (h health) spread(words []source.Text) []source.Text {
	if len(h.variables) == 0 || !slices.ContainsFunc(words, func(w source.Text) bool { return h.asker.mentions(w.Data) }) {
		return words
	}
	var all []source.Text
	for i, word := range words {
		value, known := "", false
		if isVariableAlone(word.Data) {
			value, known = h.variables[expandedName(string(word.Data))]
		}
		if !known || len(value) > maxSpread || len(all) > maxSpread || endpoint.Mentioned([]byte(value)) {
			if all != nil {
				all = append(all, word)
			}
			continue
		}
		if all == nil {
			all = append(make([]source.Text, 0, len(words)), words[:i]...)
		}
		for _, part := range strings.Fields(value) {
			b := source.TextBuilder{From: word}
			b.Write(part, 0)
			all = append(all, b.Text())
		}
	}
	if all == nil {
		return words
	}
	return all
}

func isVariableAlone(word []byte) bool {
	return len(word) > 1 && word[0] == '$' && len(variable.Find(word)) == len(word)
}

// held is an endpoint, or a command that asks for one, that a script assigns to
// a variable. It is reported where it is assigned, with what is known of where
// it is used.
type held struct {
	text  source.Text
	found map[int]*reference.Health // by where it stands
	uses  int
}

// holding returns the variables that hold an endpoint, beside those of the
// script around.
func holding(around map[string]*held, commands []shell.Command) map[string]*held {
	all := map[string]*held{}
	maps.Copy(all, around)
	for _, c := range commands {
		for _, word := range c.Words {
			if name, value, is := assignment(word); is && endpoint.Mentioned(value.Data) && len(value.Data) < maxExpansion {
				if match := withDefault.FindSubmatchIndex(value.Data); match != nil && match[1]-match[0] == len(value.Data) {
					value = value.Slice(match[4], match[5])
				}
				all[name] = &held{text: value, found: map[int]*reference.Health{}}
			}
		}
	}
	return all
}

// mentions tells whether a text names an endpoint, or a variable that holds one.
func (a asker) mentions(text []byte) bool { return endpoint.Mentioned(text) || a.usesHeld(text) }

// usesHeld tells whether a text uses a variable that holds an endpoint.
func (a asker) usesHeld(text []byte) bool {
	if len(a.held) == 0 {
		return false
	}
	return slices.ContainsFunc(variable.FindAll(text, -1), func(expansion []byte) bool {
		return a.held[expandedName(string(expansion))] != nil
	})
}

// maxHeldUses is how often the use of one variable is looked at.
const maxHeldUses = 20

// uses looks at the variables in a word of a command that hold an endpoint.
func (h health) uses(word source.Text, words []source.Text) {
	if len(h.held) == 0 || bytes.IndexByte(word.Data, '$') < 0 || len(word.Data) > maxExpansion || h.told {
		return
	}
	if _, _, assigns := assignment(word); assigns {
		return
	}
	if bytes.ContainsAny(word.Data, " \t\n") {
		h.nest(unknown, word)
		return
	}
	for _, expansion := range variable.FindAll(word.Data, -1) {
		if holder := h.held[expandedName(string(expansion))]; holder != nil && holder.uses < maxHeldUses {
			h.useOf(holder, word, words)
		}
	}
}

func (h health) useOf(holder *held, word source.Text, words []source.Text) {
	h = h.answered(holder.text, words)
	h.plain = !saysTrust(slices.DeleteFunc(slices.Clone(words), func(w source.Text) bool { return string(w.Data) == string(word.Data) }))
	h.holder, h.used = holder, true
	holder.uses++
	if program := programOf(words); h.form == "" && programName.MatchString(program) {
		h.form = program
	}
	switch {
	case bytes.ContainsAny(holder.text.Data, " \t"):
		h.form = ""
		h.nest(shellText, holder.text)
	case len(holder.found) > 0:
		for _, found := range holder.found {
			h.again(found)
		}
	case h.isOfServer(string(holder.text.Data)):
		h.urls(holder.text)
	case h.form == rawForm || h.isOfServer(h.expand(string(word.Data))):
		h.paths(holder.text)
	}
}

// isOfServer tells whether a text is the URL of a kube-apiserver's endpoint.
func (h health) isOfServer(url string) bool {
	text := source.Text{Data: []byte(url)}
	all := endpoint.In(text.Data)
	return len(all) == 1 && h.serverOf(&all[0], text) == reference.APIServer
}

// again notes one more use of an endpoint that a variable holds. One alone
// tells what it is for.
func (h health) again(found *reference.Health) {
	use := h.purpose()
	switch {
	case h.holder.uses == 1:
		found.Use, found.Form = use, h.form
	case found.Use != use:
		found.Use, found.Literal = reference.Request, false
	default:
		found.Literal = false
	}
	if h.answer != reference.Status {
		found.Answer, found.Program = h.answer, h.program
	}
}
