package reference

import "github.com/apilint/apilint/internal/apiversion"

// Requirement is a Go module of Kubernetes' own that a program is built with.
// The span of its reference is that of its version, or of the import of what
// it lacks.
type Requirement struct {
	Module  string             // "k8s.io/client-go"
	Version string             // "v0.28.4"
	Release apiversion.Release // the release of Kubernetes it belongs to
	// Lacks is the path of a package of the module that a program imports and
	// that this version doesn't have; "" for the requirement itself.
	Lacks string
}

func (*Requirement) isSubject() {}
