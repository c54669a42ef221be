package template

import (
	"slices"

	"github.com/apilint/apilint/internal/find/template/syntax"
	"github.com/apilint/apilint/internal/source"
)

// run goes once through a template. At each condition it takes one branch.
type run struct {
	*exploration
	*assumptions
	in      *Template // whose nodes are at hand
	guard   *guard    // what must hold to be here
	from    int       // where in given begins what the named template at hand gives
	depth   int
	calls   []string // the named templates around
	stopped bool     // by break or continue
	nothing *guard   // of branches that gave nothing
	size    int      // of all that was given, in bytes
	isDull  bool     // of what is at hand one branch is enough
}

// maxDepth is how deep nodes, calls and parentheses may be nested.
const maxDepth = 500

// deeper enters a level of nesting, if there is room.
func (r *run) deeper() bool {
	if r.depth == maxDepth {
		r.Bounded = true
		return false
	}
	r.depth++
	return true
}

func (r *run) shallower() { r.depth-- }

// list carries out nodes.
func (r *run) list(dot *value, list []syntax.Node) {
	if len(list) == 0 || !r.deeper() {
		return
	}
	defer r.shallower()
	n := r.variables.Len()
	for i := range list {
		if r.stopped || r.spend() {
			break
		}
		r.node(dot, &list[i])
	}
	r.variables.Keep(n)
}

// nameless is an unknown value that nobody asks for.
var nameless = value{key: "?"}

func (r *run) node(dot *value, n *syntax.Node) {
	switch n.Kind {
	case syntax.Text:
		r.add(piece{
			data: r.in.Source[n.Start:n.End], in: r.in, place: span{n.Start, n.End}, stands: true, isText: true,
			guard: r.guard, confidence: source.High,
		})
	case syntax.Action:
		switch {
		case len(n.Pipe.Declared) > 0 || isFail(n.Pipe):
			r.pipe(dot, n.Pipe)
		case r.isMidLine() && r.staysOnLine(n.Pipe):
			r.give(&nameless, n)
		default:
			v := r.pipe(dot, n.Pipe)
			r.give(&v, n)
		}
	case syntax.If, syntax.With, syntax.Range:
		r.branch(dot, n)
	case syntax.Template:
		v := nameless
		if !r.isMidLine() || !r.namedStaysOnLine(n.Name) {
			argument := r.pipe(dot, n.Pipe)
			v = r.callNamed(n.Name, argument)
		}
		r.give(&v, n)
	case syntax.Break, syntax.Continue:
		r.stopped = true
	}
}

// isFail tells of Helm's fail, which gives nothing, be it in the middle of a line.
func isFail(pipe *syntax.Pipe) bool {
	return functionOf(pipe.Commands[len(pipe.Commands)-1]) == "fail"
}

// give gives what an action in the template at hand comes to.
func (r *run) give(v *value, action *syntax.Node) {
	var use span
	if r.in == r.template {
		use = span{action.Start, action.End}
	}
	outer := r.guards.join(r.guard, v.guard)
	if v.kind == unknown {
		hole := &nameless
		if v != hole {
			hole = r.holes.keep(*v)
		}
		r.given = append(r.given, piece{hole: hole, use: use, guard: outer})
		return
	}
	pieces, is := r.piecesOf(v)
	if !is {
		pieces = []piece{{hole: &nameless}}
	}
	for _, p := range pieces {
		p.guard = r.guards.join(outer, p.guard)
		if p.use.end == 0 {
			p.use = use
		}
		r.add(p)
	}
}

// Bounds of what one run gives.
const (
	maxGivenPieces = 500_000
	maxGivenBytes  = 16 << 20
)

// add adds a piece to what is given, if there is room.
func (r *run) add(p piece) {
	if r.size += len(p.data); r.size > maxGivenBytes || len(r.given) == maxGivenPieces {
		r.Bounded = true
		return
	}
	r.given = append(r.given, p)
}

// branch carries out an if, a with or a range.
func (r *run) branch(dot *value, n *syntax.Node) {
	outer, variables, given := r.guard, r.variables.Len(), len(r.given)
	v := r.pipe(dot, n.Pipe)
	changes := n.Branch.Assigned
	wasDull, inLine := r.isDull, r.isInline(r.in, n.Branch.Then) && r.isInline(r.in, n.Branch.Else)
	r.isDull = wasDull || inLine && len(changes) == 0 && r.isMidLine()
	want, guard := r.decide(&v, place{n, r.in}, func(want bool) bool {
		list := n.Branch.Else
		if want {
			list = n.Branch.Then
		}
		return len(changes) > 0 || !r.hasNothingToSee(list)
	})
	r.guard, r.isDull = guard, wasDull
	if want {
		r.take(dot, &v, n)
	} else {
		r.list(dot, n.Branch.Else)
	}
	if len(r.given) == given {
		r.nothing = r.guards.join(r.nothing, guard)
		if inLine && guard != outer {
			r.add(piece{guard: guard, confidence: source.High}) // there is no text to say why there is none
		}
	}
	r.variables.Keep(variables)
	r.guardChanges(changes, guard)
	r.guard = outer
}

// guardChanges notes that the values of variables hang on which branch was taken,
// one that sets them or another.
func (r *run) guardChanges(changes []string, guard *guard) {
	for _, name := range changes {
		if r.spend() {
			return
		}
		if v := r.variables.Find(name); v != nil {
			v.guard = r.guards.join(v.guard, guard)
		}
	}
}

// isVoid tells whether a branch of the template at hand gives nothing.
func (r *run) isVoid(list []syntax.Node) bool {
	for i := range list {
		if n := &list[i]; n.Kind != syntax.Text || !isBlankText(r.in.Source[n.Start:n.End]) {
			return false
		}
	}
	return true
}

func isBlankText(text []byte) bool {
	for _, c := range text {
		if !isBlank(c) {
			return false
		}
	}
	return true
}

// take takes the branch that is carried out for a value.
func (r *run) take(dot, v *value, n *syntax.Node) {
	switch n.Kind {
	case syntax.If:
		r.list(dot, n.Branch.Then)
	case syntax.With:
		r.list(v, n.Branch.Then)
	case syntax.Range:
		r.takeRange(v, n)
	}
}

// maxRounds is how many items of a list that is known are gone through.
const maxRounds = 50

// takeRange goes round once for a list that isn't known.
func (r *run) takeRange(v *value, n *syntax.Node) {
	first := r.variables.Len()
	if !n.Pipe.IsAssign {
		first -= len(n.Pipe.Declared)
	}
	switch v.kind {
	case sequence:
		for i := range v.items[:min(len(v.items), maxRounds)] {
			r.round(first, n, &value{kind: number, number: i}, &v.items[i])
		}
	case mapping:
		for _, key := range keysOf(v.entries) {
			name, entry := textOf(key), v.entries[key]
			r.round(first, n, &name, &entry)
		}
	default:
		key, item := unknownOf("key of "+v.name()), unknownOf(v.name()+"[]")
		r.round(first, n, &key, &item)
	}
}

// round goes round with an item. The variables that a range declares stand from
// first on; others it sets.
func (r *run) round(first int, n *syntax.Node, key, item *value) {
	r.variables.Keep(first)
	last := len(n.Pipe.Declared) - 1
	for i, name := range n.Pipe.Declared {
		v := item
		if i < last {
			v = key
		}
		if n.Pipe.IsAssign {
			r.assign(name, *v)
		} else {
			r.variables.Declare(name, *v)
		}
	}
	r.list(item, n.Branch.Then)
	r.stopped = false
}

func keysOf(entries map[string]value) []string {
	keys := make([]string, 0, len(entries))
	for key := range entries {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys[:min(len(keys), maxRounds)]
}

// maxCalls is how often a named template may be entered while it is carried out.
const maxCalls = 2

// callsItself tells of a named template that goes through values by calling
// itself: it gives at each level what it gives at the first.
func (r *run) callsItself(name string) bool {
	n := 0
	for _, call := range r.calls {
		if call == name {
			n++
		}
	}
	return n >= maxCalls
}

// include is Helm's include: a named template as a text.
func (r *run) include(args []value) value {
	first := args0(args)
	name, known := first.literal()
	if !known || len(args) < 2 {
		return unknownOf(nameOfCall("include", args))
	}
	return r.callNamed(name, args[1])
}

// callNamed returns what a named template gives.
func (r *run) callNamed(name string, argument value) value {
	define := r.define(name)
	if define == nil {
		return value{key: "include(" + name + ")", isMissing: true}
	}
	if r.givesNames(define) {
		return unknownOf("include(" + name + ")")
	}
	if r.callsItself(name) || !r.deeper() {
		return unknownOf("include(" + name + ")")
	}
	in, variables, from, stopped, nothing := r.in, r.variables.Enter(), r.from, r.stopped, r.nothing
	r.in, r.from, r.nothing = define.in, len(r.given), nil
	r.variables.Declare("$", argument)
	r.calls = append(r.calls, name)
	r.list(&argument, define.body)
	v := value{kind: text, pieces: append(r.parts.take(len(r.given)-r.from), r.given[r.from:]...)}
	if len(v.pieces) == 0 {
		v.pieces = []piece{{guard: r.nothing, confidence: source.Medium}} // there is no text to say why there is none
	}
	r.given = r.given[:r.from]
	r.variables.Leave(variables)
	r.in, r.from, r.stopped, r.nothing = in, from, stopped, nothing
	r.calls = r.calls[:len(r.calls)-1]
	r.shallower()
	if hole, is := v.only(); is {
		return *hole
	}
	return v
}

// define finds a named template: in the template at hand, then around it.
func (r *run) define(name string) *Define {
	if define := r.defines[name]; define != nil {
		return define
	}
	if r.context.Define == nil {
		return nil
	}
	return r.context.Define(name)
}

// render is Helm's tpl: a text that is a template itself. One with actions is
// left open.
func (r *run) render(args []value) value {
	v := args0(args)
	if v.kind == text && !hasActions(v.pieces) {
		return v
	}
	return unknownOf(nameOfCall("tpl", args[:min(1, len(args))]))
}

func hasActions(pieces []piece) bool {
	for i := range pieces {
		if IsTemplate(pieces[i].data) {
			return true
		}
	}
	return false
}
