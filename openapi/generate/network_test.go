//go:build network

// These tests compare the facts with second sources in the modules of
// Kubernetes, which they download: go test -tags network.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// modulesOf returns a release's facts and the directory of the very
// k8s.io/kubernetes they were read from.
func modulesOf(t *testing.T, file string) (*facts, string) {
	t.Helper()
	fs, err := readFacts(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fs.of("module", 3) {
		if f[0] != "k8s.io/kubernetes" {
			continue
		}
		m, err := download(f[0], f[1])
		if err != nil {
			t.Fatal(err)
		}
		if m.Sum != f[2] {
			t.Fatalf("%s@%s is not the module that the facts were read from: %s, want %s", f[0], f[1], m.Sum, f[2])
		}
		return fs, m.Dir
	}
	return fs, "" // 1.7, of which only client-go can be had
}

func factsFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(factsDir, "1.*.tsv"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no facts: %v", err)
	}
	return files
}

// TestOpenAPIIsDiscovery compares the endpoints read from swagger.json with
// the discovery documents beside it, for each release that has both.
func TestOpenAPIIsDiscovery(t *testing.T) {
	compared := 0
	for _, file := range factsFiles(t) {
		fs, dir := modulesOf(t, file)
		if _, err := os.Stat(filepath.Join(dir, "api", "discovery", "api__v1.json")); err != nil {
			continue // before 1.28 the folder is missing or incomplete
		}
		documents, err := filepath.Glob(filepath.Join(dir, "api", "discovery", "api*__v*.json"))
		if err != nil {
			t.Fatal(err)
		}
		discovered := discoveredBy(t, documents)
		served := map[string]string{}
		for _, f := range fs.of("openapi", 5) {
			name := f[0] + "/" + f[1] + " " + f[2]
			if served[name] == "" || !strings.Contains(f[3], "/") {
				served[name] = f[3]
			}
		}
		compareMaps(t, "release "+fs.release, served, discovered)
		compared += len(served)
	}
	t.Logf("%d endpoints compared", compared)
}

// discoveredBy maps "apps/v1 deployments/scale" to its kind, written as in the
// facts when it is of another version.
func discoveredBy(t *testing.T, files []string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, file := range files {
		var list struct {
			GroupVersion string
			Resources    []struct{ Name, Kind, Group, Version string }
		}
		data, err := os.ReadFile(file)
		if err == nil {
			err = json.Unmarshal(data, &list)
		}
		if err != nil {
			t.Fatal(err)
		}
		group, version, ok := strings.Cut(list.GroupVersion, "/")
		if !ok {
			group, version = "", group
		}
		for _, r := range list.Resources {
			kind := r.Kind
			if r.Version != "" && (r.Group != group || r.Version != version) {
				kind = r.Group + "/" + r.Version + "/" + r.Kind
			}
			found[group+"/"+version+" "+r.Name] = kind
		}
	}
	return found
}

func compareMaps(t *testing.T, where string, got, want map[string]string) {
	t.Helper()
	for name, kind := range want {
		if got[name] != kind {
			t.Errorf("%s: %s is %q in the facts, %q in the second source", where, name, got[name], kind)
		}
	}
	for name, kind := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: %s is %q in the facts, missing in the second source", where, name, kind)
		}
	}
}

// TestGatesAreTheReference compares the feature gates with the reference list
// that Kubernetes keeps since 1.32.
func TestGatesAreTheReference(t *testing.T) {
	compared := 0
	for _, file := range factsFiles(t) {
		fs, dir := modulesOf(t, file)
		if dir == "" {
			continue
		}
		list := referenceGates(t, dir, fs.release)
		for constant, name := range misnamed {
			if state, ok := list[constant]; ok && hasGate(fs, name) {
				delete(list, constant)
				list[name] = state
			}
		}
		got := map[string]string{}
		for _, f := range fs.of("gate", 4) {
			if _, ok := list[f[0]]; ok {
				got[f[0]] = strings.Join(f[1:], " ")
			} else if list != nil {
				t.Logf("release %s: gate %s is not in the reference list", fs.release, f[0])
			}
		}
		compareMaps(t, "release "+fs.release, got, list)
		compared += len(list)
	}
	t.Logf("%d gates compared", compared)
}

// misnamed are the gates that the reference list calls by their Go constants;
// --feature-gates takes the constants' values.
var misnamed = map[string]string{
	"CPUCFSQuotaPeriod":         "CustomCPUCFSQuotaPeriod",
	"RuntimeClassInImageCriAPI": "RuntimeClassInImageCriApi",
}

func hasGate(fs *facts, name string) bool {
	return slices.ContainsFunc(fs.of("gate", 1), func(f []string) bool { return f[0] == name })
}

// referenceGates reads the list of a release, nil if it has none: what each
// gate is in that very release.
func referenceGates(t *testing.T, dir, release string) map[string]string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"test/compatibility_lifecycle/reference/versioned_feature_list.yaml", "test/featuregates_linter/test_data/*versioned_feature_list.yaml"} {
		more, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		files = append(files, more...)
	}
	if len(files) == 0 {
		return nil
	}
	minor, err := minorOf(release)
	if err != nil {
		t.Fatal(err)
	}
	gates := map[string]string{}
	for _, file := range files {
		var list []struct {
			Name           string
			VersionedSpecs []struct {
				Default       bool
				LockToDefault bool   `yaml:"lockToDefault"`
				PreRelease    string `yaml:"preRelease"`
				Version       string
			} `yaml:"versionedSpecs"`
		}
		data, err := os.ReadFile(file)
		if err == nil {
			err = yaml.Load(data, &list)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range list {
			for _, s := range g.VersionedSpecs {
				since := 0 // the list of unversioned gates has no version
				if s.Version != "" {
					if since, err = minorOf(s.Version); err != nil {
						t.Fatal(err)
					}
				}
				if since <= minor {
					gates[g.Name] = fmt.Sprintf("%s %s %s", strings.ToLower(s.PreRelease), onOff(s.Default), map[bool]string{true: "locked"}[s.LockToDefault])
				}
			}
		}
	}
	return gates
}

// TestFactsAreWhatTheModulesSay reads every release again and compares:
// facts files are written once, and the reader must not drift from them.
func TestFactsAreWhatTheModulesSay(t *testing.T) {
	for _, file := range factsFiles(t) {
		fs, err := readFacts(file)
		if err != nil {
			t.Fatal(err)
		}
		again, err := readAgain(fs)
		if err != nil {
			t.Fatal(err)
		}
		if missing, extra := differences(fs, again); len(missing)+len(extra) > 0 {
			t.Errorf("release %s reads differently now: gone %v, new %v", fs.release, missing, extra)
		}
	}
}

// readAgain downloads the very modules of the facts and reads them.
func readAgain(fs *facts) (*facts, error) {
	minor, err := minorOf(fs.release)
	if err != nil {
		return nil, err
	}
	var modules []module
	again := &facts{release: fs.release}
	for _, f := range fs.of("module", 3) {
		m, err := download(f[0], f[1])
		if err != nil {
			return nil, err
		}
		again.add("module", m.Path, m.Version, m.Sum)
		modules = append(modules, m)
	}
	if first := slices.IndexFunc(modules, func(m module) bool { return m.Path == "k8s.io/kubernetes" }); first > 0 {
		modules[0], modules[first] = modules[first], modules[0]
	}
	return again, again.read(treeOf(modules), minor)
}

func differences(a, b *facts) (onlyA, onlyB []string) {
	lines := func(fs *facts) []string {
		var all []string
		for _, l := range fs.lines {
			all = append(all, strings.Join(l, "\t"))
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	linesA, linesB := lines(a), lines(b)
	for _, l := range linesA {
		if _, ok := slices.BinarySearch(linesB, l); !ok {
			onlyA = append(onlyA, l)
		}
	}
	for _, l := range linesB {
		if _, ok := slices.BinarySearch(linesA, l); !ok {
			onlyB = append(onlyB, l)
		}
	}
	return onlyA, onlyB
}

// TestRewrites checks that the committed table is what the modules give.
func TestRewrites(t *testing.T) {
	m, err := merge(factsDir, overridesFile)
	if err != nil {
		t.Fatal(err)
	}
	newest, err := minorOf(m.known().To.String())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := writeRewrites(factsDir, dir, newest); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, rewritesFile))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(tablesDir, rewritesFile))
	if err != nil || string(got) != string(want) {
		t.Errorf("%s is stale: run make catalog-rewrites (%v)", rewritesFile, err)
	}
}
