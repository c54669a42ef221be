package syntax

import (
	"fmt"
	"runtime"
)

// next returns the next token.
func (p *Parser) next() token {
	if p.peeked == 0 {
		p.ahead[0] = p.scan()
	} else {
		p.peeked--
	}
	return p.ahead[p.peeked]
}

// backup takes back that the last token was read.
func (p *Parser) backup() { p.peeked++ }

// backupTo takes back that a token was read, and the one behind it.
func (p *Parser) backupTo(t token) {
	p.ahead[1] = t
	p.peeked = 2
}

// backupOver takes back that a token was read, the blanks behind it, and the token
// behind those.
func (p *Parser) backupOver(t, space token) {
	p.ahead[1], p.ahead[2] = space, t
	p.peeked = 3
}

// peek returns the next token, which stays the next one.
func (p *Parser) peek() token {
	t := p.next()
	p.backup()
	return t
}

func (p *Parser) nextNonSpace() token {
	t := p.next()
	for t.kind == spaceToken {
		t = p.next()
	}
	return t
}

func (p *Parser) peekNonSpace() token {
	t := p.nextNonSpace()
	p.backup()
	return t
}

// expect reads a token that must come next.
func (p *Parser) expect(kind tokenKind, context string) token {
	t := p.nextNonSpace()
	if t.kind != kind {
		p.unexpected(t, context)
	}
	return t
}

// pipeline reads a pipeline to the token that ends it.
func (p *Parser) pipeline(context string, end tokenKind) *Pipe {
	pipe := p.pipes.add(Pipe{})
	p.declarations(pipe, context)
	bottom := len(p.commands.items)
	for p.failure == nil {
		switch t := p.nextNonSpace(); {
		case t.kind == end:
			pipe.Commands, p.end = p.commands.take(bottom), t.end
			p.check(pipe, context)
			return pipe
		case beginsOperand[t.kind]:
			p.backup()
			p.commands.push(p.command())
		default:
			p.unexpected(t, context)
		}
	}
	return pipe
}

// beginsOperand marks the tokens that an operand may begin with.
var beginsOperand = [...]bool{
	boolToken: true, charConstantToken: true, complexToken: true, dotToken: true, fieldToken: true, functionToken: true, numberToken: true,
	nilToken: true, rawStringToken: true, stringToken: true, variableToken: true, leftParenToken: true, withToken: false,
}

// declarations reads the variables that a pipeline declares or sets.
func (p *Parser) declarations(pipe *Pipe, context string) {
	for {
		variable := p.peekNonSpace()
		if variable.kind != variableToken {
			return
		}
		p.next()
		behind := p.peek()
		switch next := p.peekNonSpace(); {
		case next.kind == assignToken || next.kind == declareToken:
			pipe.IsAssign = next.kind == assignToken
			p.declare(pipe, variable)
			return
		case next.kind == charToken && p.src[next.start] == ',':
			p.declare(pipe, variable)
			if context != nameOf[rangeToken] || len(pipe.Declared) > 1 {
				p.fail("too many declarations in %s", context)
				return
			}
			if after := p.peekNonSpace().kind; after != variableToken && after != closeToken && after != rightParenToken {
				p.fail("range can only initialize variables")
				return
			}
		case behind.kind == spaceToken:
			p.backupOver(variable, behind)
			return
		default:
			p.backupTo(variable)
			return
		}
	}
}

// declare notes a variable, and passes over the sign behind it.
func (p *Parser) declare(pipe *Pipe, variable token) {
	p.nextNonSpace()
	name := p.src[variable.start:variable.end]
	pipe.Declared = append(pipe.Declared, name)
	if !pipe.IsAssign || p.variables.Find(name) == nil {
		p.variables.Declare(name, 0)
	}
}

// check refuses pipelines that hand something to what takes nothing.
func (p *Parser) check(pipe *Pipe, context string) {
	if len(pipe.Commands) == 0 {
		p.fail("missing value for %s", context)
		return
	}
	for i, command := range pipe.Commands[1:] {
		switch o := &command[0]; o.Kind {
		case Dot:
			if o.Path != "" {
				continue
			}
		case Bool, Nil, Number, String:
		default:
			continue
		}
		p.fail("non executable command in pipeline stage %d", i+2)
	}
}

// command reads a command with the pipe behind it, if there is one.
func (p *Parser) command() Command {
	bottom := len(p.operands.items)
	for more := true; more; {
		if o, is := p.operand(); is {
			p.operands.push(o)
		}
		switch t := p.next(); t.kind {
		case spaceToken:
			continue
		case closeToken, rightParenToken:
			p.backup()
		case pipeToken:
		default:
			p.unexpected(t, "operand")
		}
		more = false
	}
	if len(p.operands.items) == bottom {
		p.fail("empty command")
	}
	return p.operands.take(bottom)
}

// operand reads a term with the fields behind it.
func (p *Parser) operand() (o Operand, is bool) {
	t := p.nextNonSpace()
	if o, is = p.term(t); !is {
		p.backup()
		return o, false
	}
	first := p.peek()
	if first.kind != fieldToken || p.failure != nil {
		return o, true
	}
	if isLiteral := o.Kind > Pipeline || o.Kind == Dot && o.Path == ""; isLiteral {
		term := p.src[t.start:t.end]
		for p.peek().kind == fieldToken {
			p.next()
		}
		p.fail("unexpected . after term %q", term)
		return o, true
	}
	last := first
	for p.peek().kind == fieldToken {
		last = p.next()
	}
	o.Path = p.src[int(first.start)-len(o.Path) : last.end]
	return o, true
}

// maxDepth is how deep parentheses may be nested, as in the standard library, whose
// stack is smaller in browsers.
var maxDepth = map[bool]int{false: 10000, true: 1000}[runtime.GOARCH == "wasm"]

// term reads a term that begins with a token. It is false where none begins.
func (p *Parser) term(t token) (Operand, bool) {
	word := p.src[t.start:t.end]
	switch t.kind {
	case functionToken:
		return Operand{Kind: Function, Name: word}, true
	case dotToken:
		return Operand{Kind: Dot}, true
	case fieldToken:
		return Operand{Kind: Dot, Path: word}, true
	case variableToken:
		p.use(word)
		return Operand{Kind: Variable, Name: word}, true
	case boolToken:
		return Operand{Kind: Bool, Name: word}, true
	case nilToken:
		return Operand{Kind: Nil}, true
	case charConstantToken, complexToken, numberToken:
		return p.number(t.kind, word), true
	case stringToken, rawStringToken:
		return Operand{Kind: String, Start: t.start, End: t.end, Name: p.unquote(t)}, true
	case leftParenToken:
		if p.depth >= maxDepth {
			p.fail("max expression depth exceeded")
		}
		p.depth++
		defer func() { p.depth-- }()
		return Operand{Kind: Pipeline, Pipe: p.pipeline("parenthesized pipeline", rightParenToken)}, true
	}
	return Operand{}, false
}

// use refuses a variable that isn't there.
func (p *Parser) use(name string) {
	if p.variables.Find(name) == nil {
		p.fail("undefined variable %q", name)
	}
}

// number reads a number.
func (p *Parser) number(kind tokenKind, word string) Operand {
	var err error
	o := Operand{Kind: Number, Name: word}
	switch {
	case kind == charConstantToken:
		o.Int, err = runeOf(word)
		o.IsInt = true
	case kind == complexToken:
		o.Int, o.IsInt, err = intOfComplex(word)
	default:
		o.Int, o.IsInt, err = intOf(word)
	}
	if err != nil {
		p.fail("%s", fmt.Sprint(err))
	}
	return o
}
