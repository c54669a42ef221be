package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// fetch downloads the modules of release 1.minor and writes its facts.
func fetch(dir string, minor, patch int) error {
	modules, err := fetchModules(minor, patch)
	switch {
	case err != nil && isUnavailable(err):
		return fmt.Errorf("%s can't be had: is it published? %w", fmt.Sprintf("Kubernetes 1.%d", minor), err)
	case err != nil:
		return err
	}
	fs := &facts{release: "1." + strconv.Itoa(minor)}
	for _, m := range modules {
		fs.add("module", m.Path, m.Version, m.Sum)
	}
	if err := fs.read(treeOf(modules), minor); err != nil {
		return fmt.Errorf("read release %s: %w", fs.release, err)
	}
	return fs.write(factsFile(dir, minor))
}

func factsFile(dir string, minor int) string {
	return filepath.Join(dir, fmt.Sprintf("1.%d.tsv", minor))
}

// The first minor releases for which a source can be read.
const (
	firstOperations = 8  // OpenAPI documents whose operations name their action
	firstComplete   = 16 // all columns
	onlyClient      = 7  // the types in client-go are all that can be had
)

func (fs *facts) read(tree *sourceTree, minor int) error {
	kubernetes := tree.dir("k8s.io/kubernetes")
	if err := fs.readTypes(tree); err != nil {
		return err
	}
	if minor == onlyClient {
		return nil
	}
	if minor < firstOperations {
		return fs.addOldEndpoints(filepath.Join(kubernetes, "api", "swagger-spec"))
	}
	if err := fs.addEndpoints(kubernetes); err != nil {
		return err
	}
	if err := fs.addKubeadm(tree); err != nil {
		return err
	}
	if minor < firstComplete {
		return nil
	}
	if err := fs.addLifecycles(tree); err != nil {
		return err
	}
	if err := fs.readServers(tree); err != nil {
		return err
	}
	if err := fs.addGuards(tree); err != nil {
		return err
	}
	return fs.addGates(tree)
}

// readTypes reads every scheme of the staging modules, and of the parts of
// k8s.io/kubernetes that define types of their own.
func (fs *facts) readTypes(tree *sourceTree) error {
	paths := append([]string{
		"k8s.io/kubernetes/pkg",
		"k8s.io/kubernetes/plugin",
		"k8s.io/kubernetes/cmd",
	}, stagingModules...)
	for _, path := range paths {
		if !isDir(tree.dir(path)) {
			continue
		}
		if err := fs.addTypes(tree, path); err != nil {
			return err
		}
	}
	return fs.addMetaTypes(tree)
}

func isDir(dir string) bool {
	info, err := os.Stat(dir)
	return dir != "" && err == nil && info.IsDir()
}

// server is one of the servers that kube-apiserver chains.
type server struct {
	name     string
	defaults []string // packages that may hold DefaultAPIResourceConfigSource
	install  string   // the package, or the tree of packages, that fills the scheme
}

var servers = []server{
	{"kube-apiserver", []string{"k8s.io/kubernetes/pkg/controlplane", "k8s.io/kubernetes/pkg/master"}, "k8s.io/kubernetes/pkg/apis"},
	{"apiextensions", []string{"k8s.io/apiextensions-apiserver/pkg/apiserver"}, "k8s.io/apiextensions-apiserver/pkg/apis"},
	{"aggregator", []string{"k8s.io/kube-aggregator/pkg/apiserver"}, "k8s.io/kube-aggregator/pkg/apis"},
}

func (fs *facts) readServers(tree *sourceTree) error {
	for _, s := range servers {
		for _, path := range s.defaults {
			p, err := tree.load(path)
			if err != nil {
				return err
			}
			if len(p.files) == 0 {
				continue
			}
			if err := fs.addDefaults(p, s.name); err != nil {
				return err
			}
			break
		}
		installs, err := installPackages(tree.dir(s.install), s.install)
		if err != nil {
			return err
		}
		if err := fs.addRegistered(tree, s.name, installs); err != nil {
			return err
		}
	}
	return nil
}

func installPackages(dir, importPath string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "install" {
			below, _ := filepath.Rel(dir, file)
			paths = append(paths, importPath+"/"+filepath.ToSlash(below))
		}
		return err
	})
	return paths, err
}
