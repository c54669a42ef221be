package syntax

import (
	"fmt"
	"strconv"
	"strings"
)

// Parse reads a template into a tree that stays. The error, nil if there is none,
// is worded as the standard library's.
func Parse(src string) (*Tree, *Error) { return new(Parser).Parse(src) }

// Parser reads templates one after the other into the same memory. It is not safe
// for use by several goroutines at once.
//
// A parser puts a tree together of what the scanner yields. After a failure it goes
// on with nothing, as at the end of the source.
type Parser struct {
	scanner
	Builder
	variables   Variables[int] // with what assign takes
	tree        *Tree
	defined     map[string]defined
	failure     *Error
	ahead       [3]token // the next ones, those to come first last; the first is the last that was scanned
	peeked      int      // how many are ahead
	blocks      []block
	definitions []definition
	ranges      int   // those around
	started     int32 // where an action begins that isn't over, if that is told with errors in it
	end         int32 // where the last pipeline's action ends
	depth       int   // of parentheses
	operands    stack[Operand]
	commands    stack[Command]
	pipes       slab[Pipe]
}

// Parse reads a template. Its tree is valid until the parser is reset.
func (p *Parser) Parse(src string) (*Tree, *Error) {
	p.begin(src)
	p.template()
	if p.failure == nil {
		p.tree.Main = p.Main()
		if _, isNamed := p.defined[""]; isNamed {
			p.define("", p.tree.Main)
		}
	}
	return p.tree, p.failure
}

func (p *Parser) begin(src string) {
	clear(p.defined)
	p.scanner = scanner{src: src}
	p.Builder.begin()
	p.variables.Clear()
	p.variables.Declare("$", 0)
	p.tree = &Tree{}
	p.failure, p.peeked, p.depth, p.ranges = nil, 0, 0, 0
	p.blocks, p.definitions, p.started = p.blocks[:0], p.definitions[:0], none
	p.operands.items, p.commands.items = p.operands.items[:0], p.commands.items[:0]
}

// Reset makes the memory of all trees free.
func (p *Parser) Reset() {
	p.Builder.reset()
	p.operands.kept.reset()
	p.commands.kept.reset()
	p.pipes.reset()
}

const none = -1

// block is an action that isn't closed yet.
type block struct {
	keyword   tokenKind
	hasElse   bool
	isChained bool // it stands in an else, and both end together
	variables int  // how many there were before it
}

// definition is a template whose body isn't over yet.
type definition struct {
	name  string
	call  Node  // if it is defined where it is called
	begun token // the last token of what begins it
	// What there is around it.
	assigned          []string
	ranges, variables int
}

// defined is a template whose body is over.
type defined struct {
	at      int // among the tree's
	isEmpty bool
}

// template reads a whole template.
func (p *Parser) template() {
	for p.failure == nil {
		switch t := p.nextNonSpace(); t.kind {
		case textToken:
			p.Add(Node{Kind: Text, Start: t.start, End: t.end})
		case openToken:
			p.started = t.start
			if p.action(t.start) {
				p.started = none
			}
		case endToken:
			if len(p.blocks) > 0 {
				p.fail("unexpected EOF")
			}
			return
		default:
			p.unexpected(t, "input")
		}
	}
}

// action reads an action whose braces begin at an offset. It is false if the action
// encloses what follows.
func (p *Parser) action(start int32) bool {
	switch t := p.nextNonSpace(); t.kind {
	case ifToken, withToken, rangeToken:
		p.branch(start, t.kind)
		return false
	case elseToken:
		p.otherwise(start)
	case endingToken:
		p.expect(closeToken, "end")
		p.finish()
	case breakToken:
		p.leaveRange(start, Break, "{{break}}")
	case continueToken:
		p.leaveRange(start, Continue, "{{continue}}")
	case templateToken:
		p.call(start)
	case blockToken:
		p.defineBlock(start)
	default:
		if t.kind == defineToken && len(p.blocks) == 0 {
			p.beginDefine()
			break
		}
		p.backup()
		pipe := p.pipeline("command", closeToken)
		if pipe.IsAssign {
			noted := p.variables.Find(pipe.Declared[0])
			*noted = p.assign(pipe.Declared[0], *noted)
		}
		p.Add(Node{Kind: Action, Start: start, End: p.end, Pipe: pipe})
	}
	return true
}

// kinds are those of the actions that choose.
var kinds = [...]Kind{ifToken: If, withToken: With, rangeToken: Range}

// branch reads what stands behind a keyword that begins a branch.
func (p *Parser) branch(start int32, keyword tokenKind) {
	p.blocks = append(p.blocks, block{keyword: keyword, variables: p.variables.Len()})
	pipe := p.pipeline(nameOf[keyword], closeToken)
	p.Open(Node{Kind: kinds[keyword], Start: start, End: p.end, Pipe: pipe})
	if keyword == rangeToken {
		p.ranges++
	}
}

// nameOf is what errors call what begins with a keyword.
var nameOf = [...]string{ifToken: "if", withToken: "with", rangeToken: "range", defineToken: "define clause", blockToken: "block clause"}

// otherwise reads an else, or an else with a condition of its own.
func (p *Parser) otherwise(start int32) {
	next := p.peekNonSpace().kind
	if next != ifToken && next != withToken {
		p.expect(closeToken, "else")
	}
	if len(p.blocks) == 0 {
		p.fail("unexpected {{else}}")
		return
	}
	switch b := &p.blocks[len(p.blocks)-1]; {
	case b.keyword == defineToken:
		p.fail("unexpected {{else}} in %s", nameOf[b.keyword])
	case b.keyword == blockToken:
		p.failAt(p.definitions[len(p.definitions)-1].begun.start, "unexpected {{else}} in "+nameOf[b.keyword])
	case b.hasElse:
		p.fail("expected end; found {{else}}")
	case p.failure == nil:
		if b.hasElse = true; b.keyword == rangeToken {
			p.ranges--
		}
		p.Else()
		if next == b.keyword {
			p.nextNonSpace()
			p.started = none
			p.branch(start, next)
			p.blocks[len(p.blocks)-1].isChained = true
		}
	}
}

// finish ends what is open.
func (p *Parser) finish() {
	if len(p.blocks) == 0 {
		p.fail("unexpected {{end}}")
	}
	for isChained := true; isChained && p.failure == nil; {
		b := p.blocks[len(p.blocks)-1]
		p.blocks = p.blocks[:len(p.blocks)-1]
		isChained = b.isChained
		switch b.keyword {
		case defineToken, blockToken:
			p.exit(b.keyword)
			return
		case rangeToken:
			if !b.hasElse {
				p.ranges--
			}
		}
		p.variables.Keep(b.variables)
		p.Close()
	}
}

func (p *Parser) leaveRange(start int32, kind Kind, name string) {
	end := p.expect(closeToken, name).end
	if p.ranges == 0 {
		p.fail("%s outside {{range}}", name)
	}
	p.Add(Node{Kind: kind, Start: start, End: end})
}

// call reads a call of a named template.
func (p *Parser) call(start int32) {
	const context = "template clause"
	n := Node{Kind: Template, Start: start, Name: p.templateName(p.nextNonSpace(), context)}
	if t := p.nextNonSpace(); t.kind == closeToken {
		n.End = t.end
	} else {
		p.backup()
		n.Pipe = p.pipeline(context, closeToken)
		n.End = p.end
	}
	p.Add(n)
}

// defineBlock begins a template that is defined where it is called.
func (p *Parser) defineBlock(start int32) {
	context := nameOf[blockToken]
	n := Node{Kind: Template, Start: start, Name: p.templateName(p.nextNonSpace(), context)}
	n.Pipe = p.pipeline(context, closeToken)
	n.End = p.end
	p.enter(blockToken, definition{name: n.Name, call: n})
}

func (p *Parser) beginDefine() {
	p.started = none
	context := nameOf[defineToken]
	name := p.templateName(p.nextNonSpace(), context)
	p.expect(closeToken, context)
	p.enter(defineToken, definition{name: name})
}

// enter begins the body of a template, which sees nothing of what is around.
func (p *Parser) enter(keyword tokenKind, d definition) {
	d.begun, d.assigned, d.ranges, d.variables = p.ahead[0], p.assigned, p.ranges, p.variables.Enter()
	p.assigned, p.ranges = nil, 0
	p.variables.Declare("$", 0)
	p.definitions = append(p.definitions, d)
	p.blocks = append(p.blocks, block{keyword: keyword})
	p.Open(Node{})
}

// exit ends the body of a template.
func (p *Parser) exit(keyword tokenKind) {
	d := p.definitions[len(p.definitions)-1]
	p.definitions = p.definitions[:len(p.definitions)-1]
	body := p.CloseList()
	p.assigned, p.ranges = d.assigned, d.ranges
	p.variables.Leave(d.variables)
	p.define(d.name, body)
	if keyword == blockToken {
		p.Add(d.call)
	}
}

// templateName reads the name of a template.
func (p *Parser) templateName(t token, context string) string {
	if t.kind != stringToken && t.kind != rawStringToken {
		p.unexpected(t, context)
		return ""
	}
	return p.unquote(t)
}

func (p *Parser) unquote(t token) string {
	said, err := strconv.Unquote(p.src[t.start:t.end])
	if err != nil {
		p.fail("%s", err)
	}
	return said
}

// define notes what a named template is. A second definition counts if it is the
// only one that gives something.
func (p *Parser) define(name string, body []Node) {
	isEmpty := p.isEmpty(body)
	first, isKnown := p.defined[name]
	switch {
	case !isKnown:
		if p.defined == nil {
			p.defined = map[string]defined{}
		}
		first.at = len(p.tree.Defines)
		p.tree.Defines = append(p.tree.Defines, Define{name, body})
	case first.isEmpty:
		p.tree.Defines[first.at].Body = body
	case isEmpty:
		return
	default:
		p.fail("template: multiple definition of template %q", name)
	}
	p.defined[name] = defined{first.at, isEmpty}
}

// isEmpty tells whether a list gives nothing but blanks.
func (p *Parser) isEmpty(list []Node) bool {
	for i := range list {
		n := &list[i]
		if n.Kind != Text || strings.TrimSpace(p.src[n.Start:n.End]) != "" {
			return false
		}
	}
	return true
}

// fail notes the first error, on the line of the token that was scanned last.
func (p *Parser) fail(format string, args ...any) {
	p.failAt(p.ahead[0].start, fmt.Sprintf(format, args...))
}

func (p *Parser) failAt(at int32, reason string) {
	if p.failure == nil {
		p.failure = &Error{int(at), reason}
		p.pos, p.inAction, p.peeked = len(p.src), false, 0
	}
}

// unexpected notes a token that may not stand where it stands.
func (p *Parser) unexpected(t token, context string) {
	switch {
	case t.kind != badToken:
		p.fail("unexpected %s in %s", p.describe(t), context)
	case p.started != none && strings.Contains(p.src[p.started:t.start], "\n"):
		if !strings.HasSuffix(p.reason, " action") {
			p.reason += " in action"
		}
		p.failAt(p.started, p.reason)
	default:
		p.fail("%s", p.reason)
	}
}
