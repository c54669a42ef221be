package cli

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/rules"
)

// candidate is a word that may come next on a command line, and what it means.
type candidate struct{ value, meaning string }

// candidates returns what may stand where the last of the words stands, and
// whether that may be the name of a file.
func candidates(words []string) (list []candidate, files bool) {
	before, word := words[:len(words)-1], words[len(words)-1]
	v, arguments := checkVerb, before
	if len(before) > 0 {
		if named := verbNamed(before[0]); named != nil {
			v, arguments = named, before[1:]
		}
	}
	_, flags := v.parser()
	wanted, prefix := valueWanted(flags, arguments, word)
	switch {
	case wanted != nil:
		list, files = flagValues(wanted, word[len(prefix):])
	case strings.HasPrefix(word, "-") && !slices.Contains(arguments, "--"):
		list = flagNames(flags)
	default:
		list, files = argumentValues(v, operands(flags, arguments))
		if len(before) == 0 {
			list = append(verbValues(nil), list...)
		}
	}
	for i := range list {
		list[i].value = prefix + list[i].value
	}
	return slices.DeleteFunc(list, func(c candidate) bool { return !strings.HasPrefix(c.value, word) }), files
}

// valueWanted returns the flag whose value the word is, with what of the word
// stands before the value; nil if the word is none.
func valueWanted(flags *pflag.FlagSet, before []string, word string) (flag *pflag.Flag, prefix string) {
	if slices.Contains(before, "--") {
		return nil, ""
	}
	if name, _, found := strings.Cut(word, "="); found && strings.HasPrefix(name, "--") {
		if flag = flags.Lookup(name[2:]); flag == nil {
			return nil, ""
		}
		return flag, name + "="
	}
	if flag, length := shorthand(flags, word); flag != nil && length < len(word) {
		return flag, word[:length]
	}
	if len(before) == 0 {
		return nil, ""
	}
	previous := before[len(before)-1]
	if name, isLong := strings.CutPrefix(previous, "--"); isLong {
		flag = flags.Lookup(name)
	} else if short, length := shorthand(flags, previous); length == len(previous) {
		flag = short
	}
	if flag == nil || flag.NoOptDefVal != "" {
		return nil, ""
	}
	return flag, ""
}

// shorthand returns the flag in a word of one-letter flags, such as -qo, that
// takes a value, and how much of the word goes before the value.
func shorthand(flags *pflag.FlagSet, word string) (*pflag.Flag, int) {
	if len(word) < 2 || word[0] != '-' || word[1] == '-' {
		return nil, 0
	}
	for i := 1; i < len(word) && word[i] < 0x80; i++ {
		flag := flags.ShorthandLookup(word[i : i+1])
		if flag == nil {
			break
		}
		if flag.NoOptDefVal == "" {
			return flag, i + 1
		}
	}
	return nil, 0
}

// operands returns the words that are neither flags nor their values.
func operands(flags *pflag.FlagSet, words []string) (result []string) {
	for i, word := range words {
		if word == "--" {
			return append(result, words[i+1:]...)
		}
		if flag, _ := valueWanted(flags, words[:i], word); flag == nil && !strings.HasPrefix(word, "-") {
			result = append(result, word)
		}
	}
	return result
}

func flagNames(flags *pflag.FlagSet) (list []candidate) {
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			_, usage := pflag.UnquoteUsage(f)
			list = append(list, candidate{"--" + f.Name, usage})
		}
	})
	return append(list, candidate{"--help", "tell about the verb and its flags"})
}

// flagValues returns the values of a flag. Of a list or a range, the word is its
// last part.
func flagValues(flag *pflag.Flag, word string) (list []candidate, files bool) {
	if choice, isChoice := flag.Value.(choice); isChoice {
		for _, word := range choice.words {
			list = append(list, candidate{word, ""})
		}
		return list, false
	}
	placeholder, _ := pflag.UnquoteUsage(flag)
	values, known := placeholders()[placeholder]
	if !known || values == nil {
		return nil, known
	}
	list = values(nil)
	kept := 0
	switch {
	case flag.Value.Type() == "stringSlice":
		kept = strings.LastIndex(word, ",") + len(",")
	case placeholder == "RELEASE" && strings.Contains(word, ".."):
		kept = strings.LastIndex(word, "..") + len("..")
	}
	for i := range list {
		list[i].value = word[:kept] + list[i].value
	}
	return list, strings.HasSuffix(placeholder, "FILE]") && strings.Contains(word, "=")
}

// argumentValues returns what a verb takes for its next argument.
func argumentValues(v *verb, before []string) (list []candidate, files bool) {
	for name := range strings.FieldsFuncSeq(v.usage, func(r rune) bool { return strings.ContainsRune("[]|. ", r) }) {
		values, known := placeholders()[name]
		switch {
		case known && values == nil:
			files = true
		case known:
			list = append(list, values(before)...)
		}
	}
	return list, files
}

// placeholders says what the words stand for by which usages and the flags'
// texts name values: a function that lists the values, given the arguments
// before, or nil for names of files. Other words stand for free text.
func placeholders() map[string]func(before []string) []candidate {
	return map[string]func([]string) []candidate{
		"API":           apiValues,
		"FILE":          nil,
		"FORMAT[=FILE]": formatValues,
		"GATE=BOOL,...": gateSettings,
		"GLOB":          nil,
		"PATH":          nil,
		"RELEASE":       releaseValues,
		"RULE":          ruleValues,
		"RULES":         rulesValues,
		"SHELL":         shellValues,
		"VALUE":         runtimeConfigValues,
		"VERB":          verbValues,
		"WHAT":          configValues,
	}
}

func configValues(before []string) []candidate {
	return unless(before, []candidate{{"schema", "the JSON Schema of configurations"}, {"show", "what holds for a path, and why"}})
}

func verbValues(before []string) (list []candidate) {
	for _, v := range verbs() {
		list = append(list, candidate{v.name, v.short})
	}
	return unless(before, list)
}

func ruleValues(before []string) (list []candidate) {
	for _, rule := range rules.All {
		list = append(list, candidate{rule.ID, rule.Summary})
	}
	return unless(before, list)
}

func rulesValues([]string) []candidate {
	list := ruleValues(nil)
	for _, group := range rules.Groups() {
		if rules.ByID(group) == nil {
			list = append(list, candidate{group, "the rules of this group"})
		}
	}
	return append(list, candidate{rules.Every, "every rule"})
}

func formatValues([]string) (list []candidate) {
	for _, format := range report.Formats {
		list = append(list, candidate{format.Name, format.For})
	}
	return list
}

func shellValues(before []string) (list []candidate) {
	for _, shell := range shells {
		list = append(list, candidate{shell.name, ""})
	}
	return unless(before, list)
}

// releaseValues lists the releases, the newest first.
func releaseValues([]string) (list []candidate) {
	for release := range knownReleases().Releases() {
		list = append(list, candidate{release.String(), ""})
	}
	slices.Reverse(list)
	return list
}

// apiValues lists what lookup can be asked for.
func apiValues(before []string) (list []candidate) {
	catalog := openapi.Builtin()
	if slices.Equal(before, []string{"gate"}) {
		return named(catalog.Gates())
	}
	var versions, kinds []string
	for k := range catalog.Kinds() {
		versions, kinds = append(versions, k.APIVersion()), append(kinds, k.Kind)
	}
	list = append(list, candidate{"gate", "a feature gate"})
	for _, names := range [][]string{kinds, catalog.Groups(), versions} {
		slices.Sort(names)
		list = append(list, named(slices.Compact(names))...)
	}
	return unless(before, slices.DeleteFunc(list, func(c candidate) bool { return c.value == "" }))
}

func gateSettings([]string) (list []candidate) {
	for _, gate := range openapi.Builtin().Gates() {
		list = append(list, candidate{gate + "=true", ""}, candidate{gate + "=false", ""})
	}
	return list
}

// runtimeConfigValues lists entries of a --runtime-config.
func runtimeConfigValues([]string) (list []candidate) {
	keys := []string{"api/all", "api/ga", "api/beta", "api/alpha"}
	for k := range openapi.Builtin().Kinds() {
		if k.HasEndpoints() && !slices.Contains(keys, k.APIVersion()) {
			keys = append(keys, k.APIVersion())
		}
	}
	for _, key := range keys {
		list = append(list, candidate{key + "=true", ""}, candidate{key + "=false", ""})
	}
	return list
}

// unless returns the values where only one may be given and none was yet.
func unless(before []string, list []candidate) []candidate {
	if len(before) > 0 {
		return nil
	}
	return list
}

func named(names []string) []candidate {
	list := make([]candidate, len(names))
	for i, name := range names {
		list[i].value = name
	}
	return list
}
