package reference

import "github.com/apilint/apilint/internal/apiversion"

// Requirement is a Go module of Kubernetes' own that a program is built with.
// The span of its reference is that of its version, or of the import of what
// it lacks.
type Requirement struct {
	Module  string             // "k8s.io/client-go"
	Version string             // "v0.28.4"; "" where a directory stands in its place
	Release apiversion.Release // the release of Kubernetes it belongs to, 0 if that can't be told
	// Directory is what the go.mod puts in the module's place, as it is written
	// there; "" for a version of it.
	Directory  string
	IsVendored bool // only the packages in the directory vendor count
	// Lacks is the path of a package of the module that a program imports and
	// that this version doesn't have; "" for the requirement itself.
	Lacks string
}

func (*Requirement) isSubject() {}
