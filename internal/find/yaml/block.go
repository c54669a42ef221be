package yaml

import "bytes"

// maxDepth is how deep the parser goes before it leaves a document to the
// library, which has a limit of its own.
const maxDepth = 200

// parser reads one document. Its methods report false where they give up; the
// tree is then unfinished and void.
//
// Columns count from 0. A node's parent is the column of the block collection
// around it, -1 at the root: what belongs to the node stands deeper than that.
type parser struct {
	*Tree
	src   []byte
	pos   int // the next byte to read
	col   int // the column of pos, where pos is the first token of a line
	depth int
}

// parse reads a whole document that passed inspect without oddities.
func (p *parser) parse() bool {
	if !p.nextLine() {
		return false
	}
	if p.pos == len(p.src) {
		return true
	}
	root, ok := p.node(p.col, -1)
	p.root = root
	return ok && p.pos == len(p.src)
}

// nextLine moves from anywhere in the blank rest of a line to the first token
// that follows, over blank lines and comments. At the end of the document pos
// is len(src) and col is -1.
func (p *parser) nextLine() bool {
	if p.pos > 0 && p.src[p.pos-1] != '\n' {
		end := bytes.IndexByte(p.src[p.pos:], '\n')
		if end < 0 {
			p.pos, p.col = len(p.src), -1
			return true
		}
		p.pos += end + 1
	}
	for p.pos < len(p.src) {
		start := p.pos
		p.skipSpaces()
		if p.pos == len(p.src) {
			break
		}
		switch p.src[p.pos] {
		case '\t':
			return false
		case '\r', '\n', '#':
			end := bytes.IndexByte(p.src[p.pos:], '\n')
			if end < 0 {
				p.pos = len(p.src)
			} else {
				p.pos += end + 1
			}
		default:
			p.col = p.pos - start
			return true
		}
	}
	p.col = -1
	return true
}

func (p *parser) skipSpaces() {
	for p.pos < len(p.src) && p.src[p.pos] == ' ' {
		p.pos++
	}
}

// atLineEnd tells whether only blanks and a comment are left of the line.
func (p *parser) atLineEnd() bool {
	spaces := p.pos
	p.skipSpaces()
	if p.pos == len(p.src) {
		return true
	}
	switch p.src[p.pos] {
	case '\n', '\r':
		return true
	case '#':
		return p.pos > spaces || p.pos == 0 || p.src[p.pos-1] == ' '
	}
	return false
}

// endLine moves on to the next token if the line holds nothing more.
func (p *parser) endLine() bool { return p.atLineEnd() && p.nextLine() }

// blankAt tells whether a token that must be followed by a blank ends at i.
func (p *parser) blankAt(i int) bool {
	return i >= len(p.src) || p.src[i] == ' ' || p.src[i] == '\n' || p.src[i] == '\r'
}

// atDash tells whether pos is at the dash of a sequence item.
func (p *parser) atDash() bool { return p.src[p.pos] == '-' && p.blankAt(p.pos+1) }

// node reads the node whose first token is at pos in column col, and moves to
// the first token after it.
func (p *parser) node(col, parent int) (int32, bool) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth || len(p.nodes) > maxNodes {
		return 0, false
	}
	if p.atDash() {
		return p.sequence(col, parent)
	}
	key, isKey, ok := p.key()
	if !ok {
		return 0, false
	}
	if isKey {
		return p.mapping(col, key)
	}
	return p.scalarOrFlow(parent)
}

// sequence reads a block sequence. One that is the value of a mapping may
// stand in the mapping's own column and ends where the mapping goes on.
func (p *parser) sequence(col, parent int) (int32, bool) {
	seq := p.add(node{kind: Sequence, start: int32(p.pos)})
	for last := int32(0); ; {
		dash := p.pos
		p.pos++
		item, ok := p.item(col, dash)
		if !ok {
			return 0, false
		}
		p.link(seq, last, item)
		last = item
		switch {
		case p.col < col:
			return seq, true
		case p.col > col:
			return 0, false
		case p.atDash():
		default:
			return seq, parent == col
		}
	}
}

// item reads what follows the dash of a sequence in column col.
func (p *parser) item(col, dash int) (int32, bool) {
	if !p.atLineEnd() {
		if p.src[p.pos] == '\t' {
			return 0, false
		}
		return p.node(col+p.pos-dash, col)
	}
	empty := int32(dash + 1)
	if !p.nextLine() {
		return 0, false
	}
	if p.col > col {
		return p.node(p.col, col)
	}
	return p.add(node{start: empty, end: empty}), true
}

// mapping reads a block mapping in column col whose first key was read.
func (p *parser) mapping(col int, key int32) (int32, bool) {
	mapping := p.add(node{kind: Mapping, start: p.nodes[key].start})
	for last := int32(0); ; {
		p.link(mapping, last, key)
		value, ok := p.mappingValue(col)
		if !ok {
			return 0, false
		}
		p.link(mapping, key, value)
		last = value
		if p.col < col {
			return mapping, true
		}
		if p.col > col || p.atDash() {
			return 0, false
		}
		var isKey bool
		if key, isKey, ok = p.key(); !ok || !isKey {
			return 0, false
		}
	}
}

// mappingValue reads what follows the colon of a key in column col.
func (p *parser) mappingValue(col int) (int32, bool) {
	if !p.atLineEnd() {
		if p.src[p.pos] == '\t' || p.atDash() {
			return 0, false
		}
		return p.scalarOrFlow(col)
	}
	empty := int32(p.pos)
	for empty > 0 && p.src[empty-1] == ' ' {
		empty--
	}
	if !p.nextLine() {
		return 0, false
	}
	if p.col > col || p.col == col && p.atDash() {
		return p.node(p.col, col)
	}
	return p.add(node{start: empty, end: empty}), true
}

// key reads a key with its colon if there is one at pos; else it leaves pos
// where it is. A key stands on one line.
func (p *parser) key() (key int32, isKey, ok bool) {
	start := p.pos
	var end int
	style := Plain
	switch c := p.src[p.pos]; {
	case c == '"' || c == '\'':
		quoted, multiline, ok := p.quotedEnd(p.pos)
		if !ok {
			return 0, false, false
		}
		if multiline {
			return 0, false, true
		}
		end, style = quoted, quotedStyle(c)
		p.pos = end
		p.skipSpaces()
	case p.startsPlain(p.pos):
		line, ok := p.plainLine(p.pos, 0)
		if !ok {
			return 0, false, false
		}
		end, p.pos = line.end, line.stop
	default:
		return 0, false, true
	}
	if p.pos >= len(p.src) || p.src[p.pos] != ':' || !p.blankAt(p.pos+1) {
		p.pos = start
		return 0, false, true
	}
	if p.pos-start > maxKey {
		return 0, false, false
	}
	p.pos++
	return p.add(node{style: style, start: int32(start), end: int32(end)}), true, true
}

// maxKey is the longest key, in bytes, that YAML takes without a question mark
// (1.2.2, section 7.4.2: 1024 code points), with some room for the colon.
const maxKey = 1000
