package shell

import (
	"bytes"

	"github.com/apilint/apilint/internal/source"
)

// separators end a word.
const separators = " \t\r\n;&|()<>"

// word reads the word at pos.
func (r *reader) word() source.Text {
	b := source.TextBuilder{From: r.text}
	b.Write("", r.pos)
	for r.pos < len(r.src) {
		switch c := r.src[r.pos]; {
		case c == '\\':
			r.escape(&b)
		case c == '\'' || c == '"':
			r.quoted(&b, c)
		case c == '$' || c == '`':
			r.expansion(&b)
		case c == '{', c == '<' && action(r.src[r.pos:]) > 1:
			r.copy(&b, action(r.src[r.pos:]))
		case bytes.IndexByte([]byte(separators), c) >= 0:
			return b.Text()
		default:
			end := bytes.IndexAny(r.src[r.pos:], separators+"\\'\"$`{")
			if end < 0 {
				end = len(r.src) - r.pos
			}
			r.copy(&b, end)
		}
	}
	return b.Text()
}

// maxAction is how long an action of a template may be to be part of a word.
const maxAction = 300

// action returns the length of the action of a template ({{ }} or <%= %>) at the
// start of s, blanks in it included; 1 where there is none.
func action(s []byte) int {
	for _, a := range []struct{ open, close string }{{"{{", "}}"}, {"<%=", "%>"}} {
		if !bytes.HasPrefix(s, []byte(a.open)) {
			continue
		}
		line := lineOf(s[:min(len(s), maxAction)])
		if end := bytes.Index(line, []byte(a.close)); end > 0 {
			return end + len(a.close)
		}
	}
	return 1
}

// copy copies n bytes as they stand.
func (r *reader) copy(b *source.TextBuilder, n int) {
	end := min(r.pos+n, len(r.src))
	b.Copy(r.pos, end)
	r.pos = end
}

// escape reads a backslash and what it escapes.
func (r *reader) escape(b *source.TextBuilder) {
	if n := continuation(r.src[r.pos:]); n > 0 {
		r.pos += n
		return
	}
	r.pos++
	r.copy(b, 1)
}

// quoted reads a string in quotes. A quote that isn't closed is a character.
func (r *reader) quoted(b *source.TextBuilder, quote byte) {
	end := r.closing(quote)
	if end < 0 {
		r.copy(b, 1)
		return
	}
	r.pos++
	if quote == '\'' {
		r.copy(b, end-r.pos)
	}
	for r.pos < end {
		switch c := r.src[r.pos]; {
		case c == '\\' && bytes.IndexByte([]byte("$`\"\\\n\r"), r.next(1)) >= 0:
			r.escape(b)
		case c == '\\':
			r.copy(b, 2)
		case c == '$' || c == '`':
			r.expansion(b)
		default:
			n := bytes.IndexAny(r.src[r.pos:end], "\\$`")
			if n < 0 {
				n = end - r.pos
			}
			r.copy(b, n)
		}
	}
	r.pos = max(end+1, r.pos)
}

// closing returns where the quote that opens at pos closes, -1 if nowhere.
func (r *reader) closing(quote byte) int {
	if r.budget < 0 {
		return -1
	}
	for i := r.pos + 1; i < len(r.src); i++ {
		switch c := r.src[i]; {
		case c == quote:
			return i
		case quote == '\'':
		case c == '\\':
			i++
		case c == '$' && i+1 < len(r.src) && r.src[i+1] == '(':
			i = substitutionEnd(r.src, i+2)
		case c == '$' && i+1 < len(r.src) && r.src[i+1] == '{':
			i = parameterEnd(r.src, i+2)
		}
	}
	r.budget -= len(r.src) - r.pos
	return -1
}

// expansion copies an expansion as it is written. Of a command substitution it
// notes the inside, and leaves $() in the word.
func (r *reader) expansion(b *source.TextBuilder) {
	start := r.pos + 1
	switch end := 0; {
	case r.src[r.pos] == '`':
		if end = bytes.IndexByte(r.src[start:], '`'); end < 0 {
			end = len(r.src) - start
		}
		r.Texts = append(r.Texts, r.text.Slice(start, start+end))
		r.leave(b, start+end+1)
	case r.next(1) == '(':
		end = substitutionEnd(r.src, start+1)
		r.Texts = append(r.Texts, r.text.Slice(start+1, end))
		r.leave(b, end+1)
	case r.next(1) == '{':
		r.copy(b, parameterEnd(r.src, start+1)+1-r.pos)
	default:
		r.copy(b, 1)
	}
}

// parameterEnd returns where the brace that closes a parameter expansion
// stands, whose inside begins at i. One that isn't closed on its line ends
// there.
func parameterEnd(src []byte, i int) int {
	depth := 0
	for quote := byte(0); i < len(src) && src[i] != '\n'; i++ {
		switch c := src[i]; {
		case c == '\\' && quote != '\'':
			i++
		case c == '{':
			depth++
		case c == '}' && depth == 0:
			return i
		case c == '}':
			depth--
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && c == '"':
			quote = c
		}
	}
	return min(i, len(src)) - 1
}

// leave leaves $() in place of a command substitution that goes up to end.
func (r *reader) leave(b *source.TextBuilder, end int) {
	b.Write("$()", r.pos)
	r.pos = min(end, len(r.src))
}

// substitutionEnd returns where the bracket that closes a command substitution
// stands, whose inside begins at i.
func substitutionEnd(src []byte, i int) int {
	depth := 0
	for quote := byte(0); i < len(src); i++ {
		switch c := src[i]; {
		case c == '\\' && quote != '\'':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')' && depth == 0:
			return i
		case c == ')':
			depth--
		}
	}
	return len(src)
}
