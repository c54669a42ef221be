package find

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/find/code"
	"github.com/apilint/apilint/internal/find/directive"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// The forms, for messages.
const (
	flagForm     = "flag"
	k3sForm      = "k3s kube-apiserver-arg"
	minikubeForm = "minikube --extra-config"
	kwokForm     = "kwokctl --kube-runtime-config"
	variableForm = "environment variable"
)

// configurationSeeker looks for what kube-apiservers are given. Gates are values of
// --feature-gates that are given elsewhere, to each server that is found.
type configurationSeeker struct{ gates []source.Text }

func (s configurationSeeker) isMentioned(in mention) bool { return in&mentionsConfig != 0 }

func (s configurationSeeker) usesHeld([]byte) bool { return false }

func (s configurationSeeker) document(r reading, root yaml.Value) {
	c := configuration{r, s}
	if r.isCode {
		c = c.withLiterals(root, 0)
	}
	c.value(root, &place{})
}

func (s configurationSeeker) script(r reading, commands []shell.Command) {
	c := configuration{r, s}.withAssignments(commands)
	var flags []source.Text // on lines of their own: all are for one program
	for _, command := range commands {
		if len(command.Words) > 0 && bytes.HasPrefix(command.Words[0].Data, []byte("--")) {
			flags = append(flags, command.Words...)
		} else {
			c.arguments(command.Words)
		}
		for _, text := range command.Texts {
			c.nest(unknown, text)
		}
	}
	c.arguments(flags)
}

func (s configurationSeeker) arguments(r reading, words []source.Text) {
	configuration{r, s}.arguments(words)
}

// directives passes over the configuration of load balancers, which gives a
// kube-apiserver nothing.
func (s configurationSeeker) directives(reading, []directive.Directive) {}

// code passes over programs in languages whose types aren't known.
func (s configurationSeeker) code(reading, source.Text, []code.String) {}

// configuration finds what kube-apiservers are given in one text.
type configuration struct {
	reading
	configurationSeeker
}

// nest hands on what this finder looks for.
func (c configuration) nest(in language, text source.Text) {
	c.seeker = c.configurationSeeker
	c.reading.nest(in, text)
}

// finish yields what a server was given, if anything.
func (c configuration) finish(s *server) {
	if len(s.Values) > 0 && s.isPlausible() {
		s.addGates(c.gates)
		c.yield(s.span, &s.RuntimeConfig)
	}
}

func (c configuration) lost(span source.Span, form, reason, help string) {
	c.yield(span, &reference.LostRuntimeConfig{Form: form, Reason: reason, Help: help})
}

// arguments finds what a command is given: words are its arguments as it gets
// them, the command itself among them or not.
func (c configuration) arguments(words []source.Text) {
	line := commandLine{configuration: c, words: words}
	line.sure = isAPIServer(words)
	line.read()
	c.finish(&line.server)
}

// isAPIServer tells whether one of the words is the program kube-apiserver.
func isAPIServer(words []source.Text) bool {
	for _, word := range words {
		switch path.Base(string(word.Data)) {
		case "kube-apiserver", "hyperkube", "k8s-apiserver":
			return true
		}
	}
	return false
}

// commandLine is the arguments of one command.
type commandLine struct {
	configuration
	server
	words []source.Text
	at    int // the next word
}

func (l *commandLine) read() {
	for l.at < len(l.words) {
		word := l.words[l.at]
		l.at++
		switch {
		case bytes.HasPrefix(word.Data, []byte("-")) && len(bytes.TrimLeft(word.Data, "-")) > 0:
			l.flag(word)
		case namesConfig(word.Data):
			l.operand(word)
		}
	}
}

// flag reads a flag and, where it stands apart, its value.
func (l *commandLine) flag(word source.Text) {
	name, value, found := cut(trimLeft(word, "-"), "=")
	if l.isSpoilt(word, name) {
		return
	}
	if apart := trimSpace(name); len(apart.Data) < len(name.Data) && string(apart.Data) == "runtime-config" {
		l.lost(word.Span(0, len(word.Data)), flagForm, "a blank stands in the name of the flag, which the kube-apiserver takes for an unknown one",
			"write --runtime-config="+string(value.Data))
		return
	}
	key := strings.ReplaceAll(string(name.Data), "_", "-")
	if !found && key != priorityAndFairness { // a boolean flag takes no word of its own
		value = l.value()
	}
	switch key {
	case "runtime-config":
		l.runtimeConfig(value)
	case "feature-gates", "kube-feature-gates", "emulated-version", priorityAndFairness:
		l.set(flagForm, key, value)
	case "kube-runtime-config":
		l.give(kwokForm, value)
	case "kube-apiserver-arg", "kube-apiserver-args":
		l.carried(k3sForm, value)
	case "k3s-arg", "k3s-server-arg", "server-arg":
		l.k3d(value)
	case "extra-config":
		if option, isAPIServer := bytes.CutPrefix(value.Data, []byte("apiserver.")); isAPIServer {
			l.carried(minikubeForm, value.Slice(len(value.Data)-len(option), len(value.Data)))
		}
	default:
		if found && namesConfig(value.Data) {
			l.operand(value)
		} else if !found && len(value.Data) > 0 {
			l.at--
		}
	}
}

// value returns the word after a flag, if it isn't a flag itself.
func (l *commandLine) value() source.Text {
	if l.at == len(l.words) || bytes.HasPrefix(l.words[l.at].Data, []byte("-")) && !bytes.HasPrefix(l.words[l.at].Data, []byte("--kube-apiserver-arg")) {
		return source.Text{}
	}
	l.at++
	return l.words[l.at-1]
}

// carried reads a flag of the kube-apiserver that another program hands on.
func (l *commandLine) carried(form string, option source.Text) {
	before := len(l.Values)
	l.option(form, option)
	l.sure = l.sure || len(l.Values) > before
	l.checkQuotes(before, form)
}

// k3d reads an argument of k3s that k3d hands on: behind an @ it says to which
// nodes.
func (l *commandLine) k3d(value source.Text) {
	value, _, _ = cut(value, "@")
	argument := trimLeft(value, "-")
	if option, found := bytes.CutPrefix(argument.Data, []byte("kube-apiserver-arg")); found && len(option) > 1 {
		argument = argument.Slice(len(argument.Data)-len(option)+1, len(argument.Data))
	}
	l.carried(k3sForm, argument)
}

// runtimeConfig reads a value of the flag itself.
func (l *commandLine) runtimeConfig(value source.Text) {
	before := len(l.Values)
	l.give(flagForm, value)
	l.checkQuotes(before, flagForm)
	if bytes.HasSuffix(value.Data, []byte(",")) && l.at < len(l.words) && isPlausible(l.words[l.at].Data) {
		next := l.words[l.at]
		l.lost(next.Span(0, len(next.Data)), flagForm,
			"a blank after the comma ends the value, so this is an argument of its own",
			"write the entries without blanks after the commas")
		l.at++
	}
}

// checkQuotes looks for quotes around the values given last. A shell would
// have taken them off; what is left reaches the kube-apiserver.
func (l *commandLine) checkQuotes(from int, form string) {
	kept := l.Values[:from]
	for _, value := range l.Values[from:] {
		if c := value.Data[0]; c != '"' && c != '\'' || len(value.Data) < 2 {
			kept = append(kept, value)
			continue
		}
		if l.sure || isPlausible(bytes.Trim(value.Data, `"'`)) {
			l.lost(value.Span(0, len(value.Data)), form,
				"no shell takes these quotes off: the kube-apiserver gets them as part of the value and refuses to start",
				"leave the quotes out, or put the whole argument in quotes")
		}
	}
	l.Values = kept
}

// isSpoilt tells whether a flag is written so that the kube-apiserver doesn't
// know it: with its value in the same argument behind a blank, or a colon.
func (l *commandLine) isSpoilt(word, name source.Text) bool {
	key, _, found := cut(name, " ")
	reason := "the flag and its value are one argument with a blank inside, which the kube-apiserver takes for an unknown flag"
	if !found {
		key, _, found = cut(name, ":")
		reason = "a colon stands where the equals sign belongs, so the kube-apiserver takes this for an unknown flag"
	}
	if !found || strings.ReplaceAll(string(key.Data), "_", "-") != "runtime-config" {
		return false
	}
	value := trimSpace(word.Slice(len(word.Data)-len(trimLeft(word, "-").Data)+len(key.Data)+1, len(word.Data)))
	if len(value.Data) > 0 && !isHole(value.Data) && (l.sure || isPlausible(bytes.Trim(value.Data, `"'`))) {
		l.lost(word.Span(0, len(word.Data)), flagForm, reason, "write --runtime-config="+strings.Trim(string(value.Data), `"'`))
	}
	return true
}

// operand reads a word that is no flag but mentions the flag.
func (l *commandLine) operand(word source.Text) {
	name, value, found := cut(word, "=")
	option, optionValue, isOption := cutOption(word)
	switch {
	case word.Data[0] == '-':
		l.nest(unknown, word)
	case found && isVariable(name.Data):
		l.variable(value)
	case found && string(name.Data) == "runtime-config" && l.at > 1 && string(l.words[l.at-2].Data) == "--":
		l.lost(word.Span(0, len(word.Data)), flagForm,
			"a blank after the dashes ends the flags, so this is no flag", "write --runtime-config="+string(value.Data))
	case string(word.Data) == "runtime-config" && l.at < len(l.words) && isPlausible(l.words[l.at].Data):
		l.give(flagForm, l.value())
	case bytes.HasPrefix(word.Data, []byte("apiserver.runtime-config=")):
		_, option, _ := cut(word, ".")
		l.carried(minikubeForm, option)
	case isOption && isPlausible(optionValue.Data):
		l.give(string(option.Data), optionValue)
	case found && variableName.Match(name.Data):
		l.nest(unknown, value)
	case bytes.ContainsAny(word.Data, " \t\n") || bytes.IndexByte([]byte("{["), word.Data[0]) >= 0:
		l.nest(unknown, word)
	}
}

// cutOption cuts a word such as spec.kubeAPIServer.runtimeConfig=value or
// runtime_config:value, which tools take for settings.
func cutOption(word source.Text) (name, value source.Text, found bool) {
	i := bytes.IndexAny(word.Data, "=: \t\n/'\"")
	if i <= 0 || word.Data[i] != '=' && word.Data[i] != ':' {
		return word, word, false
	}
	name, value = word.Slice(0, i), word.Slice(i+1, len(word.Data))
	return name, value, isSetting(string(name.Data[bytes.LastIndexByte(name.Data, '.')+1:]))
}

// variableName matches the name of a variable.
var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*\+?$`)

// isVariable tells whether a name is that of a variable for --runtime-config.
func isVariable(name []byte) bool {
	return bytes.HasSuffix(name, []byte("RUNTIME_CONFIG")) || bytes.HasSuffix(name, []byte("runtime_config"))
}

// variable reads the value of a variable for --runtime-config: entries, or a
// command line.
func (c configuration) variable(value source.Text) {
	line := commandLine{configuration: c}
	for _, text := range textValues(value) {
		line.give(variableForm, text)
	}
	if len(line.Values) > 0 && line.isPlausible() {
		c.finish(&line.server)
		return
	}
	c.nest(unknown, value)
}
