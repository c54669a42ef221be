package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi/compare"
	"github.com/apilint/apilint/openapi/spec"
)

// servedFile is the table of what each release serves, with its fields.
const servedFile = "../compare/served.tsv"

const servedHeader = "# What the releases of Kubernetes serve, from api/openapi-spec/swagger.json in k8s.io/kubernetes of each. Made by `generate served`.\n"

// addServed writes into the table what releases serve, from the very modules
// that their facts were read from.
func addServed(minors ...int) error {
	text, err := os.ReadFile(servedFile)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	table, err := compare.ParseTable(string(text))
	if err != nil {
		return fmt.Errorf("%s: %w", servedFile, err)
	}
	for _, minor := range minors {
		kubernetes, err := kubernetesOf(minor)
		if err != nil {
			return err
		}
		s, err := (&spec.Loader{Schemas: true}).Load(filepath.Join(kubernetes.Dir, "api", "openapi-spec", "swagger.json"))
		if err != nil {
			return err
		}
		view, err := compare.OfSpec(s)
		if err != nil {
			return err
		}
		table.Set(apiversion.NewRelease(1, uint8(minor)), view)
	}
	return os.WriteFile(servedFile, []byte(servedHeader+table.Text()), 0o644)
}

// completeReleases are the minor releases from the first complete one on that
// have facts.
func completeReleases() []int {
	var minors []int
	for minor := firstComplete; ; minor++ {
		if _, err := os.Stat(factsFile(factsDir, minor)); err != nil {
			return minors
		}
		minors = append(minors, minor)
	}
}

// kubernetesOf downloads the k8s.io/kubernetes that the facts of a release were
// read from.
func kubernetesOf(minor int) (module, error) {
	fs, err := readFacts(factsFile(factsDir, minor))
	if err != nil {
		return module{}, err
	}
	for _, f := range fs.of("module", 3) {
		if f[0] != "k8s.io/kubernetes" {
			continue
		}
		m, err := download(f[0], f[1])
		if err == nil && m.Sum != f[2] {
			err = fmt.Errorf("%s@%s is not the module that the facts were read from: %s, want %s", f[0], f[1], m.Sum, f[2])
		}
		return m, err
	}
	return module{}, fmt.Errorf("the facts of 1.%d name no k8s.io/kubernetes: fetch them anew", minor)
}
