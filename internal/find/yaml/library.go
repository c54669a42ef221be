package yaml

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/apilint/apilint/internal/source"
	"go.yaml.in/yaml/v4"
)

// Error says what is wrong with a document, and where.
type Error struct {
	Span   source.Span
	Reason string
}

// maxLibrary is the largest document, in bytes, that is handed to the library:
// its trees take up to two hundred times the document's size.
const maxLibrary = 4 << 20

// parseByLibrary reads a document of any form into the tree.
func parseByLibrary(tree *Tree, text source.Text) *Error {
	tree.reset(text)
	if len(text.Data) > maxLibrary {
		return &Error{text.Span(0, 1), "the document is too large for its form: more than 4 MiB with anchors, tags or the like; split it"}
	}
	decoder := yaml.NewDecoder(bytes.NewReader(withoutVersion(text.Data)))
	var document, rest yaml.Node
	err := decoder.Decode(&document)
	if err == nil && len(document.Content) == 1 {
		c := converter{Tree: tree, marks: marks{src: text.Data}, targets: map[*yaml.Node]int32{}}
		tree.root = c.convert(document.Content[0])
		err = decoder.Decode(&rest)
	}
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	return libraryError(text, err)
}

// withoutVersion blanks out a %YAML directive: the library takes version 1.1
// alone, and reads 1.2 all the same.
func withoutVersion(src []byte) []byte {
	at := bytes.Index(src, []byte("%YAML 1."))
	if at < 0 || at > 0 && src[at-1] != '\n' {
		return src
	}
	src = bytes.Clone(src)
	for ; at < len(src) && src[at] != '\n' && src[at] != '\r'; at++ {
		src[at] = ' '
	}
	return src
}

// libraryError places an error of the library in the file. Errors without a
// place are put at the document's start.
func libraryError(text source.Text, err error) *Error {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		return &Error{text.Span(0, min(1, len(text.Data))), strings.TrimPrefix(err.Error(), "yaml: ")}
	}
	m := marks{src: text.Data}
	at := m.offset(load.Mark.Line, load.Mark.Column)
	if at == len(text.Data) {
		at = len(bytes.TrimRight(text.Data, " \t\r\n"))
	}
	end := at
	if at < len(text.Data) && text.Data[at] != '\n' && text.Data[at] != '\r' {
		_, size := utf8.DecodeRune(text.Data[at:])
		end = at + size
	}
	return &Error{text.Span(at, end), load.Message}
}

// marks converts the library's places, lines and columns from 1 in code
// points, to offsets. It is quick when asked in the order of the document.
type marks struct {
	src           []byte
	at, line, col int
}

func (m *marks) offset(line, col int) int {
	if m.line == 0 || line < m.line || line == m.line && col < m.col {
		m.at, m.line, m.col = 0, 1, 1
	}
	for m.at < len(m.src) && (m.line < line || m.col < col) {
		size := breakLength(m.src[m.at:])
		if size > 0 {
			if m.line == line {
				break
			}
			m.at += size
			m.line, m.col = m.line+1, 1
			continue
		}
		_, size = utf8.DecodeRune(m.src[m.at:])
		m.at += size
		m.col++
	}
	return m.at
}

// breakLength returns the length of the line break at the start of s, 0 where
// there is none. The library counts more breaks than YAML 1.2 does.
func breakLength(s []byte) int {
	switch {
	case s[0] == '\n':
		return 1
	case s[0] == '\r':
		if len(s) > 1 && s[1] == '\n' {
			return 2
		}
		return 1
	case bytes.HasPrefix(s, []byte("\u0085")):
		return 2
	case bytes.HasPrefix(s, []byte("\u2028")), bytes.HasPrefix(s, []byte("\u2029")):
		return 3
	}
	return 0
}

// converter builds a tree from the library's nodes.
type converter struct {
	*Tree
	marks   marks
	targets map[*yaml.Node]int32 // nodes that aliases may stand for
}

func (c *converter) convert(n *yaml.Node) int32 {
	start := c.skipProperties(c.marks.offset(n.Line, n.Column))
	at := c.add(node{start: int32(start)})
	if n.Anchor != "" {
		c.targets[n] = at
	}
	switch n.Kind {
	case yaml.MappingNode, yaml.SequenceNode:
		c.collection(at, n)
	case yaml.AliasNode:
		c.aliased = true
		c.nodes[at].kind, c.nodes[at].child = alias, c.targets[n.Alias]
		c.nodes[at].end = int32(start + len("*") + len(n.Value))
	default:
		c.scalar(at, n)
	}
	return at
}

func (c *converter) collection(at int32, n *yaml.Node) {
	kind := Sequence
	if n.Kind == yaml.MappingNode {
		kind = Mapping
	}
	c.nodes[at].kind = kind
	last := int32(0)
	for _, content := range n.Content {
		child := c.convert(content)
		if last == 0 {
			c.nodes[at].child = child
		} else {
			c.nodes[last].next = child
		}
		last = child
	}
	c.nodes[at].end = max(c.nodes[last].end, c.nodes[at].start)
	if n.Style&yaml.FlowStyle != 0 {
		c.nodes[at].end = int32(c.flowEnd(int(c.nodes[at].end), n.Kind))
	}
}

// flowEnd finds the bracket that closes a flow collection whose last child
// ends at i.
func (c *converter) flowEnd(i int, kind yaml.Kind) int {
	bracket := byte(']')
	if kind == yaml.MappingNode {
		bracket = '}'
	}
	if next := bytes.IndexByte(c.text.Data[i:], bracket); next >= 0 {
		return i + next + 1
	}
	return i
}

func (c *converter) scalar(at int32, n *yaml.Node) {
	start := int(c.nodes[at].start)
	c.nodes[at].style = styleOf(n.Style)
	c.nodes[at].end = int32(c.scalarEnd(start, n))
	c.nodes[at].value = int32(len(c.values))
	c.values = append(c.values, n.Value)
}

func styleOf(s yaml.Style) Style {
	switch {
	case s&yaml.SingleQuotedStyle != 0:
		return SingleQuoted
	case s&yaml.DoubleQuotedStyle != 0:
		return DoubleQuoted
	case s&yaml.LiteralStyle != 0:
		return Literal
	case s&yaml.FoldedStyle != 0:
		return Folded
	}
	return Plain
}

// scalarEnd finds where a scalar that begins at start ends.
func (c *converter) scalarEnd(start int, n *yaml.Node) int {
	src := c.text.Data
	switch styleOf(n.Style) {
	case SingleQuoted, DoubleQuoted:
		return closingQuote(src, start)
	case Literal, Folded:
		return blockEnd(src, start, n.Value)
	}
	return plainEnd(src, start, n.Value)
}

// plainEnd finds the end of a plain scalar that says value: the same text, but
// for what lies between the words.
func plainEnd(src []byte, start int, value string) int {
	end := start
	for word := range strings.FieldsFuncSeq(value, func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) }) {
		next := bytes.Index(src[end:], []byte(word))
		if next < 0 {
			break
		}
		end += next + len(word)
	}
	return end
}

// blockEnd finds the end of a block scalar that says value; one without text
// goes as far as the blank lines after it.
func blockEnd(src []byte, start int, value string) int {
	if strings.Trim(value, " \n") != "" {
		return findBlock(src, start, value).end
	}
	_, newline, rest := cutLine(src[start:])
	for newline != "" {
		line, lineEnd, after := cutLine(rest)
		if len(bytes.TrimLeft(line, " ")) > 0 {
			break
		}
		newline, rest = lineEnd, after
	}
	return len(src) - len(rest)
}

// closingQuote returns the offset behind the quote that closes the scalar that
// begins at start.
func closingQuote(src []byte, start int) int {
	if start >= len(src) {
		return start
	}
	quote := src[start]
	for i := start + 1; i < len(src); i++ {
		switch {
		case src[i] == '\\' && quote == '"':
			i++
		case src[i] == quote && quote == '\'' && i+1 < len(src) && src[i+1] == '\'':
			i++
		case src[i] == quote:
			return i + 1
		}
	}
	return len(src)
}

// skipProperties moves from an anchor or a tag to the node it belongs to: the
// library gives a node the place of its properties.
func (c *converter) skipProperties(at int) int {
	src := c.text.Data
	for at < len(src) && (src[at] == '&' || src[at] == '!') {
		for at < len(src) && !bytes.ContainsRune([]byte(" \t\r\n"), rune(src[at])) {
			at++
		}
		for at < len(src) && bytes.ContainsRune([]byte(" \t\r\n"), rune(src[at])) {
			at++
		}
	}
	return at
}
