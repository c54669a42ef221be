// Package envtest stands for the real one.
package envtest

import "sigs.k8s.io/controller-runtime/pkg/internal/testing/process"

// APIServer is a kube-apiserver.
type APIServer struct{ Args []string }

// Configure gives its arguments.
func (*APIServer) Configure() *process.Arguments { return nil }
