// Package cli is the command line of apilint.
package cli

import "io"

// Main runs apilint with the arguments after the program's name and returns
// the exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return 0
}
