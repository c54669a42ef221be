package template

import (
	"bytes"
	"regexp"
	"text/template/parse"
)

// brackets are those around the actions of Jinja (Ansible, Salt) and of ERB
// (Puppet, Chef).
var brackets = []struct {
	open, close string
	kind        tokenKind
}{
	{"{{", "}}", outputToken}, {"{%", "%}", statementToken}, {"{#", "#}", commentToken},
	{"<%=", "%>", outputToken}, {"<%#", "%>", commentToken}, {"<%", "%>", statementToken},
}

type tokenKind uint8

const (
	outputToken tokenKind = iota
	statementToken
	commentToken
)

// token is an action. textEnd is where the text before it ends, and next where
// that behind it begins.
type token struct {
	start, end             int
	kind                   tokenKind
	insideStart, insideEnd int
	textEnd, next          int
}

// maxAction is how long an action may be, in bytes.
const maxAction = 16 << 10

// Foreign reads a template in Jinja or ERB. Nothing is refused: what isn't
// closed ends with the text.
func Foreign(name string, src []byte) *Template {
	t := &Template{Name: name, Source: src}
	b := &foreignBuilder{Template: t}
	t.main = b.newList()
	b.frames = []frame{{list: t.main}}
	at := 0
	tokens := tokensOf(src)
	for i := 0; i < len(tokens); i++ {
		token := &tokens[i]
		b.text(at, token.textEnd)
		at = max(at, token.next)
		t.actions = append(t.actions, newSpan(token.start, token.end))
		if token.kind == statementToken && firstWord(src[token.insideStart:token.insideEnd]) == "raw" {
			for i+1 < len(tokens) && firstWord(src[tokens[i+1].insideStart:tokens[i+1].insideEnd]) != "endraw" {
				i++
			}
			continue
		}
		b.action(token)
	}
	b.text(at, len(src))
	return t
}

// tokensOf returns the actions of a text. A line that holds nothing but actions
// which give nothing is left out whole.
func tokensOf(src []byte) []token {
	var tokens []token
	for at := 0; at < len(src); {
		i := bytes.IndexAny(src[at:], "{<")
		if i < 0 {
			break
		}
		at += i
		if token, is := tokenAt(src, at); is {
			tokens = append(tokens, token)
			at = token.end
		} else {
			at++
		}
	}
	for i := 0; i < len(tokens); {
		n := i + 1
		for n < len(tokens) && bytes.IndexByte(src[tokens[n-1].end:tokens[n].start], '\n') < 0 {
			n++
		}
		leaveOutLine(src, tokens[i:n])
		i = n
	}
	return tokens
}

func tokenAt(src []byte, at int) (token, bool) {
	rest := src[at:min(at+maxAction, len(src))]
	for _, b := range brackets {
		if !bytes.HasPrefix(rest, []byte(b.open)) {
			continue
		}
		n := bytes.Index(rest[len(b.open):], []byte(b.close))
		if n < 0 {
			return token{}, false
		}
		t := token{kind: b.kind, start: at, end: at + len(b.open) + n + len(b.close)}
		t.insideStart, t.insideEnd = at+len(b.open), at+len(b.open)+n
		t.textEnd, t.next = t.start, t.end
		trimAround(src, &t)
		return t, true
	}
	return token{}, false
}

// trimAround follows the dashes that take away the blanks around an action.
func trimAround(src []byte, t *token) {
	inside := src[t.insideStart:t.insideEnd]
	if bytes.HasPrefix(inside, []byte("-")) {
		t.insideStart++
		t.textEnd = len(bytes.TrimRight(src[:t.start], " \t\r\n"))
	}
	if bytes.HasSuffix(inside, []byte("-")) && t.insideEnd > t.insideStart {
		t.insideEnd--
		t.next = len(src) - len(bytes.TrimLeft(src[t.end:], " \t\r\n"))
	}
}

// leaveOutLine leaves out the line of some actions if it holds nothing else and
// they give nothing.
func leaveOutLine(src []byte, tokens []token) {
	first, last := &tokens[0], &tokens[len(tokens)-1]
	start := bytes.LastIndexByte(src[:first.start], '\n') + 1
	end := len(src)
	if i := bytes.IndexByte(src[last.end:], '\n'); i >= 0 {
		end = last.end + i + 1
	}
	at := start
	for i := range tokens {
		if tokens[i].kind == outputToken || !isBlankText(src[at:tokens[i].start]) {
			return
		}
		at = tokens[i].end
	}
	if !isBlankText(src[at:end]) {
		return
	}
	for i := range tokens {
		tokens[i].textEnd, tokens[i].next = start, end
	}
}

// foreignBuilder builds the tree of a template.
type foreignBuilder struct {
	*Template
	frames []frame
}

// frame is a block that is open. closes is how many frames an end closes.
type frame struct {
	list   *parse.ListNode
	branch *parse.BranchNode
	closes int
}

func (b *foreignBuilder) newList() *parse.ListNode { return &parse.ListNode{NodeType: parse.NodeList} }

func (b *foreignBuilder) add(node parse.Node) {
	list := b.frames[len(b.frames)-1].list
	list.Nodes = append(list.Nodes, node)
}

func (b *foreignBuilder) text(start, end int) {
	if start < end {
		b.add(textNode(b.Source, start, end))
	}
}

func firstWord(inside []byte) string {
	inside = bytes.TrimSpace(inside)
	n := 0
	for n < len(inside) && (inside[n] >= 'a' && inside[n] <= 'z' || inside[n] == '}') {
		n++
	}
	return string(inside[:n])
}

func (b *foreignBuilder) action(t *token) {
	inside := bytes.TrimSpace(b.Source[t.insideStart:t.insideEnd])
	switch {
	case t.kind == outputToken:
		b.add(&parse.ActionNode{NodeType: parse.NodeAction, Pos: parse.Pos(t.start), Pipe: b.expression(t.start, inside)})
		return
	case t.kind == commentToken:
		return
	}
	word := firstWord(inside)
	rest := bytes.TrimSpace(inside[min(len(word), len(inside)):])
	switch word {
	case "if", "unless", "while", "case":
		b.open(t.start, word == "unless", rest, 1)
	case "elif", "elsif", "when", "in":
		b.otherwise()
		b.open(t.start, false, rest, b.frames[len(b.frames)-1].closes+1)
	case "else":
		b.otherwise()
	case "for":
		b.open(t.start, false, rest, 1)
	case "macro":
		list := b.frames[len(b.frames)-1].list
		if !isManifest(b.Source[t.end:min(t.end+maxBody, len(b.Source))]) {
			list = b.newList() // it gives nothing where it stands
		}
		b.frames = append(b.frames, frame{list: list, closes: 1})
	case "block", "call", "filter", "with", "autoescape":
		b.frames = append(b.frames, frame{list: b.frames[len(b.frames)-1].list, closes: 1})
	case "end", "endif", "endfor", "endmacro", "endblock", "endcall", "endfilter", "endwith", "endautoescape", "}":
		b.close()
	default:
		if doBlock.Match(inside) {
			b.open(t.start, false, inside, 1)
		}
	}
}

// doBlock matches the start of a block in Ruby.
var doBlock = regexp.MustCompile(`(?:\bdo|\{)\s*(?:\|[^|]*\|)?\s*$`)

// maxBody is how much of a macro is looked at, in bytes.
const maxBody = 4096

// isManifest tells whether the macro whose body a text begins with gives a
// manifest, which is worth reading wherever it is called.
func isManifest(text []byte) bool {
	body, _, _ := bytes.Cut(text, []byte("endmacro"))
	return bytes.Contains(body, []byte("apiVersion:")) || bytes.Contains(body, []byte("kind:"))
}

// open begins a block that is carried out under a condition.
func (b *foreignBuilder) open(pos int, negated bool, condition []byte, closes int) {
	pipe := b.expression(pos, condition)
	if negated {
		pipe = callNode(pos, "not", pipe)
	}
	n := &parse.IfNode{BranchNode: parse.BranchNode{NodeType: parse.NodeIf, Pos: parse.Pos(pos), Pipe: pipe, List: b.newList()}}
	b.add(n)
	b.frames = append(b.frames, frame{list: n.List, branch: &n.BranchNode, closes: closes})
}

// otherwise begins what is carried out where the condition of the open block
// doesn't hold.
func (b *foreignBuilder) otherwise() {
	if last := &b.frames[len(b.frames)-1]; last.branch != nil && last.branch.ElseList == nil {
		last.branch.ElseList = b.newList()
		last.list = last.branch.ElseList
	}
}

func (b *foreignBuilder) close() {
	n := b.frames[len(b.frames)-1].closes
	b.frames = b.frames[:max(1, len(b.frames)-n)]
}

var (
	negated    = regexp.MustCompile(`^not\s+([\w.]+)$`)
	comparison = regexp.MustCompile(`^([\w.]+(?:\[['"]?\w+['"]?\])*)\s*([!=]=)\s*['"]([^'"]*)['"]$`)
	chosen     = regexp.MustCompile(`^['"]([^'"]*)['"]\s+if\s+(.+?)\s+else\s+['"]([^'"]*)['"]$`)
	defaulted  = regexp.MustCompile(`^([\w.]+)\s*\|\s*default\(\s*['"]([^'"]*)['"]\s*(?:,\s*\w+\s*)?\)$`)
)

// expression reads as much of an expression as matters here.
func (b *foreignBuilder) expression(pos int, text []byte) *parse.PipeNode {
	if match := negated.FindSubmatch(text); match != nil {
		return callNode(pos, "not", openNode(pos, match[1]))
	}
	if match := defaulted.FindSubmatch(text); match != nil {
		return callNode(pos, "default", stringNode(pos, match[2]), openNode(pos, match[1]))
	}
	if match := chosen.FindSubmatch(text); match != nil {
		return callNode(pos, "ternary", stringNode(pos, match[1]), stringNode(pos, match[3]), b.expression(pos, match[2]))
	}
	if match := comparison.FindSubmatch(text); match != nil {
		name := "eq"
		if match[2][0] == '!' {
			name = "ne"
		}
		return callNode(pos, name, openNode(pos, match[1]), stringNode(pos, match[3]))
	}
	return openNode(pos, text)
}

// openNode is an expression that is left open.
func openNode(pos int, text []byte) *parse.PipeNode {
	return callNode(pos, "open", stringNode(pos, text))
}

func stringNode(pos int, text []byte) *parse.StringNode {
	return &parse.StringNode{NodeType: parse.NodeString, Pos: parse.Pos(pos), Text: string(text)}
}

func callNode(pos int, name string, args ...parse.Node) *parse.PipeNode {
	command := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: parse.Pos(pos)}
	command.Args = append([]parse.Node{parse.NewIdentifier(name).SetPos(parse.Pos(pos))}, args...)
	return &parse.PipeNode{NodeType: parse.NodePipe, Pos: parse.Pos(pos), Cmds: []*parse.CommandNode{command}}
}
