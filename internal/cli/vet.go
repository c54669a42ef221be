package cli

import (
	"flag"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/apilint/apilint/rules/analyzers"
)

// IsVet tells whether the go command calls apilint as the tool of go vet or go
// fix: to ask for its version or its flags, or with what it is to analyze.
func IsVet(args []string) bool {
	for _, arg := range args {
		if arg == "-V=full" || arg == "-flags" {
			return true
		}
	}
	return len(args) > 0 && strings.HasSuffix(args[len(args)-1], "vet.cfg")
}

// Vet does what the go command asks for by the arguments of the program, and
// ends the program.
func Vet() {
	settings := &analyzers.Settings{}
	settings.Flags(flag.CommandLine)
	flag.CommandLine.Init(os.Args[0], flag.ExitOnError)
	unitchecker.Main(analyzers.New(settings)...)
}
