// Command apilint says which Kubernetes APIs the files of a repository lean on
// and what becomes of them on the releases of Kubernetes they must run on. It
// is a program of its own and a tool for go vet -vettool.
package main

import (
	"os"

	"github.com/apilint/apilint/internal/cli"
)

func main() {
	if cli.IsVet(os.Args[1:]) {
		cli.Vet()
	}
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
