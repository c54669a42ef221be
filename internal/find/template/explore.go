package template

import (
	"slices"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/find/template/syntax"
	"github.com/apilint/apilint/internal/reference"
)

// Context is what a template sees beside itself. Each part may be missing.
type Context struct {
	// Define finds a named template of another file.
	Define func(name string) *Define
	// Value returns what .Values has at a path by default, if that is one word.
	Value func(path string) (Literal, bool)
	// Constraint reads a constraint, for callers who keep them.
	Constraint func(string) (apiversion.Constraint, error)
}

// Literal is a word and where it stands.
type Literal struct {
	Text       string
	In         *Template
	Start, End int
}

// Branch is a branch that hangs on the cluster.
type Branch struct {
	Start, End int // the action that begins it
	Outer, Own []reference.Condition
	Text       string // the action's
	IsElse     bool   // it is what is left when the action's condition doesn't hold
}

// Bounds of what is made of one template.
const (
	maxPossibilities = 60
	maxTargets       = 1000     // branches waiting to be taken
	maxSteps         = 300_000  // nodes carried out
	maxGiven         = 64 << 20 // bytes given, in all possibilities
)

// Explorer explores templates one after the other. It keeps memory between them
// and is not for use while it is at one.
type Explorer struct {
	given     []piece
	holes     room[value] // unknown values that are given
	parts     room[piece] // of texts
	stack     []value     // arguments of the calls at hand
	variables syntax.Variables[value]
	data      []byte
	marks     []mark
	last      *exploration // whose memory is used again
}

// exploration goes through what a template may give.
type exploration struct {
	*Explorer
	template *Template
	context  *Context
	defines  map[string]*Define
	guards   guards
	dull     map[*syntax.Node]bool // by the first node of a list
	targets  []target
	aimedAt  map[aim]aimed
	assumed  *assumptions
	tried    *assumptions // for a branch that may be taken another time
	branches map[place]bool
	steps    int
	Result
}

// Result is what there is to say of a template beside what it may give.
type Result struct {
	Bounded  bool // not all possibilities were gone through
	Branches []Branch
}

// target is a branch that is still to be taken.
type target struct {
	outer     *guard
	condition *condition
	want      bool
}

// aim recognises a condition at a place.
type aim struct {
	at  place
	key string
}

// aimed tells which of the two branches of a condition were taken, or will be.
type aimed uint8

func branchOf(want bool) aimed {
	if want {
		return 1
	}
	return 2
}

// place is a condition in a template.
type place struct {
	branch *syntax.Node // nil within an expression
	in     *Template
}

// Explore yields what a template may give, so that each branch that is to be
// taken at all is taken in at least one possibility: first everything that can
// be there at once. A possibility is valid until yield returns.
func (x *Explorer) Explore(t *Template, context *Context, yield func(*Possibility)) Result {
	e := x.exploration(t, context)
	e.explore(t.main, &value{kind: root}, yield)
	return e.Result
}

// ExploreDefines goes through the named templates of a file that gives nothing
// itself, and yields what each may give by its name.
func (x *Explorer) ExploreDefines(t *Template, context *Context, yield func(name string, p *Possibility)) Result {
	e := x.exploration(t, context)
	for _, define := range t.Defines {
		e.explore(define.body, &value{kind: root}, func(p *Possibility) { yield(define.Name, p) })
	}
	return e.Result
}

// maxNoted is how much may be noted of a template for the memory to be used again.
const maxNoted = 1000

func (x *Explorer) exploration(t *Template, context *Context) *exploration {
	e := x.last
	if e == nil || len(e.aimedAt)+len(e.guards)+len(e.dull)+len(e.defines) > maxNoted {
		e = &exploration{
			guards: guards{}, dull: map[*syntax.Node]bool{}, aimedAt: map[aim]aimed{}, branches: map[place]bool{}, defines: map[string]*Define{},
			assumed: newAssumptions(), tried: newAssumptions(),
		}
	}
	clear(e.guards)
	clear(e.dull)
	clear(e.aimedAt)
	clear(e.branches)
	clear(e.defines)
	e.Explorer, e.template, e.context, e.steps, e.Result = x, t, context, 0, Result{}
	for _, define := range t.Defines {
		e.defines[define.Name] = define
	}
	x.last = e
	return e
}

func (e *exploration) explore(main []syntax.Node, dot *value, yield func(*Possibility)) {
	e.targets = append(e.targets[:0], target{})
	given := 0
	for n := 0; len(e.targets) > 0; n++ {
		if n == maxPossibilities || e.steps > maxSteps || given > maxGiven {
			e.Bounded = true
			return
		}
		assumed := e.assumed
		assumed.clear()
		e.targets = slices.DeleteFunc(e.targets, func(t target) bool { return assumed.add(e.guards, t) })
		r := &run{exploration: e, assumptions: assumed, in: e.template}
		e.variables.Clear()
		e.variables.Declare("$", *dot)
		e.given = e.given[:0]
		e.holes.reset()
		e.parts.reset()
		r.list(dot, main)
		p := r.layout()
		given += len(p.Data)
		yield(p)
	}
}

// add assumes what it takes for a target to be reached, too: first what leaves no
// choice. It is false if that isn't possible.
func (a *assumptions) add(guards guards, t target) bool {
	if t.condition == nil {
		return true
	}
	before := len(a.log)
	list := guards.within(t.outer, t.condition, t.want).list()
	for _, forced := range []bool{true, false} {
		for _, g := range list {
			if g.condition.isForced(g.want) == forced && !a.assume(g.condition, g.want) {
				a.takeBack(before)
				return false
			}
		}
	}
	return true
}

// decide takes a branch: the first, if nothing speaks against it. The other is
// taken another time if it matters. It returns what must hold to
// be in the branch.
func (r *run) decide(v *value, at place, matters func(want bool) bool) (bool, *guard) {
	inside := r.guards.join(r.guard, r.guardOf(v))
	holds, asks := v.decides()
	if asks == nil {
		return holds, inside
	}
	if asks.aboutCluster {
		r.noteBranches(inside, asks, at)
	}
	taken, known := r.truth(asks)
	this := aim{at, asks.key}
	aimed := r.aimedAt[this]
	if !known {
		taken = r.isDull || aimed != branchOf(true) || !matters(false)
		if !r.assume(asks, taken) {
			taken = !taken
			r.assume(asks, taken)
		}
	}
	if r.isDull && !asks.aboutCluster {
		return taken, r.guards.within(inside, asks, taken)
	}
	now := aimed | branchOf(taken)
	if now&branchOf(!taken) == 0 && (asks.aboutCluster || matters(!taken)) && r.aim(target{inside, asks, !taken}) {
		now |= branchOf(!taken)
	}
	if now != aimed {
		r.aimedAt[this] = now
	}
	return taken, r.guards.within(inside, asks, taken)
}

// aim notes a branch for another run, if it can be reached.
func (e *exploration) aim(t target) bool {
	if len(e.targets) == maxTargets {
		e.Bounded = true
		return false
	}
	e.tried.clear()
	if !e.tried.add(e.guards, t) {
		return false
	}
	e.targets = append(e.targets, t)
	return true
}

// spend counts a step and tells whether there were too many.
func (e *exploration) spend() bool {
	e.steps++
	if e.steps > maxSteps {
		e.Bounded = true
	}
	return e.steps > maxSteps
}

// noteBranches notes the two branches of a condition about the cluster.
func (r *run) noteBranches(outer *guard, c *condition, at place) {
	if at.in != r.template || at.branch == nil || r.branches[at] {
		return
	}
	r.branches[at] = true
	start, end := int(at.branch.Start), int(at.branch.End)
	demands := outer.aboutCluster()
	text := string(r.template.Source[start:end])
	for _, want := range []bool{true, false} {
		known := map[string]bool{}
		for g := outer; g != nil; g = g.outer {
			learn(known, g.condition, g.want)
		}
		r.Branches = append(r.Branches, Branch{
			Start: start, End: end, Outer: demands, Text: text, IsElse: !want,
			Own: []reference.Condition{demand(known, c, want)},
		})
	}
}
