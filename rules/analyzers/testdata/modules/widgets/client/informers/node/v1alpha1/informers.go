// Package v1alpha1 has informers for somebody else's API, whose group is not
// node, though its directory is called so.
package v1alpha1

// RuntimeClassInformer is one for a kind of theirs.
type RuntimeClassInformer interface{ Start() }

// Interface gives informers.
type Interface interface {
	RuntimeClasses() RuntimeClassInformer
}

// New returns an Interface.
func New() Interface { return nil }
