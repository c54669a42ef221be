package reference

import "github.com/apilint/apilint/internal/apiversion"

// Condition is what must hold of a cluster for a place in a template to be
// rendered.
type Condition struct {
	Op Op
	Of []Condition // of All and Any
	// API is what Serves is about, "group/version" or "group/version/Kind";
	// Negated demands that the cluster doesn't serve it.
	API     string
	Negated bool
	Version apiversion.Constraint
}

// Op is the form of a condition.
type Op uint8

// The forms of conditions.
const (
	Open    Op = iota // nobody can tell: it hangs on values
	All               // all of several
	Any               // any of several
	Serves            // the cluster serves an API, or doesn't
	Version           // its version meets a constraint
)
