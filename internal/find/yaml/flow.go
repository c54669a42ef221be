package yaml

// flow reads a flow collection outside any other; parent is the column of the
// block collection around it.
func (p *parser) flow(parent int) (int32, bool) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		return 0, false
	}
	if p.src[p.pos] == '{' {
		return p.flowMapping(parent)
	}
	return p.flowSequence(parent)
}

func (p *parser) flowSequence(parent int) (int32, bool) {
	seq := p.add(node{kind: Sequence, start: int32(p.pos)})
	p.pos++
	for last := int32(0); ; {
		if !p.flowBlank(parent) {
			return 0, false
		}
		if p.src[p.pos] == ']' {
			return p.closeFlow(seq)
		}
		item, ok := p.flowNode(parent)
		if !ok || !p.flowBlank(parent) {
			return 0, false
		}
		p.link(seq, last, item)
		last = item
		switch p.src[p.pos] {
		case ',':
			p.pos++
		case ']':
		default:
			return 0, false
		}
	}
}

func (p *parser) flowMapping(parent int) (int32, bool) {
	mapping := p.add(node{kind: Mapping, start: int32(p.pos)})
	p.pos++
	for last := int32(0); ; {
		if !p.flowBlank(parent) {
			return 0, false
		}
		if p.src[p.pos] == '}' {
			return p.closeFlow(mapping)
		}
		key, value, ok := p.flowEntry(parent)
		if !ok || !p.flowBlank(parent) {
			return 0, false
		}
		p.link(mapping, last, key)
		p.link(mapping, key, value)
		last = value
		switch p.src[p.pos] {
		case ',':
			p.pos++
		case '}':
		default:
			return 0, false
		}
	}
}

func (p *parser) closeFlow(collection int32) (int32, bool) {
	p.pos++
	p.nodes[collection].end = int32(p.pos)
	return collection, true
}

// flowEntry reads a key, its colon and its value. A key with neither is left
// to the library.
func (p *parser) flowEntry(parent int) (key, value int32, ok bool) {
	if c := p.src[p.pos]; c == '[' || c == '{' {
		return 0, 0, false
	}
	start := p.pos
	if key, ok = p.flowNode(parent); !ok {
		return 0, 0, false
	}
	p.skipSpaces()
	if p.pos >= len(p.src) || p.src[p.pos] != ':' || p.pos-start > maxKey || !p.blankAt(p.pos+1) && p.nodes[key].style == Plain {
		return 0, 0, false
	}
	p.pos++
	if !p.flowBlank(parent) {
		return 0, 0, false
	}
	if c := p.src[p.pos]; c == ',' || c == '}' {
		return 0, 0, false
	}
	value, ok = p.flowNode(parent)
	return key, value, ok
}

// flowNode reads a scalar on one line, or a collection.
func (p *parser) flowNode(parent int) (int32, bool) {
	start := p.pos
	switch c := p.src[p.pos]; {
	case c == '[' || c == '{':
		return p.flow(parent)
	case c == '"' || c == '\'':
		end, multiline, ok := p.quotedEnd(start)
		p.pos = end
		return p.add(node{style: quotedStyle(c), start: int32(start), end: int32(end)}), ok && !multiline
	case !p.startsPlain(start) || c == '-' || c == ':' || c == '?':
		return 0, false
	}
	line, ok := p.plainLine(start, 1)
	p.pos = line.stop
	return p.add(node{start: int32(start), end: int32(line.end)}), ok && line.end > start
}

// flowBlank moves over blanks, line breaks and comments inside a flow
// collection to the next token, which must be there and, on a new line, stand
// deeper than the block collection around it; a closing bracket may stand in
// the same column.
func (p *parser) flowBlank(parent int) bool {
	p.skipSpaces()
	if p.pos == len(p.src) || p.src[p.pos] != '\n' && p.src[p.pos] != '\r' && p.src[p.pos] != '#' {
		return p.pos < len(p.src) && p.src[p.pos] != '\t'
	}
	if !p.endLine() || p.pos == len(p.src) {
		return false
	}
	closes := p.src[p.pos] == ']' || p.src[p.pos] == '}'
	return p.col > parent || closes && p.col == parent
}
