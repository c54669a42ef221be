// Package wait stands for the real one.
package wait

// Until calls f again and again.
func Until(f func()) {}
