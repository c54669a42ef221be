// Package differential compares runtimeconfig with the code of Kubernetes that
// it retraces. It holds tests only.
package differential
