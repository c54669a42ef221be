package find

import (
	"bytes"
	"regexp"
	"slices"

	"github.com/apilint/apilint/internal/find/dockerfile"
	"github.com/apilint/apilint/internal/find/literal"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/find/systemd"
	"github.com/apilint/apilint/internal/source"
)

// shell looks through a script, or a text that is one command.
func (r reading) shell(script source.Text) {
	if parts := replacement(script); parts != nil {
		for _, part := range parts {
			r.nest(unknown, part)
		}
		return
	}
	r.script(r, slices.Collect(shell.Commands(script)))
}

// substitution matches the start of a command of sed that replaces a text.
var substitution = regexp.MustCompile(`^\s*(?:[^\s/|,]*\s)?s([/|,#@!~])`)

// replacement returns the parts of a command of sed that replaces a text, nil
// if the text is none.
func replacement(text source.Text) []source.Text {
	match := substitution.FindSubmatchIndex(text.Data)
	if match == nil {
		return nil
	}
	delimiter := text.Data[match[2]]
	if bytes.Count(text.Data[match[3]:], []byte{delimiter}) < 2 {
		return nil
	}
	var parts []source.Text
	start := match[3]
	for i := start; i < len(text.Data) && len(parts) < 2; i++ {
		if text.Data[i] == delimiter && text.Data[i-1] != '\\' {
			parts = append(parts, withLineBreaks(text.Slice(start, i)))
			start = i + 1
		}
	}
	return parts
}

// withLineBreaks returns a text with line breaks where it has \n, and without
// the backslashes before other characters.
func withLineBreaks(text source.Text) source.Text {
	b := source.TextBuilder{From: text}
	b.Write("", 0)
	for i := 0; i < len(text.Data); i++ {
		switch {
		case text.Data[i] != '\\' || i+1 == len(text.Data):
			b.Copy(i, i+1)
		case text.Data[i+1] == 'n':
			b.Write("\n", i)
			i++
		}
	}
	return b.Text()
}

// unit looks through a unit of systemd.
func (r reading) unit(text source.Text) {
	for setting := range systemd.Settings(text) {
		if r.mentions(setting.Value.Data) && setting.Name != "Description" && setting.Name != "Documentation" {
			r.arguments(r, systemd.Words(setting.Value))
		}
	}
}

func (r reading) dockerfile(text source.Text) {
	for instruction := range dockerfile.Instructions(text) {
		arguments := instruction.Arguments
		if !r.mentions(arguments.Data) {
			continue
		}
		switch instruction.Name {
		case "RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK":
			if list := execForm.FindIndex(arguments.Data); list != nil && instruction.Name == "HEALTHCHECK" {
				r.exec(arguments.Slice(list[1]-1, len(arguments.Data)))
				continue
			}
			r.nest(unknown, arguments)
		case "COPY", "ADD":
			if bytes.Contains(arguments.Data, []byte("<<")) {
				r.nest(shellText, arguments)
			}
		case "ENV", "ARG":
			words := shell.Words(arguments)
			if len(words) > 1 && bytes.IndexByte(words[0].Data, '=') < 0 {
				words = []source.Text{joined(words[0], "=", words[1])}
			}
			r.arguments(r, words)
		}
	}
}

// execForm matches what stands before the words of a health check that no shell
// runs.
var execForm = regexp.MustCompile(`^\s*(?:--\S+\s+)*CMD\s+\[`)

// exec looks through a command whose words are a list in JSON.
func (r reading) exec(list source.Text) {
	for document := range r.reader.JSON(list) {
		if document.Err == nil {
			r.arguments(r, words(document.Tree.Root()))
		}
	}
}

// literals looks through the literals in code.
func (r reading) literals(in language, text source.Text) {
	asJSON := literal.HCL
	if in == goText {
		asJSON = literal.Go
		r.isCode = true
	}
	for document := range r.reader.JSON(asJSON(text)) {
		if document.Err != nil {
			continue
		}
		r.document(r, document.Tree.Root())
	}
}
