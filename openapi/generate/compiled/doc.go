// Package compiled holds a test that needs the heavy modules of Kubernetes: it
// compares the types that the generator read from syntax with the schemes that
// the compiler builds.
package compiled
