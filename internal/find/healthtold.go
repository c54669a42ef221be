package find

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// tellers matches the programs and functions of a script that tell people, or
// another program, what they are given.
var tellers = regexp.MustCompile(`(?i)^(?:write-(?:host|output|verbose|warning|error|information)|e?cho|printf|print|log|info|warn|warning|err|error|debug|trace|fatal|die|fail|failed|msg|message|abort|note|notice|say|ok|success|step|title|header|exit)$|^(?:log|print|echo|warn|error|exit|fail|info|msg|die)[_-]?(?:with[_-]?)?[a-z]*$|[_-](?:log|echo|print|msg|message|info|warn|err|error|exit|die)$|(?:^|::)(?:log|logging|msg|message)::[a-z]+$`)

// tells tells whether a command tells what its words say. One word alone may be
// what a function gives back.
func tells(words []source.Text) bool {
	program := programOf(words)
	if !tellers.MatchString(program) {
		return false
	}
	if program != "echo" && program != "printf" {
		return true
	}
	said := 0
	for _, word := range withoutKeywords(words)[1:] {
		if !bytes.HasPrefix(word.Data, []byte("-")) {
			said++
		}
	}
	return said > 1 || !isSingleURL(words[len(words)-1].Data)
}

// runsToo matches names of functions that run what they tell.
var runsToo = regexp.MustCompile(`(?i)cmd|command|run|exec|eval`)

// onlyTells tells whether a command shows a person the sentences among its words,
// whatever commands are in them: a function for messages does, and echo in a rule
// of make. Otherwise what is printed may be a script.
func onlyTells(words []source.Text) bool {
	switch program := programOf(words); {
	case !tellers.MatchString(program):
		return false
	case program == "echo" || program == "printf":
		return bytes.Contains(withoutKeywords(words)[0].Data, []byte("@"))
	default:
		return !runsToo.MatchString(program)
	}
}

// asksApart tells whether a word that is a URL stands behind a program that asks
// for URLs, in a word of its own: what tells about it may run it.
func asksApart(url source.Text, words []source.Text) bool {
	return isSingleURL(url.Data) && asksURLs(words) && !ofMake.Match(withoutKeywords(words)[0].Data)
}

// isMessage tells whether a key leads to what a task tells people.
func isMessage(key string) bool {
	switch strings.ToLower(key) {
	case "msg", "fail_msg", "success_msg", "prompt", "debug", "ansible.builtin.debug", "fail", "ansible.builtin.fail", "displayname":
		return true
	}
	return false
}

// asksURLs tells whether one of the words is a program that asks for URLs. Only
// that makes commands of what stands in documents and messages: anything else
// may be what a log says.
func asksURLs(words []source.Text) bool {
	for _, w := range words {
		switch strings.TrimPrefix(string(w.Data), "/usr/bin/") {
		case "curl", "wget", "http", "https", "xh", "ab", "wrk", "hey":
			return true
		}
	}
	return false
}
