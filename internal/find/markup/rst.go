package markup

import (
	"bytes"
	"iter"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// directive matches the directives that introduce code, and the language they
// name.
var directive = regexp.MustCompile(`^\s*\.\. (?:code-block|code|sourcecode|parsed-literal|prompt)::\s*([A-Za-z0-9_+-]*)`)

// RST yields the code in a document.
//
// Source: the reStructuredText specification of Docutils, Literal Blocks and
// Inline Literals; Sphinx, Showing code examples.
func RST(text source.Text) iter.Seq[Code] {
	return func(yield func(Code) bool) {
		l := lines{text: text}
		for l.next() {
			language, introduces := "", bytes.HasSuffix(bytes.TrimSpace(l.line), []byte("::"))
			if match := directive.FindSubmatch(l.line); match != nil {
				language, introduces = strings.ToLower(string(match[1])), true
			} else if bytes.HasPrefix(bytes.TrimSpace(l.line), []byte("..")) {
				introduces = false
			}
			if !l.inline(yield) {
				return
			}
			if introduces && !yield(Code{Language: language, Text: l.literal(l.indent())}) {
				return
			}
		}
	}
}

// literal reads the block that is indented more than what introduces it,
// without the options of its directive.
func (l *lines) literal(around int) source.Text {
	for l.next() {
		if l.isBlank() || bytes.HasPrefix(bytes.TrimSpace(l.line), []byte(":")) {
			continue
		}
		indent := l.indent()
		l.back()
		if indent > around {
			return l.indented(indent)
		}
		break
	}
	return source.Text{}
}
