package main

// mergeTools adds the kinds of tools that don't follow the releases of
// Kubernetes.
func (m *merged) mergeTools() {}
