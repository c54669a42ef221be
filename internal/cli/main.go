// Package cli is the command line of apilint: one file per verb.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/apilint/apilint/internal/report"
)

// The exit codes. They don't depend on the output format.
const (
	exitClean      = 0
	exitFindings   = 1 // findings at or above --fail-on
	exitUsage      = 2 // the command line or the configuration is wrong
	exitIncomplete = 3 // a path can't be read, or there is nothing to check
)

// console is what a verb talks to.
type console struct {
	name           string // what the user types to reach it
	stdin          io.Reader
	stdout, stderr io.Writer
}

// Main runs apilint with the arguments after the program's name and returns
// the exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := &console{programName(os.Args[0]), stdin, stdout, stderr}
	if len(args) > 0 && args[0] == completeWord {
		return c.complete(args[1:])
	}
	args, err := expand(args)
	switch {
	case err != nil:
		return c.misused(checkVerb, err)
	case len(args) == 0:
		return c.run(checkVerb, nil)
	}
	switch args[0] {
	case "--help", "-h":
		return c.run(helpVerb, args[1:])
	case "--version":
		return c.run(versionVerb, args[1:])
	}
	if v := verbNamed(args[0]); v != nil {
		return c.run(v, args[1:])
	}
	return c.run(checkVerb, args)
}

// programName returns what the user types to reach the program at a path: a
// plugin of kubectl is called through it.
func programName(path string) string {
	base := strings.TrimSuffix(filepath.Base(path), ".exe")
	if base == "kubectl-apilint" {
		return "kubectl apilint"
	}
	return "apilint"
}

// spoken returns a text with the commands in it, as "`apilint help`" or
// "  apilint help", as this user must type them.
func (c *console) spoken(text string) string {
	if c.name == "apilint" {
		return text
	}
	return strings.NewReplacer("`apilint ", "`"+c.name+" ", "  apilint ", "  "+c.name+" ", "Usage: apilint ", "Usage: "+c.name+" ").Replace(text)
}

// complain writes a line about what went wrong. The names of files in it must
// not be able to talk to the terminal.
func (c *console) complain(format string, args ...any) {
	fmt.Fprintf(c.stderr, "apilint: %s\n", report.PrintableLines(c.spoken(fmt.Sprintf(format, args...))))
}

// misused writes what is wrong with a command line and returns the exit code.
func (c *console) misused(v *verb, err error) int {
	c.complain("%v", err)
	if !errors.As(err, new(configError)) {
		c.complain("`apilint help %s` tells how it is used", v.name)
	}
	return exitUsage
}

// configError is what is wrong with a file that says how to judge, and not with
// the command line.
type configError struct{ error }

func (e configError) Unwrap() error { return e.error }

// written returns the exit code of a verb that only writes to standard output.
func (c *console) written(err error) int {
	if err != nil {
		c.complain("write to standard output: %v", err)
		return exitIncomplete
	}
	return exitClean
}
