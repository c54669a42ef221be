package find

import (
	"bytes"

	"github.com/apilint/apilint/internal/find/template"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/source"
)

// nested is a text that was found in another and is read after it.
type nested struct {
	text     source.Text
	language language
	configuration
}

// nest notes a text in a language, or unknown, that may hold what matters
// here. It is read after the file that it was found in.
func (c configuration) nest(in language, text source.Text) {
	if c.depth == maxEmbedding || !mentions(text.Data) || c.isCode && isSentence(text.Data) {
		return
	}
	if in == unknown {
		in = languageOfText(text.Data)
	}
	c.confidence = min(c.confidence, source.Medium)
	c.depth++
	c.isCode = false
	c.nested = append(c.nested, nested{text, in, c})
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
		next.read(next.language, next.text)
	}
	f.nested = nil
}

// read looks through a text that is written in a language.
func (c configuration) read(in language, text source.Text) {
	switch in {
	case yamlText, jsonText:
		c.documents(in, text)
	case shellText:
		c.shell(text)
	case unitText:
		c.unit(text)
	case dockerText:
		c.dockerfile(text)
	case hclText, goText:
		c.literals(in, text)
	case markdownText, rstText:
		c.markup(in, text)
	}
}

// documents looks through a text in YAML or JSON. What turns out to be neither
// may be a command.
func (c configuration) documents(in language, text source.Text) {
	documents := c.reader.Documents(text)
	if in == jsonText {
		documents = c.reader.JSON(text)
	}
	for document := range documents {
		switch {
		case document.Err == nil:
			c.document(document.Tree.Root())
		case looksLikeTemplate(document.Text.Data):
			c.template(document.Text)
		case in == jsonText || bytes.IndexByte(document.Text.Data, '\n') < 0:
			c.nest(shellText, document.Text)
		}
	}
}

// document looks through a document in YAML or JSON.
func (c configuration) document(root yaml.Value) { c.value(root, &place{}) }

// template looks through a document that is only YAML once it is rendered.
func (c configuration) template(text source.Text) {
	c.confidence = min(c.confidence, source.Medium)
	ps := c.newPossibilities(text, &template.Context{}, func(document yaml.Document) bool {
		if document.Err == nil {
			c.document(document.Tree.Root())
		} else {
			c.lines(document.Text)
		}
		return document.Err == nil
	})
	unread := len(c.Unread)
	ps.explore(templateOf("", text.Data))
	c.Unread = c.Unread[:unread]
}

// lines looks through a document that isn't YAML line by line: items of a list
// that follow each other, and what may be a command.
func (c configuration) lines(text source.Text) {
	var items []source.Text
	for at := 0; at < len(text.Data); {
		line, _, _ := bytes.Cut(text.Data[at:], []byte("\n"))
		content := trimSpace(text.Slice(at, at+len(line)))
		at = min(at+len(line)+1, len(text.Data))
		if bytes.HasPrefix(content.Data, []byte("- ")) {
			items = append(items, unquoted(trimSpace(content.Slice(2, len(content.Data)))))
			continue
		}
		c.arguments(items)
		items = nil
		if mentions(content.Data) {
			c.shell(content)
		}
	}
	c.arguments(items)
}

// unquoted returns what stands in quotes, or the text itself.
func unquoted(text source.Text) source.Text {
	if n := len(text.Data); n > 1 && (text.Data[0] == '"' || text.Data[0] == '\'') && text.Data[n-1] == text.Data[0] {
		return text.Slice(1, n-1)
	}
	return text
}
