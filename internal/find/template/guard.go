package template

import (
	"github.com/apilint/apilint/internal/reference"
)

// guard is what must hold for a place in a template to be reached: a condition,
// and what must hold outside of it. Guards that say the same are one guard. nil
// is no condition.
type guard struct {
	outer     *guard
	condition *condition
	want      bool
	depth, id int
}

// guards holds the guards of one template, so that each is made once.
type guards map[guardKey]*guard

type guardKey struct {
	outer *guard
	key   string
	want  bool
}

// within returns the guard that adds a condition to an outer one.
func (all guards) within(outer *guard, c *condition, want bool) *guard {
	if outer.has(c.key, want) {
		return outer
	}
	key := guardKey{outer, c.key, want}
	g := all[key]
	if g == nil {
		g = &guard{outer: outer, condition: c, want: want, depth: outer.len() + 1, id: len(all) + 1}
		all[key] = g
	}
	return g
}

// maxGuards is how many conditions are kept of one place.
const maxGuards = 60

func (g *guard) len() int {
	if g == nil {
		return 0
	}
	return g.depth
}

func (g *guard) has(key string, want bool) bool {
	for ; g != nil; g = g.outer {
		if g.want == want && g.condition.key == key {
			return true
		}
	}
	return false
}

// isWithin tells whether outer is the guard itself or around it.
func (g *guard) isWithin(outer *guard) bool {
	for g.len() > outer.len() {
		g = g.outer
	}
	return g == outer
}

// join returns the guard of what both guard.
func (all guards) join(a, b *guard) *guard {
	switch {
	case a.isWithin(b):
		return a
	case b.isWithin(a):
		return b
	case a.len() > maxGuards:
		return a
	}
	return all.within(all.join(a, b.outer), b.condition, b.want)
}

// list returns the guards, the outermost first.
func (g *guard) list() []*guard {
	list := make([]*guard, g.len())
	for ; g != nil; g = g.outer {
		list[g.depth-1] = g
	}
	return list
}

// aboutCluster returns what a guard demands of the cluster.
func (g *guard) aboutCluster() []reference.Condition {
	matters := false
	for at := g; at != nil; at = at.outer {
		matters = matters || at.condition.aboutCluster
	}
	if !matters {
		return nil
	}
	known := map[string]bool{}
	list := g.list()
	for _, g := range list {
		learn(known, g.condition, g.want)
	}
	var all []reference.Condition
	for _, g := range list {
		if g.condition.aboutCluster {
			all = append(all, demand(known, g.condition, g.want))
		}
	}
	return all
}

// learn notes the answers to atoms that follow from what a condition comes to.
func learn(known map[string]bool, c *condition, want bool) {
	switch c.op {
	case atom:
		known[c.key] = want
	case negation:
		learn(known, c.of[0], !want)
	default:
		if c.isForced(want) {
			for _, part := range c.of {
				learn(known, part, want)
			}
		}
	}
}

// demand says what it takes of the cluster that a condition comes to what is
// wanted. Other atoms are open unless their answer is known.
func demand(known map[string]bool, c *condition, want bool) reference.Condition {
	switch c.op {
	case negation:
		return demand(known, c.of[0], !want)
	case conjunction, disjunction:
		d := reference.Condition{Op: reference.All}
		if (c.op == disjunction) == want {
			d.Op = reference.Any
		}
		for _, part := range c.of {
			if of := demand(known, part, want); d.Op == reference.All || of.Op != reference.Any || len(of.Of) > 0 {
				d.Of = append(d.Of, of) // but for what never holds and needn't
			}
		}
		return d
	}
	switch answer, isKnown := known[c.key]; {
	case c.api != "":
		return reference.Condition{Op: reference.Serves, API: c.api, Negated: !want}
	case c.version != nil && want:
		return reference.Condition{Op: reference.Version, Version: *c.version}
	case c.version != nil:
		return reference.Condition{Op: reference.Version, Version: c.version.Not()}
	case isKnown && answer != want:
		return reference.Condition{Op: reference.Any} // of nothing: never
	}
	return reference.Condition{Op: reference.Open}
}
