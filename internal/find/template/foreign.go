package template

import (
	"bytes"
	"regexp"

	"github.com/apilint/apilint/internal/find/template/syntax"
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
	b := &foreignBuilder{source: src}
	at := 0
	tokens := tokensOf(src)
	for i := 0; i < len(tokens); i++ {
		token := &tokens[i]
		b.text(at, token.textEnd)
		at = max(at, token.next)
		if token.kind == statementToken && firstWord(src[token.insideStart:token.insideEnd]) == "raw" {
			for i+1 < len(tokens) && firstWord(src[tokens[i+1].insideStart:tokens[i+1].insideEnd]) != "endraw" {
				i++
			}
			continue
		}
		b.action(token)
	}
	b.text(at, len(src))
	b.leave(len(b.frames))
	t.main = b.Main()
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
	syntax.Builder
	source []byte
	frames []frame
}

// frame is a block that is open. closes is how many frames an end closes.
type frame struct {
	kind   frameKind
	closes int
}

type frameKind uint8

const (
	plainFrame  frameKind = iota // what is in it is carried out
	branchFrame                  // it is under a condition
	idleFrame                    // it gives nothing where it stands
)

func (b *foreignBuilder) text(start, end int) {
	if start < end {
		b.Add(textNode(start, end))
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
	inside := bytes.TrimSpace(b.source[t.insideStart:t.insideEnd])
	switch {
	case t.kind == outputToken:
		b.Add(syntax.Node{Kind: syntax.Action, Start: int32(t.start), End: int32(t.end), Pipe: expression(inside)})
		return
	case t.kind == commentToken:
		return
	}
	word := firstWord(inside)
	rest := bytes.TrimSpace(inside[min(len(word), len(inside)):])
	switch word {
	case "if", "unless", "while", "case":
		b.branch(t, word == "unless", rest, 1)
	case "elif", "elsif", "when", "in":
		b.otherwise()
		b.branch(t, false, rest, b.closes()+1)
	case "else":
		b.otherwise()
	case "for":
		b.branch(t, false, rest, 1)
	case "macro":
		if isManifest(b.source[t.end:min(t.end+maxBody, len(b.source))]) {
			b.enter(plainFrame, 1)
		} else {
			b.Open(syntax.Node{})
			b.enter(idleFrame, 1)
		}
	case "block", "call", "filter", "with", "autoescape":
		b.enter(plainFrame, 1)
	case "end", "endif", "endfor", "endmacro", "endblock", "endcall", "endfilter", "endwith", "endautoescape", "}":
		b.leave(b.closes())
	default:
		if doBlock.Match(inside) {
			b.branch(t, false, inside, 1)
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

func (b *foreignBuilder) enter(kind frameKind, closes int) {
	b.frames = append(b.frames, frame{kind, closes})
}

// branch begins a block that is carried out under a condition.
func (b *foreignBuilder) branch(t *token, negated bool, condition []byte, closes int) {
	pipe := expression(condition)
	if negated {
		pipe = callPipe("not", pipeOperand(pipe))
	}
	b.Open(syntax.Node{Kind: syntax.If, Start: int32(t.start), End: int32(t.end), Pipe: pipe})
	b.enter(branchFrame, closes)
}

// otherwise begins what is carried out where the condition of the open block
// doesn't hold.
func (b *foreignBuilder) otherwise() {
	if n := len(b.frames); n > 0 && b.frames[n-1].kind == branchFrame {
		b.Else()
	}
}

// closes returns how many frames an end closes here.
func (b *foreignBuilder) closes() int {
	if len(b.frames) == 0 {
		return 0
	}
	return b.frames[len(b.frames)-1].closes
}

// leave closes the last frames.
func (b *foreignBuilder) leave(frames int) {
	for ; frames > 0 && len(b.frames) > 0; frames-- {
		last := b.frames[len(b.frames)-1]
		b.frames = b.frames[:len(b.frames)-1]
		switch last.kind {
		case branchFrame:
			b.Close()
		case idleFrame:
			b.CloseList()
		}
	}
}

var (
	negated    = regexp.MustCompile(`^not\s+([\w.]+)$`)
	comparison = regexp.MustCompile(`^([\w.]+(?:\[['"]?\w+['"]?\])*)\s*([!=]=)\s*['"]([^'"]*)['"]$`)
	chosen     = regexp.MustCompile(`^['"]([^'"]*)['"]\s+if\s+(.+?)\s+else\s+['"]([^'"]*)['"]$`)
	defaulted  = regexp.MustCompile(`^([\w.]+)\s*\|\s*default\(\s*['"]([^'"]*)['"]\s*(?:,\s*\w+\s*)?\)$`)
)

// expression reads as much of an expression as matters here.
func expression(text []byte) *syntax.Pipe {
	if match := negated.FindSubmatch(text); match != nil {
		return callPipe("not", pipeOperand(openPipe(match[1])))
	}
	if match := defaulted.FindSubmatch(text); match != nil {
		return callPipe("default", stringOperand(match[2]), pipeOperand(openPipe(match[1])))
	}
	if match := chosen.FindSubmatch(text); match != nil {
		return callPipe("ternary", stringOperand(match[1]), stringOperand(match[3]), pipeOperand(expression(match[2])))
	}
	if match := comparison.FindSubmatch(text); match != nil {
		name := "eq"
		if match[2][0] == '!' {
			name = "ne"
		}
		return callPipe(name, pipeOperand(openPipe(match[1])), stringOperand(match[3]))
	}
	return openPipe(text)
}

// openPipe is an expression that is left open.
func openPipe(text []byte) *syntax.Pipe { return callPipe("open", stringOperand(text)) }

func stringOperand(text []byte) syntax.Operand {
	return syntax.Operand{Kind: syntax.String, Name: string(text)}
}

func pipeOperand(pipe *syntax.Pipe) syntax.Operand {
	return syntax.Operand{Kind: syntax.Pipeline, Pipe: pipe}
}

func callPipe(name string, args ...syntax.Operand) *syntax.Pipe {
	command := append(syntax.Command{{Kind: syntax.Function, Name: name}}, args...)
	return &syntax.Pipe{Commands: []syntax.Command{command}}
}
