// Command generate makes the catalog of apilint.
//
//	generate fetch 1.38 [patch]   download a release's modules, write its facts
//	generate tool kind v0.33.0    download a version of a tool, write its facts
//	generate merge                merge all facts into the embedded tables
//	generate served [1.38]        write what a release serves, or all do, with its fields
//	generate add 1.38 [patch]     fetch, merge, served, and print what came, went and moved
//
// Data flows one way. What one release says of itself becomes ../facts/1.38.tsv,
// which is never edited (facts.go tells its columns). All facts and the sourced
// lines of ../overrides.tsv are merged into ../kinds.tsv, ../gates.tsv and
// ../versions.tsv, which are embedded. When two sources disagree the merge stops
// until an override answers; an override that answers nothing stops it too.
//
// What releases serve, with the fields of it, is read from their OpenAPI
// documents straight into ../compare/served.tsv.
//
// Only fetch, tool, served and add use the network, through the go command. Run it in
// its own directory.
package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
)

const usage = "usage: generate fetch|add RELEASE [PATCH], generate tool NAME VERSION, generate served [RELEASE], generate merge, or generate rewrites"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const (
	factsDir      = "../facts"
	overridesFile = "../overrides.tsv"
	tablesDir     = ".."
)

func run(args []string) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	verb, args := args[0], args[1:]
	switch {
	case verb == "fetch" && (len(args) == 1 || len(args) == 2):
		minor, patch, err := releaseArgs(args)
		if err != nil {
			return err
		}
		return fetch(factsDir, minor, patch)
	case verb == "add" && (len(args) == 1 || len(args) == 2):
		minor, patch, err := releaseArgs(args)
		if err != nil {
			return err
		}
		return add(os.Stdout, minor, patch)
	case verb == "tool" && len(args) == 2:
		return fetchTool(factsDir+"/tools", args[0], args[1])
	case verb == "served" && len(args) == 1:
		minor, err := minorOf(args[0])
		if err != nil {
			return err
		}
		return addServed(minor)
	case verb == "served" && len(args) == 0:
		return addServed(completeReleases()...)
	case verb == "merge" && len(args) == 0:
		m, err := merge(factsDir, overridesFile)
		if err != nil {
			return err
		}
		return m.write(tablesDir)
	case verb == "rewrites" && len(args) == 0:
		m, err := merge(factsDir, overridesFile)
		if err != nil {
			return err
		}
		return m.writeRewrites()
	}
	return errors.New(usage)
}

// releaseArgs reads "1.38" and "3", or "1.38" alone.
func releaseArgs(args []string) (minor, patch int, err error) {
	if minor, err = minorOf(args[0]); err != nil {
		return 0, 0, fmt.Errorf("%q is not one release of Kubernetes: write RELEASE=1.38", args[0])
	}
	if len(args) > 1 {
		if patch, err = strconv.Atoi(args[1]); err != nil || patch < 0 {
			return 0, 0, fmt.Errorf("%q is not a patch: write PATCH=3", args[1])
		}
	}
	return minor, patch, nil
}
