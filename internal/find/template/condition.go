package template

import (
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// condition is a question that decides what a template gives. It is a tree
// whose leaves are atoms, questions that have nothing to do with each other.
type condition struct {
	op op
	of []*condition
	// key is the same for conditions that ask the same.
	key string
	// What an atom asks, if that is known: whether the cluster serves an API,
	// "group/version" or "group/version/Kind"; whether its version meets a
	// constraint; whether a subject equals a text.
	api            string
	version        *apiversion.Constraint
	subject, equal string
	// aboutCluster tells that an atom in it asks about the cluster.
	aboutCluster bool
	size         int // atoms in it
}

type op uint8

const (
	atom op = iota
	negation
	conjunction
	disjunction
)

// maxAtoms is how many atoms a condition may have; a larger one is one atom.
const maxAtoms = 30

func newAtom(key string) *condition { return &condition{key: key, size: 1} }

func equals(subject, text string) *condition {
	return &condition{key: subject + " is " + text, subject: subject, equal: text, size: 1}
}

func serves(api string) *condition {
	return &condition{key: "serves " + api, api: api, aboutCluster: true, size: 1}
}

func versionMeets(constraint string, version apiversion.Constraint) *condition {
	return &condition{key: "version " + constraint, version: &version, aboutCluster: true, size: 1}
}

func (c *condition) not() *condition {
	if c.op == negation {
		return c.of[0]
	}
	return &condition{op: negation, of: []*condition{c}, key: "not(" + c.key + ")", aboutCluster: c.aboutCluster, size: c.size}
}

// join makes a conjunction or disjunction of at least one condition.
func join(op op, of []*condition) *condition {
	if len(of) == 1 {
		return of[0]
	}
	c := &condition{op: op, of: of}
	keys := make([]string, len(of))
	for i, part := range of {
		keys[i] = part.key
		c.aboutCluster = c.aboutCluster || part.aboutCluster
		c.size += part.size
	}
	word := " and "
	if op == disjunction {
		word = " or "
	}
	c.key = "(" + strings.Join(keys, word) + ")"
	if c.size > maxAtoms {
		return newAtom(shortKey(c.key))
	}
	return c
}

// assumptions are answers to atoms that don't contradict each other.
type assumptions struct {
	answers  map[string]bool
	equal    map[string]string // subjects that are assumed to equal a text
	releases apiversion.ReleaseSet
	log      []assumption // to take assumptions back
}

type assumption struct {
	atom     *condition
	releases apiversion.ReleaseSet // before it
}

// clear takes all assumptions back.
func (a *assumptions) clear() {
	clear(a.answers)
	clear(a.equal)
	a.releases, a.log = ^apiversion.ReleaseSet(0), a.log[:0]
}

func newAssumptions() *assumptions {
	return &assumptions{answers: map[string]bool{}, equal: map[string]string{}, releases: ^apiversion.ReleaseSet(0)}
}

// truth tells what a condition comes to, if the assumptions say.
func (a *assumptions) truth(c *condition) (holds, known bool) {
	switch c.op {
	case negation:
		holds, known = a.truth(c.of[0])
		return !holds, known
	case conjunction, disjunction:
		return a.truthOfAll(c)
	}
	if holds, known = a.answers[c.key]; known {
		return holds, true
	}
	if c.version != nil {
		any := c.version.Any()
		return any.Fails&a.releases == 0, any.Holds&a.releases == 0 || any.Fails&a.releases == 0
	}
	other, known := a.equal[c.subject]
	return false, c.subject != "" && known && other != c.equal
}

func (a *assumptions) truthOfAll(c *condition) (holds, known bool) {
	decides := c.op == disjunction // the answer of one part that decides for all
	known = true
	for _, part := range c.of {
		partHolds, partKnown := a.truth(part)
		if partKnown && partHolds == decides {
			return decides, true
		}
		known = known && partKnown
	}
	return !decides, known
}

// assume makes a condition come to what is wanted, if that is possible.
func (a *assumptions) assume(c *condition, want bool) bool {
	if holds, known := a.truth(c); known {
		return holds == want
	}
	switch c.op {
	case negation:
		return a.assume(c.of[0], !want)
	case conjunction, disjunction:
		if (c.op == disjunction) == want {
			return a.assumeOne(c, want)
		}
		return a.assumeAll(c, want)
	}
	a.answer(c, want)
	return true
}

func (a *assumptions) assumeOne(c *condition, want bool) bool {
	for _, part := range c.of {
		if a.assume(part, want) {
			return true
		}
	}
	return false
}

func (a *assumptions) assumeAll(c *condition, want bool) bool {
	before := len(a.log)
	for _, part := range c.of {
		if !a.assume(part, want) {
			a.takeBack(before)
			return false
		}
	}
	return true
}

func (a *assumptions) answer(c *condition, want bool) {
	a.log = append(a.log, assumption{c, a.releases})
	a.answers[c.key] = want
	if c.subject != "" && want {
		a.equal[c.subject] = c.equal
	}
	if c.version != nil {
		outcome := c.version.Any()
		if !want {
			outcome = outcome.Not()
		}
		a.releases &= outcome.Holds
	}
}

// takeBack takes back all but the first n assumptions.
func (a *assumptions) takeBack(n int) {
	for len(a.log) > n {
		last := a.log[len(a.log)-1]
		a.log = a.log[:len(a.log)-1]
		if last.atom.subject != "" && a.answers[last.atom.key] {
			delete(a.equal, last.atom.subject)
		}
		delete(a.answers, last.atom.key)
		a.releases = last.releases
	}
}

// isForced tells whether a condition can come to what is wanted in one way
// only.
func (c *condition) isForced(want bool) bool {
	switch c.op {
	case negation:
		return c.of[0].isForced(!want)
	case atom:
		return true
	}
	return (c.op == disjunction) != want
}

// maxKey is how long the key of an atom may be.
const maxKey = 300

// shortKey bounds what a condition is recognised by. Of two long keys that begin
// alike the length tells most apart.
func shortKey(key string) string {
	if len(key) <= maxKey {
		return key
	}
	return key[:maxKey] + strconv.Itoa(len(key))
}
