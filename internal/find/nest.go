package find

import (
	"bytes"
	"regexp"
	"slices"

	"github.com/apilint/apilint/internal/find/code"
	"github.com/apilint/apilint/internal/find/directive"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/find/template"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// seeker looks for one thing that may stand in texts of all formats. It gets
// what the readers of the formats make of a text.
type seeker interface {
	// isMentioned tells by the first look at a text whether it can hold what is
	// looked for.
	isMentioned(in mention) bool
	// usesHeld tells whether a text uses a variable that holds what is looked for.
	usesHeld(text []byte) bool
	// document gets a document in YAML or JSON, or the literals of code as one.
	document(r reading, root yaml.Value)
	// script gets the commands of a script that mentions it.
	script(r reading, commands []shell.Command)
	// directives gets a configuration that is made of directives.
	directives(r reading, all []directive.Directive)
	// code gets the strings of a program.
	code(r reading, text source.Text, all []code.String)
	// arguments gets the words of a command line, or some of them.
	arguments(r reading, words []source.Text)
}

// reading is a text as it is read for a seeker.
type reading struct {
	*Finder
	seeker
	confidence source.Confidence
	depth      int  // how many texts deep
	isCode     bool // in a language whose names and types can't be trusted to be those of a tool
	isDocument bool // for people to read
	isInline   bool // in a sentence of one
	isBorrowed bool // in a language that borrows the reader of another
}

// nested is a text that was found in another and is read after it.
type nested struct {
	text     source.Text
	language language
	reading
}

// yield adds a reference.
func (r reading) yield(span source.Span, subject reference.Subject) {
	r.add(reference.Reference{Span: span, Confidence: r.confidence, Subject: subject})
}

// mentions tells whether a text can hold what is looked for.
func (r reading) mentions(text []byte) bool {
	return r.isMentioned(firstLook(text)) || r.usesHeld(text)
}

// nest notes a text in a language, or unknown, that may hold what is looked
// for. It is read after the file that it was found in.
func (r reading) nest(in language, text source.Text) {
	if r.depth == maxEmbedding || !r.mentions(text.Data) || r.isCode && isSentence(text.Data) {
		return
	}
	if in == unknown {
		in = languageOfText(text.Data)
	}
	r.confidence = min(r.confidence, source.Medium)
	r.depth++
	r.isCode, r.isBorrowed = false, false
	r.nested = append(r.nested, nested{text, in, r})
}

// isSentence tells whether a string in code is for people, as the help of a flag
// is: one line of many words, few of which are flags or settings.
func isSentence(text []byte) bool {
	words := bytes.Fields(text)
	if len(words) < 8 || bytes.IndexByte(text, '\n') >= 0 {
		return false
	}
	settings := 0
	for _, word := range words {
		if word[0] == '-' || bytes.IndexByte(word, '=') >= 0 {
			settings++
		}
	}
	return settings*3 < len(words)
}

// readNested reads the texts that were noted, and those found in them.
func (f *Finder) readNested() {
	for len(f.nested) > 0 {
		next := f.nested[0]
		f.nested = f.nested[1:]
		f.remarks(next.language, next.text, true)
		next.read(next.language, next.text)
	}
	f.nested = nil
}

// read looks through a text that is written in a language.
func (r reading) read(in language, text source.Text) {
	switch in {
	case yamlText, jsonText:
		r.documents(in, text)
	case shellText:
		if r.depth == 0 && r.file != nil && hasRecipes(r.file.Path) {
			text = without(justAttribute, text)
		}
		r.shell(text)
	case unitText:
		r.unit(text)
	case dockerText:
		r.dockerfile(text)
	case haproxyText:
		r.directives(r, directive.HAProxy(text))
	case bracesText:
		r.directives(r, directive.Braces(text))
	case pythonText:
		r.code(r, text, code.Python(text))
	case javaScriptText:
		r.code(r, text, code.JavaScript(text))
	case likePythonText:
		r.isBorrowed = true
		text = without(likePythonComment, text)
		r.code(r, text, code.Python(text))
	case likeScriptText:
		r.isBorrowed = true
		r.code(r, text, code.JavaScript(text))
	case powerShellText:
		r.isBorrowed = true
		r.script(r, slices.Collect(shell.Commands(without(powerShellComment, text))))
	case goText:
		if r.isDocument {
			r.code(r, text, code.JavaScript(text)) // an example may be no whole file, and strings and calls look the same
			return
		}
		r.literals(in, text)
	case hclText:
		r.literals(in, text)
	case markdownText, rstText, asciiDocText:
		r.markup(in, text)
	}
}

// documents looks through a text in YAML or JSON. What turns out to be neither
// may be a command.
func (r reading) documents(in language, text source.Text) {
	documents := r.reader.Documents(text)
	if in == jsonText {
		documents = r.reader.JSON(text)
	}
	for document := range documents {
		switch {
		case document.Err == nil:
			r.document(r, document.Tree.Root())
		case looksLikeTemplate(document.Text.Data):
			r.template(document.Text)
		case r.isDocument && ellipsis.Match(document.Text.Data):
			r.documents(in, withoutEllipses(document.Text))
		case in == jsonText || bytes.IndexByte(document.Text.Data, '\n') < 0:
			r.nest(shellText, document.Text)
		}
	}
}

// ellipsis matches a line that tells readers of a document that something was
// left out.
var ellipsis = regexp.MustCompile(`(?m)^[ \t]+(?:\.\.\.|…)[ \t]*$`)

func withoutEllipses(text source.Text) source.Text {
	b := source.TextBuilder{From: text}
	b.Write("", 0)
	at := 0
	for _, match := range ellipsis.FindAllIndex(text.Data, -1) {
		b.Copy(at, match[0])
		at = match[1]
	}
	b.Copy(at, len(text.Data))
	return b.Text()
}

// template looks through a document that is only YAML once it is rendered.
func (r reading) template(text source.Text) {
	r.confidence = min(r.confidence, source.Medium)
	ps := r.newPossibilities(text, &template.Context{}, func(document yaml.Document) bool {
		if document.Err == nil {
			r.document(r, document.Tree.Root())
		} else {
			r.lines(document.Text)
		}
		return document.Err == nil
	})
	unread := len(r.Unread)
	ps.explore(templateOf(&template.Reader{}, "", text.Data))
	r.Unread = r.Unread[:unread]
}

// lines looks through a document that isn't YAML line by line: items of a list
// that follow each other, and what may be a command.
func (r reading) lines(text source.Text) {
	var items []source.Text
	for at := 0; at < len(text.Data); {
		line, _, _ := bytes.Cut(text.Data[at:], []byte("\n"))
		content := trimSpace(text.Slice(at, at+len(line)))
		at = min(at+len(line)+1, len(text.Data))
		if bytes.HasPrefix(content.Data, []byte("- ")) {
			items = append(items, unquoted(trimSpace(content.Slice(2, len(content.Data)))))
			continue
		}
		r.arguments(r, items)
		items = nil
		if r.mentions(content.Data) {
			r.shell(content)
		}
	}
	r.arguments(r, items)
}

// unquoted returns what stands in quotes, or the text itself.
func unquoted(text source.Text) source.Text {
	if n := len(text.Data); n > 1 && (text.Data[0] == '"' || text.Data[0] == '\'') && text.Data[n-1] == text.Data[0] {
		return text.Slice(1, n-1)
	}
	return text
}
