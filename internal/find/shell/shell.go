// Package shell reads shell scripts as far as it takes to know the words of
// their commands. It runs nothing: expansions stay in the words as they are
// written, but for command substitutions, of which $() stays.
package shell

import (
	"bytes"
	"iter"

	"github.com/apilint/apilint/internal/source"
)

// Command is a simple command: what stands between separators such as line
// breaks, semicolons, pipes and brackets. Keywords are words like any other.
type Command struct {
	Words []source.Text // without their quotes; assignments in front are among them
	Texts []source.Text // the insides of command substitutions, here-documents
	Join  Join          // what stands between it and the next command
}

// Join is how a command and the next one are put together.
type Join uint8

// The ways of putting commands together.
const (
	After Join = iota // one after the other, whatever becomes of the first
	Pipe              // the next reads what this one writes
	And               // the next runs if this one succeeds
	Or                // the next runs if this one fails
)

// Commands yields the commands of a script. It copes with anything: a quote
// that isn't closed is a character like any other.
func Commands(script source.Text) iter.Seq[Command] {
	return func(yield func(Command) bool) {
		r := reader{text: script, src: script.Data, budget: maxFailed * len(script.Data)}
		for r.pos < len(r.src) {
			r.Command = Command{}
			r.command()
			if (len(r.Words) > 0 || len(r.Texts) > 0) && !yield(r.Command) {
				return
			}
		}
	}
}

// Outline returns the comments of a script and its lines, with what continues
// them: quoted line breaks, here-documents.
func Outline(script source.Text) *source.Outline {
	o := source.NewOutline(script)
	r := reader{text: script, src: script.Data, budget: maxFailed * len(script.Data), outline: o}
	for r.pos < len(r.src) {
		r.Command = Command{}
		r.command()
	}
	r.endLine()
	return o
}

// endLine notes the line that ends at pos.
func (r *reader) endLine() {
	if r.outline == nil {
		return
	}
	line := r.src[r.line:r.pos]
	if text := bytes.TrimLeft(line, " \t\r\n"); len(text) > 0 && text[0] != '#' {
		r.outline.Unit(r.line, r.pos)
	}
	r.line = r.pos
}

// Words returns the words of a text that is one command line.
func Words(line source.Text) []source.Text {
	var words []source.Text
	for command := range Commands(line) {
		words = append(words, command.Words...)
	}
	return words
}

// maxFailed bounds the search for what isn't there, such as the end of a
// here-document, to that many times the script's length.
const maxFailed = 16

type reader struct {
	Command
	text   source.Text
	src    []byte
	pos    int
	here   []hereDocument // announced on this line
	budget int            // bytes left for searches that fail

	outline *source.Outline // if comments and lines are asked for
	line    int             // where the line at hand begins
}

// command reads up to and over the next separator.
func (r *reader) command() {
	for r.pos < len(r.src) {
		switch c := r.src[r.pos]; {
		case r.skipBlank():
		case c == '\n':
			r.pos++
			r.hereDocuments()
			r.endLine()
			return
		case c == '#':
			r.comment()
		case c == '&' && r.next(1) == '>', c == '>' && r.next(1) == '&':
			r.pos += 2
		case c == ';' || c == '&' || c == '|' || c == '(' || c == ')':
			r.join(c)
			return
		case bytes.HasPrefix(r.src[r.pos:], []byte("<<<")):
			r.pos += 3
		case c == '<' && r.next(1) == '<':
			r.pos += 2
			r.announce()
		case (c == '<' || c == '>') && action(r.src[r.pos:]) == 1:
			r.pos++
		default:
			r.Words = append(r.Words, r.word())
		}
	}
}

// comment reads a comment up to the end of its line.
func (r *reader) comment() {
	start := r.pos
	r.pos += len(lineOf(r.src[r.pos:]))
	if r.outline != nil {
		r.outline.Comment(start, start+len(bytes.TrimRight(r.src[start:r.pos], " \t\r")))
	}
}

// join reads over the separator that begins with c.
func (r *reader) join(c byte) {
	r.pos++
	doubled := r.next(0) == c
	switch {
	case c == '&' && doubled:
		r.Join = And
	case c == '|' && doubled:
		r.Join = Or
	case c == '|':
		r.Join = Pipe
	}
	if r.Join != After && doubled {
		r.pos++
	}
}

// next returns the byte n further on, 0 at the end.
func (r *reader) next(n int) byte {
	if r.pos+n >= len(r.src) {
		return 0
	}
	return r.src[r.pos+n]
}

// skipBlank skips a blank, or a line break that a backslash takes away.
func (r *reader) skipBlank() bool {
	switch c := r.src[r.pos]; {
	case c == ' ' || c == '\t' || c == '\r':
		r.pos++
	case c == '\\' && continuation(r.src[r.pos:]) > 0:
		r.pos += continuation(r.src[r.pos:])
	default:
		return false
	}
	return true
}

// continuation returns the length of a backslash and a line break at the start
// of s, 0 if there are none.
func continuation(s []byte) int {
	switch {
	case bytes.HasPrefix(s, []byte("\\\n")):
		return 2
	case bytes.HasPrefix(s, []byte("\\\r\n")):
		return 3
	}
	return 0
}

// lineOf returns the first line of s without its line break.
func lineOf(s []byte) []byte {
	line, _, _ := bytes.Cut(s, []byte("\n"))
	return line
}
