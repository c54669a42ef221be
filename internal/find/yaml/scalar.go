package yaml

import (
	"bytes"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// special marks the bytes at which a plain scalar may end or must be looked at.
var special = func() (table [256]bool) {
	for _, c := range []byte(":#\n\r\t,[]{}?") {
		table[c] = true
	}
	return table
}()

func quotedStyle(quote byte) Style {
	if quote == '"' {
		return DoubleQuoted
	}
	return SingleQuoted
}

// scalarOrFlow reads a scalar of any style or a flow collection, and moves to
// the first token after it.
func (p *parser) scalarOrFlow(parent int) (int32, bool) {
	start := p.pos
	switch c := p.src[p.pos]; c {
	case '"', '\'':
		end, _, ok := p.quotedEnd(start)
		if !ok {
			return 0, false
		}
		p.pos = end
		return p.add(node{style: quotedStyle(c), start: int32(start), end: int32(end)}), p.endLine()
	case '[', '{':
		flow, ok := p.flow(parent)
		return flow, ok && p.endLine()
	case '|', '>':
		return p.blockScalar(parent)
	}
	if !p.startsPlain(start) {
		return 0, false
	}
	return p.plain(parent)
}

// startsPlain tells whether a plain scalar can begin at i.
func (p *parser) startsPlain(i int) bool {
	switch c := p.src[i]; c {
	case '-', ':', '?':
		return !p.blankAt(i+1) && p.src[i+1] != '\t'
	case ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '\t', '\r', '\n', ' ':
		return false
	}
	return true
}

// plainLine is the part of a plain scalar on one line.
type plainLine struct {
	end  int // where its text ends
	stop int // the colon, comment, flow indicator or line break that ended it
}

// plainLine reads the part of a plain scalar on the line from i on, in a flow
// collection if flow isn't 0. It gives up on tabs and on what only a full
// parser can tell apart.
func (p *parser) plainLine(i, flow int) (plainLine, bool) {
	start := i
	for ; i < len(p.src); i++ {
		if !special[p.src[i]] {
			continue
		}
		switch c := p.src[i]; c {
		case '\n':
			return p.trimmed(start, i), true
		case '\r':
			return p.trimmed(start, i), true
		case '\t':
			return plainLine{}, false
		case '#':
			if i > start && p.src[i-1] == ' ' {
				return p.trimmed(start, i), true
			}
		case ':':
			if p.blankAt(i + 1) {
				return p.trimmed(start, i), true
			}
			if p.src[i+1] == '\t' || flow > 0 && bytes.IndexByte([]byte(",[]{}?"), p.src[i+1]) >= 0 {
				return plainLine{}, false
			}
		case '?':
			if flow > 0 {
				return plainLine{}, false
			}
		default:
			if flow > 0 {
				return p.trimmed(start, i), true
			}
		}
	}
	return p.trimmed(start, i), true
}

func (p *parser) trimmed(start, stop int) plainLine {
	end := stop
	for end > start && p.src[end-1] == ' ' {
		end--
	}
	return plainLine{end, stop}
}

// plain reads a plain scalar outside flow collections; it goes on over lines
// that are indented deeper than the parent.
func (p *parser) plain(parent int) (int32, bool) {
	start, end := p.pos, 0
	for {
		line, ok := p.plainLine(p.pos, 0)
		if !ok || line.stop < len(p.src) && p.src[line.stop] == ':' {
			return 0, false
		}
		end, p.pos = line.end, line.stop
		comment := p.pos < len(p.src) && p.src[p.pos] == '#'
		if !comment && p.continues(parent) {
			continue
		}
		if !p.nextLine() || p.col > parent {
			return 0, false
		}
		return p.add(node{start: int32(start), end: int32(end)}), true
	}
}

// continues moves over blank lines to the next line of a plain scalar, if
// there is one; else it leaves pos where it is.
func (p *parser) continues(parent int) bool {
	line := p.pos
	for {
		end := bytes.IndexByte(p.src[line:], '\n')
		if end < 0 {
			return false
		}
		line += end + 1
		i := line
		for i < len(p.src) && p.src[i] == ' ' {
			i++
		}
		if i == len(p.src) {
			return false
		}
		switch c := p.src[i]; {
		case c == '\n' || c == '\r':
		case c == '#' || c == '\t' || i-line <= parent:
			return false
		default:
			p.pos = i
			return true
		}
	}
}

// quotedEnd finds the end of the quoted scalar that begins at i, behind its
// closing quote. It gives up on escapes that YAML does not have and on tabs at
// the start of a line.
func (p *parser) quotedEnd(i int) (end int, multiline, ok bool) {
	quote := p.src[i]
	for i++; i < len(p.src); i++ {
		switch c := p.src[i]; {
		case c == '\n':
			multiline = true
			for i+1 < len(p.src) && p.src[i+1] == ' ' {
				i++
			}
			if i+1 < len(p.src) && p.src[i+1] == '\t' {
				return 0, false, false
			}
		case c == '\\' && quote == '"':
			if breaksLine(p.src[i+1:]) {
				continue
			}
			n := escapeLength(p.src[i:])
			if n == 0 {
				return 0, false, false
			}
			i += n - 1
		case c == quote && quote == '\'' && i+1 < len(p.src) && p.src[i+1] == '\'':
			i++
		case c == quote:
			return i + 1, multiline, true
		}
	}
	return 0, false, false
}

// breaksLine tells whether s begins with a line break.
func breaksLine(s []byte) bool {
	return len(s) > 0 && s[0] == '\n' || len(s) > 1 && s[0] == '\r' && s[1] == '\n'
}

// blockScalar reads a literal or folded scalar.
func (p *parser) blockScalar(parent int) (int32, bool) {
	start := p.pos
	block, ok := scanBlockScalar(p.src, start, parent)
	if !ok || parent < 0 || block.end == len(p.src) && isBlank(p.src[block.end-1]) {
		return 0, false // parsers differ on a root scalar, and on blanks at the very end
	}
	style := Literal
	if p.src[start] == '>' {
		style = Folded
	}
	scalar := node{style: style, start: int32(start), end: int32(block.end)}
	if block.explicit {
		raw := source.Text{Data: p.src[start:block.end]}
		scalar.value = int32(len(p.values))
		p.values = append(p.values, string(blockText(raw, block.from(start)).Data))
	}
	p.pos = block.end
	if block.end == len(p.src) {
		p.col = -1
	} else if !p.nextLine() {
		return 0, false
	}
	return p.add(scalar), true
}

// blockScalar says where the lines of a literal or folded scalar stand.
type blockScalar struct {
	first  int  // where its first line begins
	end    int  // where the first line after it begins
	indent int  // how many spaces of each line don't belong to the text
	chomp  byte // '-', '+' or 0

	explicit bool // the indicator tells the indentation, counted from the parent's
}

// from returns the same lines, in a text that begins at offset start.
func (b blockScalar) from(start int) blockScalar {
	b.first -= start
	b.end -= start
	return b
}

// scanBlockScalar reads the block scalar whose indicator stands at i. It gives
// up on explicit indentation at the root, on tabs in the indentation, and on
// leading blank lines with more spaces than the first line of text.
func scanBlockScalar(src []byte, i, parent int) (blockScalar, bool) {
	var b blockScalar
	for i++; i < len(src); i++ {
		switch c := src[i]; {
		case b.chomp == 0 && (c == '-' || c == '+'):
			b.chomp = c
			continue
		case !b.explicit && c >= '1' && c <= '9' && parent >= 0:
			b.explicit, b.indent = true, parent+int(c-'0')
			continue
		}
		break
	}
	header := parser{src: src, pos: i}
	if i < len(src) && src[i] == '#' || !header.atLineEnd() {
		return b, false
	}
	end := bytes.IndexByte(src[i:], '\n')
	if end < 0 {
		b.first, b.end = len(src), len(src)
		return b, true
	}
	b.first = i + end + 1
	b.end = b.first
	leading := 0
	for b.end < len(src) {
		at := b.end
		for at < len(src) && src[at] == ' ' && (b.indent == 0 || at-b.end < b.indent) {
			at++
		}
		spaces := at - b.end
		rest := src[at:]
		switch {
		case len(rest) == 0 || rest[0] == '\n' || rest[0] == '\r' && len(rest) > 1 && rest[1] == '\n':
			leading = max(leading, spaces)
		case rest[0] == '\t' && (b.indent == 0 || spaces < b.indent):
			return b, false
		case b.indent == 0 && (spaces <= parent || spaces == 0):
			return b, true
		case b.indent == 0:
			if leading > spaces {
				return b, false
			}
			b.indent = spaces
		case spaces < b.indent:
			return b, true
		}
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			b.end = len(src)
		} else {
			b.end = at + end + 1
		}
	}
	return b, true
}

// findBlock finds the lines of the block scalar whose indicator stands at i
// and that is known to say value. Where the indentation isn't plain to see, it
// is what the value lacks.
func findBlock(src []byte, i int, value string) blockScalar {
	if block, ok := scanBlockScalar(src, i, -1); ok {
		return block
	}
	header, _, _ := cutLine(src[i:])
	first := min(i+len(header)+1, len(src))
	if bytes.HasPrefix(src[i+len(header):], []byte("\r")) {
		first = min(first+1, len(src))
	}
	block := blockScalar{first: first, end: first}
	for block.end < len(src) {
		line, _, _ := cutLine(src[block.end:])
		text := bytes.TrimLeft(line, " ")
		spaces := len(line) - len(text)
		if len(text) > 0 && block.indent == 0 {
			block.indent = max(spaces-indentOf(value), 1)
		}
		if len(text) > 0 && spaces < block.indent {
			break
		}
		block.end += len(line)
		if end := bytes.IndexByte(src[block.end:], '\n'); end >= 0 {
			block.end += end + 1
		} else {
			block.end = len(src)
		}
	}
	return block
}

// indentOf counts the spaces before the first line of a text that isn't blank.
func indentOf(text string) int {
	for line := range strings.Lines(text) {
		if said := strings.TrimLeft(line, " "); strings.TrimSpace(said) != "" {
			return len(line) - len(said)
		}
	}
	return 0
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }
