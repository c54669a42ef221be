package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

// verb is one thing that apilint can do.
type verb struct {
	name  string
	usage string // its arguments
	short string // what it does, in one line
	long  string // what else there is to say
	new   func() command
}

// command is a verb with the values of its flags.
type command interface {
	// flags declares the flags, in the groups in which help shows them.
	flags() []flagGroup
	// run does the work and returns the exit code. An error means that the
	// command line is wrong.
	run(c *console, args []string) (int, error)
}

// flagGroup is a set of flags under a title.
type flagGroup struct {
	title string
	*pflag.FlagSet
}

func newFlagGroup(title string) flagGroup {
	set := pflag.NewFlagSet(title, pflag.ContinueOnError)
	set.SortFlags = false
	return flagGroup{title, set}
}

// The verbs that are also reached without their name.
var (
	checkVerb = &verb{"check", "[PATH|-]...", "say what breaks (the verb may be left out)", checkLong,
		func() command { return &check{} }}
	helpVerb = &verb{"help", "[VERB]", "tell about a verb and its flags, or about all verbs", "",
		func() command { return help{} }}
	versionVerb = &verb{"version", "", "say which apilint this is and what its catalog knows", "",
		func() command { return version{} }}
)

// verbGroup is some verbs under a title.
type verbGroup struct {
	title string
	verbs []*verb
}

// verbGroups lists what apilint can do, in the order of its help. It is a
// function because help, which reads the table, is reached from the table.
func verbGroups() []verbGroup {
	return []verbGroup{
		{"Check", []*verb{
			checkVerb,
			{"baseline", "[PATH]...", "write down what is found now, so that check --baseline reports only what is new", baselineLong,
				func() command { return &writeBaseline{} }},
		}},
		{"Look up", []*verb{
			{"lookup", "[API]", "tell when an API came and went, and what replaces it", lookupLong,
				func() command { return &lookup{} }},
			{"spec", "PATH...", "list what OpenAPI documents and CustomResourceDefinitions describe", specLong,
				func() command { return &listSpec{} }},
			{"diff", "RELEASE|PATH RELEASE|PATH", "tell what changed between two releases, OpenAPI documents or CustomResourceDefinitions", diffLong,
				func() command { return &diffing{} }},
			{"runtime-config", "VALUE...", "tell what kube-apiserver makes of a --runtime-config", runtimeConfigLong,
				func() command { return &runtimeConfig{} }},
			{"rules", "", "list the rules", "", func() command { return &listRules{} }},
			{"explain", "RULE", "tell what a rule finds, why and what to do, with examples", "", func() command { return &explain{} }},
		}},
		{"Set up", []*verb{
			{"config", "WHAT [PATH]", "tell what a configuration can hold (schema), or what holds for a path (show)", configLong,
				func() command { return &configure{} }},
			{"completion", "SHELL", "write a script that completes apilint's command lines in a shell", completionLong,
				func() command { return completion{} }},
			{"man", "", "write the manual page, in roff", manLong, func() command { return manual{} }},
			helpVerb,
			versionVerb,
		}},
	}
}

// verbs lists the verbs of all groups.
func verbs() []*verb {
	var all []*verb
	for _, group := range verbGroups() {
		all = append(all, group.verbs...)
	}
	return all
}

func verbNamed(name string) *verb {
	for _, v := range verbs() {
		if v.name == name {
			return v
		}
	}
	return nil
}

func verbNames() []string {
	var names []string
	for _, v := range verbs() {
		names = append(names, v.name)
	}
	return names
}

// parser returns a new command and what parses its flags.
func (v *verb) parser() (command, *pflag.FlagSet) {
	command := v.new()
	flags := pflag.NewFlagSet(v.name, pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.SortFlags = false
	flags.Usage = func() {}
	for _, group := range command.flags() {
		flags.AddFlagSet(group.FlagSet)
	}
	return command, flags
}

// run parses the flags of a verb and runs it.
func (c *console) run(v *verb, args []string) int {
	command, flags := v.parser()
	switch err := flags.Parse(args); {
	case errors.Is(err, pflag.ErrHelp):
		return c.helpOn(v)
	case err != nil:
		return c.misused(v, withSuggestion(err, flags))
	}
	code, err := command.run(c, flags.Args())
	if err != nil {
		return c.misused(v, err)
	}
	return code
}

// withSuggestion adds the flag that was probably meant to an error about one
// that doesn't exist.
func withSuggestion(err error, flags *pflag.FlagSet) error {
	var missing *pflag.NotExistError
	if !errors.As(err, &missing) {
		return err
	}
	var names []string
	flags.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return fmt.Errorf("%w%s", err, didYouMean("--", missing.GetSpecifiedName(), names))
}

// choice is the value of a flag that takes one of several words.
type choice struct {
	value *string
	words []string // the first is the default
}

func (f flagGroup) choice(value *string, name, short, usage string, words ...string) {
	*value = words[0]
	f.VarP(choice{value, words}, name, short, usage)
}

func (c choice) String() string { return *c.value }
func (c choice) Type() string   { return strings.Join(c.words, "|") }

func (c choice) Set(word string) error {
	for _, known := range c.words {
		if word == known {
			*c.value = word
			return nil
		}
	}
	last := len(c.words) - 1
	return fmt.Errorf("use %s or %s", strings.Join(c.words[:last], ", "), c.words[last])
}
