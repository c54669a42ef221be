// Package literal reads the literals in source code: strings, lists and
// mappings of them, calls. It writes them as JSON, in which every byte of a
// string still knows where it stands in the file, so that what looks through
// configuration can look through code.
//
// Lists, the arguments of calls and blocks of statements become arrays. What
// has keys, be it by a colon or an assignment, becomes an object; a block of HCL
// becomes one in those that its labels give, as in HCL written as JSON. What
// only running the code can tell becomes the string ${}, in HCL with what the
// code says in it if that is no more than a name.
package literal

// token is a token of some language, as far as it matters here.
type token struct {
	kind       kind
	start, end int // of a string what stands between its quotes
	style      style
}

type kind uint8

const (
	other kind = iota
	name
	text
	opening   // a bracket
	closing   // a bracket
	separator // between elements
	statement // between statements
	pair      // between a key and its value
	plus      // between strings that are put together
)

// style is how a string is written.
type style uint8

const (
	interpreted style = iota // with escapes of Go, nearly those of JSON
	template                 // with the escapes and the interpolations of HCL
	verbatim                 // as it stands
	indented                 // as it stands, but for what all lines are indented by
)

// element is an element of a list, an entry of a mapping, or a statement: what
// stands between two separators.
type element struct {
	key    token
	keyed  bool
	labels []token // of a block, behind its key
	atoms  []atom
}

// atom is a token, or brackets and what is in them.
type atom struct {
	token
	inside *group
}

// group is what stands in brackets, or in a whole file.
type group struct {
	elements   []element
	statements bool // separated as statements are
	hasText    bool // or is a block, whose numbers tell something too
}

// parser builds groups of the tokens of a file.
type parser struct {
	src    []byte
	next   func() (token, bool)
	blocks bool // a name before braces is a key, as in HCL
	depth  int
}

// maxDepth is how deep brackets may be nested; deeper ones are passed over.
const maxDepth = 200

// group reads up to and over the bracket that closes it. Brackets of the wrong
// kind close too: this is no place to judge that.
func (p *parser) group() *group {
	g := &group{}
	var e element
	flush := func() {
		if len(e.atoms) > 0 || e.keyed {
			g.elements = append(g.elements, e)
		}
		e = element{}
	}
	defer flush()
	for {
		t, ok := p.next()
		if !ok {
			return g
		}
		switch t.kind {
		case opening:
			p.open(g, &e, t)
		case closing:
			if p.depth > 0 {
				return g
			}
		case statement:
			g.statements = g.statements || len(e.atoms) > 0
			flush()
		case separator:
			flush()
		case pair:
			e.pair(t)
		default:
			g.hasText = g.hasText || t.kind == text
			e.atoms = append(e.atoms, atom{token: t})
		}
	}
}

// open reads what is in a bracket into an element.
func (p *parser) open(g *group, e *element, t token) {
	if p.depth == maxDepth {
		p.skip()
		return
	}
	p.depth++
	inside := p.group()
	p.depth--
	if p.blocks && p.src[t.start] == '{' && !e.keyed && len(e.atoms) > 0 && e.atoms[0].kind == name {
		inside.hasText = inside.hasText || len(inside.elements) > 0 // numbers, by which others go
		e.key, e.keyed, e.labels, e.atoms = e.atoms[0].token, true, labelsOf(e.atoms[1:]), nil
	}
	g.hasText = g.hasText || inside.hasText
	e.atoms = append(e.atoms, atom{t, inside})
}

// maxLabels is how many labels of a block count: Terraform has two at most.
const maxLabels = 3

// labelsOf returns the strings between the name of a block and its braces.
func labelsOf(atoms []atom) []token {
	var labels []token
	for _, a := range atoms {
		if a.kind == text && len(labels) < maxLabels {
			labels = append(labels, a.token)
		}
	}
	return labels
}

// skip passes over everything up to the bracket that closes.
func (p *parser) skip() {
	for depth := 1; depth > 0; {
		t, ok := p.next()
		switch {
		case !ok:
			return
		case t.kind == opening:
			depth++
		case t.kind == closing:
			depth--
		}
	}
}

// pair makes what was read last the key.
func (e *element) pair(t token) {
	if e.keyed || len(e.atoms) == 0 {
		e.atoms = append(e.atoms, atom{token: token{kind: other, start: t.start, end: t.end}})
		return
	}
	last := e.atoms[len(e.atoms)-1]
	if g := last.inside; g != nil && len(g.elements) == 1 && len(g.elements[0].atoms) == 1 {
		last = g.elements[0].atoms[0] // an index
	}
	if last.kind == name || last.kind == text {
		e.key, e.keyed, e.atoms = last.token, true, nil
	}
}
