// Package unstructured stands for the real one.
package unstructured

// Unstructured is any object.
type Unstructured struct{ Object map[string]any }

// SetAPIVersion sets the version.
func (*Unstructured) SetAPIVersion(string) {}

// SetKind sets the kind.
func (*Unstructured) SetKind(string) {}
