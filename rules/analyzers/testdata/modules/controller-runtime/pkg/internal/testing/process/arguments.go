// Package process stands for the real one.
package process

// Arguments are arguments.
type Arguments struct{}

// Append adds values.
func (a *Arguments) Append(key string, values ...string) *Arguments { return a }
