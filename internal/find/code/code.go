// Package code reads source code in Python, JavaScript and TypeScript as far as
// it takes to know its strings and what they are given to. Comments, docstrings
// and regular expressions are passed over.
package code

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// String is a string in code, put together of its parts: what only running the
// code can tell stands in it as ${expression}.
type String struct {
	Text     source.Text
	Call     string // the function that it is an argument of, or part of one: "requests.get"
	Name     string // the parameter, key or variable that it is given to
	List     int    // the brackets that it stands in: the same for the items of a list; 0 outside of all
	Around   int    // the brackets around those
	Key      string // what the brackets around are given to, from the outside in: "healthCheck.options"
	IsNumber bool   // it is no string, but a number
	Function string // the function that it stands in
	Body     int    // which function that is: several may have one name
}

// Python returns the strings of a file in Python, in their order.
func Python(file source.Text) []String {
	p := newParser(file, python)
	p.parse()
	return p.strings
}

// JavaScript returns the strings of a file in JavaScript or TypeScript, in
// their order.
func JavaScript(file source.Text) []String {
	p := newParser(file, javaScript)
	p.parse()
	return p.strings
}

// PythonOutline returns the comments of a file in Python, and what they can
// speak of.
func PythonOutline(file source.Text) *source.Outline { return outline(file, python) }

// JavaScriptOutline does the same for JavaScript and TypeScript.
func JavaScriptOutline(file source.Text) *source.Outline { return outline(file, javaScript) }

func outline(file source.Text, in language) *source.Outline {
	p := newParser(file, in)
	p.outline = source.NewOutline(file)
	p.parse()
	return p.outline
}

// frame is what stands in one pair of brackets, or outside of all.
type frame struct {
	open   byte
	call   string // of the brackets, or of those around
	callee string // of these brackets
	name   string // that what stands here is given to
	number int
	around int // the number of the brackets around
	key    string
	line   int // where the line begins that opens it
	body   function
	parts  []part // of the expression at hand
}

// function is a function as code stands in it.
type function struct {
	name   string
	number int
	indent int // of its definition, in Python
}

// part is a part of an expression: a string, or a name.
type part struct {
	token
	name string // of what isn't a string: "a.b()"
}

type parser struct {
	scanner
	strings   []String
	frames    []frame
	number    int        // of the last brackets
	functions []function // those that are open, in Python
	bodies    int        // the number of the last function
	before    token      // the last token that is no line break
	lineStart int        // where the line at hand begins, its blanks left out
	isFirst   bool       // no token of the line was read yet
	closed    string     // the function of the brackets closed last
	defines   bool       // a name follows that is defined as a function
}

func newParser(file source.Text, in language) *parser {
	return &parser{scanner: scanner{text: file, src: file.Data, language: in}, frames: []frame{{}}, isFirst: true}
}

func (p *parser) top() *frame { return &p.frames[len(p.frames)-1] }

func (p *parser) parse() {
	for {
		t, ok := p.next(p.before)
		if !ok {
			break
		}
		if t.kind == lineBreak {
			p.endLine(t)
			continue
		}
		if p.isFirst {
			p.startLine(t)
		}
		p.token(t)
		p.before = t
	}
	p.flush(token{kind: lineBreak})
	p.unit(p.lineStart, len(p.src))
}

func (p *parser) unit(start, end int) {
	if p.outline != nil {
		p.outline.Unit(start, end)
	}
}

// startLine notes the first token of a line. In Python it tells by its column
// which functions have ended.
func (p *parser) startLine(t token) {
	p.isFirst, p.lineStart = false, t.start
	if p.language != python || len(p.frames) > 1 {
		return
	}
	indent := t.start - p.lineOffset
	for n := len(p.functions); n > 0 && p.functions[n-1].indent >= indent; n-- {
		p.functions = p.functions[:n-1]
	}
	p.top().body = function{}
	if n := len(p.functions); n > 0 {
		p.top().body = p.functions[n-1]
	}
}

// endLine ends a statement, unless the line can't be its last.
func (p *parser) endLine(t token) {
	if !p.isFirst {
		p.unit(p.lineStart, t.start)
	}
	p.isFirst = true
	isOpen := p.before.kind == operator && p.before.char != ')' && p.before.char != ']' && p.before.char != '}'
	if p.language == python {
		isOpen = len(p.frames) > 1 || isOpen && p.before.char != ':' // which begins a block
	}
	if isOpen {
		return
	}
	p.flush(t)
	p.top().name = ""
}

func (p *parser) token(t token) {
	switch t.kind {
	case name:
		p.name(t)
	case text:
		t.base = p.base(t)
		if p.language == python && p.before.kind != text {
			t.holes, t.given = p.format(t)
		}
		if p.before.kind == text && p.language == python || p.joins() {
			p.top().parts = append(p.top().parts, part{token: t})
		} else {
			p.flush(t)
			p.top().parts = append(p.top().parts, part{token: t})
		}
	case operator:
		p.operator(t)
	default:
		p.flush(t)
		p.numeral(t)
	}
}

// maxNumeral is how many digits a number may have that is looked at: those of a
// port.
const maxNumeral = 5

// numeral notes a number that is given to a name.
func (p *parser) numeral(t token) {
	if top := p.top(); top.name != "" && t.end-t.start <= maxNumeral && t.kind == other && p.outline == nil {
		p.strings = append(p.strings, String{
			Text: p.text.Slice(t.start, t.end), Call: top.call, Name: top.name, List: top.number, Around: top.around, Key: top.key, IsNumber: true,
			Function: top.body.name, Body: top.body.number,
		})
	}
}

// joins tells whether what follows is put together with what stands before.
func (p *parser) joins() bool { return p.before.char == '+' && len(p.top().parts) > 0 }

// maxName is how long a name with all its dots may be.
const maxName = 200

func (p *parser) name(t token) {
	said := string(p.src[t.start:t.end])
	top := p.top()
	switch n := len(top.parts); {
	case p.defines:
		p.define(said, t.start-p.lineOffset)
		return
	case p.before.char == '.' && n > 0 && top.parts[n-1].kind == name && len(top.parts[n-1].name) < maxName:
		top.parts[n-1].name += "." + said
		top.parts[n-1].end = t.end
	case p.joins():
		top.parts = append(top.parts, part{t, said})
	default:
		p.flush(t)
		top.parts = append(top.parts, part{t, said})
	}
	p.defines = p.language == python && said == "def" || p.language == javaScript && said == "function"
}

// define begins the function of a name. That of JavaScript begins at its brace.
func (p *parser) define(name string, _ int) {
	p.defines = false
	p.top().parts = append(p.top().parts[:0], part{token{kind: nameKind, start: p.pos, end: p.pos}, name})
	if p.language != python {
		return
	}
	p.bodies++
	p.functions = append(p.functions, function{name, p.bodies, p.lineStart - p.lineOffset})
}

func (p *parser) operator(t token) {
	top := p.top()
	switch t.char {
	case '.', '+', '?', '!':
		if t.char == '+' && len(top.parts) == 0 {
			top.parts = append(top.parts, part{token{kind: nameKind, start: t.start, end: t.start}, ""})
		}
	case '(', '[', '{':
		p.open(t)
	case ')', ']', '}':
		p.close(t)
	case '=', ':':
		named := top.name
		if n := len(top.parts); n > 0 && (named == "" || t.char == ':') {
			named = p.said(top.parts[n-1])
		}
		if top.open == '{' || t.char == '=' {
			top.parts = top.parts[:0] // a key is no value
		}
		p.flush(t)
		top.name = named
	case ',', ';':
		p.flush(t)
		top.name = ""
	default:
		p.flush(t)
	}
}

// said returns what a part of an expression says.
func (p *parser) said(part part) string {
	if part.kind == text {
		return string(p.src[part.start:min(part.end, part.start+maxName)])
	}
	return part.name
}

// open begins what stands in brackets.
func (p *parser) open(t token) {
	top := p.top()
	callee := ""
	if n := len(top.parts); n > 0 && top.parts[n-1].kind == name && p.before.kind == name {
		callee = top.parts[n-1].name
	}
	p.number++
	inside := frame{open: t.char, call: top.call, number: p.number, around: top.number, key: below(top), line: p.lineStart, body: top.body}
	switch {
	case t.char == '(':
		inside.callee = callee
		if callee != "" {
			inside.call = callee
		}
	case t.char == '{' && p.language == javaScript:
		if named := p.bodyName(top); named != "" {
			p.bodies++
			inside.body, inside.call = function{name: named, number: p.bodies}, ""
		}
	}
	p.frames = append(p.frames, inside)
}

// below returns the keys of what stands in brackets that open in a frame.
func below(top *frame) string {
	if top.name == "" || len(top.key)+len(top.name) >= maxName {
		return top.key
	}
	return strings.TrimPrefix(top.key+"."+top.name, ".")
}

// control are words that stand before brackets and braces and call nothing.
var control = []string{"if", "for", "while", "switch", "catch", "with", "await", "return", "function"}

// bodyName returns the name of the function whose body a brace begins, "" if it
// begins none, or one without a name.
func (p *parser) bodyName(top *frame) string {
	switch {
	case p.before.char == '>' && !slices.Contains(control, top.name):
		return top.name
	case p.before.char == ')' && !slices.Contains(control, p.closed):
		return p.closed
	}
	return ""
}

// close ends what stands in brackets. Brackets of the wrong kind close too:
// this is no place to judge that.
func (p *parser) close(t token) {
	p.flush(t)
	if len(p.frames) == 1 {
		return
	}
	ended := p.top()
	p.closed = ended.callee
	p.unit(ended.line, t.end)
	open, isCall := ended.open, ended.callee != ""
	p.frames = p.frames[:len(p.frames)-1]
	top := p.top()
	if n := len(top.parts); open == '(' && isCall && n > 0 && len(top.parts[n-1].name) < maxName {
		top.parts[n-1].name += "()"
		top.parts[n-1].end = t.end
	} else if open == '{' {
		p.flush(t)
		top.name = ""
	}
}

// flush ends the expression at hand, before a token. What holds a string is
// one; a string alone on its lines is a docstring.
func (p *parser) flush(t token) {
	top := p.top()
	parts := top.parts
	top.parts = top.parts[:0]
	isString := slices.ContainsFunc(parts, func(p part) bool { return p.kind == text })
	if !isString || p.outline != nil {
		return
	}
	isAlone := parts[0].start <= p.lineStart+len(`r"""`) && parts[0].kind == text
	if p.language == python && len(p.frames) == 1 && isAlone && t.kind == lineBreak {
		return
	}
	p.strings = append(p.strings, String{
		Text: p.joined(parts), Call: top.call, Name: top.name, List: top.number, Around: top.around, Key: top.key,
		Function: top.body.name, Body: top.body.number,
	})
}
