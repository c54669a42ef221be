package markup

import (
	"bytes"
	"iter"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// fence matches the line that opens a fenced block, in a list or a quotation
// too, with the language that it names.
var fence = regexp.MustCompile("^((?:\\s|[-*+>]\\s|[0-9]+[.)]\\s)*)(`{3,}|~{3,})\\s*\\{?\\.?([A-Za-z0-9_+-]*)")

// shortcode matches the shortcodes of Hugo around code, such as highlight, and
// the language that they name; closing matches those that end one.
var (
	shortcode = regexp.MustCompile(`^\s*\{\{[<%]\s*(?:highlight\s+|\w*[cC]ode\w*\s[^>%]*lang=)"?([A-Za-z0-9_+-]+)`)
	closing   = regexp.MustCompile(`\{\{[<%]\s*/`)
)

// Markdown yields the code in a document.
//
// Source: the CommonMark specification, 4.4, 4.5 and 6.1.
func Markdown(text source.Text) iter.Seq[Code] {
	return func(yield func(Code) bool) {
		l := lines{text: text}
		afterBlank := true
		for l.next() {
			blank := l.isBlank()
			var ok bool
			match, short := fence.FindSubmatch(l.line), shortcode.FindSubmatch(l.line)
			switch {
			case match != nil:
				ok = yield(Code{Language: strings.ToLower(string(match[3])), Text: l.upTo(len(match[1]), closes(match[2]))})
			case short != nil:
				ok = yield(Code{Language: strings.ToLower(string(short[1])), Text: l.upTo(0, closing.Match)})
			case bytes.Contains(l.line, []byte("<!--")):
				l.skipComment()
				ok = true
			case afterBlank && !blank && l.isIndentedCode():
				l.back()
				ok = yield(Code{Text: l.indented(1)})
			default:
				ok = l.inline(yield)
			}
			if !ok {
				return
			}
			afterBlank = blank
		}
	}
}

// isIndentedCode tells whether the line is indented as code is.
func (l *lines) isIndentedCode() bool {
	return bytes.HasPrefix(l.line, []byte("    ")) || bytes.HasPrefix(l.line, []byte("\t"))
}

// upTo reads the lines before the one that ends the block.
func (l *lines) upTo(indent int, ends func(line []byte) bool) source.Text {
	b := source.TextBuilder{From: l.text}
	b.Write("", l.at)
	for l.next() && !ends(l.line) {
		l.copyLine(&b, indent)
	}
	return b.Text()
}

// closes tells which lines close a fence.
func closes(open []byte) func([]byte) bool {
	return func(line []byte) bool {
		trimmed := bytes.TrimLeft(bytes.TrimSpace(line), "> ")
		return len(trimmed) >= len(open) && len(bytes.Trim(trimmed, string(open[:1]))) == 0
	}
}

// skipComment goes to the line in which the comment ends that begins in this
// one.
func (l *lines) skipComment() {
	rest := l.line[bytes.Index(l.line, []byte("<!--")):]
	for !bytes.Contains(rest, []byte("-->")) && l.next() {
		rest = l.line
	}
}
