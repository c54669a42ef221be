// Command apilint says which Kubernetes APIs the files of a repository lean on
// and what becomes of them on the releases of Kubernetes they must run on.
package main

import (
	"os"

	"github.com/apilint/apilint/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
