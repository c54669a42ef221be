package goload

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/apilint/apilint/internal/find/golang"
	"github.com/apilint/apilint/internal/reference"
)

// kubernetes are the modules of Kubernetes' own in which packages come and go
// with the APIs.
var kubernetes = []string{"k8s.io/api", "k8s.io/client-go"}

// require notes the modules of Kubernetes' own. A module of which no package was
// found is asked for if one should have been.
func (m *Module) require(config *packages.Config, loaded []*packages.Package) {
	m.required, m.stray = map[string]*packages.Module{}, map[string]bool{}
	missing := map[string]bool{}
	packages.Visit(loaded, nil, func(p *packages.Package) {
		path := kubernetesModule(p.PkgPath)
		switch {
		case path == "":
		case p.Module != nil && p.Module.Path == path:
			m.required[path] = p.Module
		case len(p.Errors) > 0:
			missing[path] = true
			m.stray[p.PkgPath] = strings.Contains(p.Errors[0].Msg, "-mod=vendor")
		}
	})
	for path := range missing {
		if m.required[path] == nil {
			m.required[path] = list(config, path)
		}
	}
}

// kubernetesModule returns the module of Kubernetes' own to which a package
// belongs, "" if it belongs to none.
func kubernetesModule(importPath string) string {
	for _, path := range kubernetes {
		if strings.HasPrefix(importPath, path+"/") {
			return path
		}
	}
	return ""
}

// list asks the go command for a module; nil if it isn't required.
func list(config *packages.Config, path string) *packages.Module {
	out, err := ask(config, "list", "-m", "-json", path)
	required := &packages.Module{}
	if err != nil || json.Unmarshal(out, required) != nil {
		return nil
	}
	return required
}

// lacks returns the module of Kubernetes' own that should hold a package and
// doesn't, nil where it does or where its files are not known.
func (m *Module) lacks(importPath string) *reference.Requirement {
	path := kubernetesModule(importPath)
	required := m.required[path]
	if required == nil {
		return nil
	}
	lacking := &reference.Requirement{Module: path, Version: required.Version, Lacks: importPath, IsVendored: m.stray[importPath]}
	dir := required.Dir
	if replaced := required.Replace; replaced != nil {
		dir, lacking.Version = replaced.Dir, replaced.Version
		if replaced.Version == "" {
			lacking.Directory = replaced.Path
		}
	}
	lacking.Release = golang.ReleaseOf(lacking.Version)
	if lacking.IsVendored {
		return lacking
	}
	if !exists(dir) || exists(filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(importPath, path)))) {
		return nil
	}
	return lacking
}

// exists tells whether something is at a path, or may be. Nothing is at "".
func exists(path string) bool {
	_, err := os.Stat(path)
	return path != "" && !errors.Is(err, os.ErrNotExist)
}

// hasNo says of a module that it lacks a package.
func hasNo(lacking *reference.Requirement) string {
	module := lacking.Module
	switch {
	case lacking.Directory != "":
		module += " => " + lacking.Directory
	case lacking.Version != "":
		module += " " + lacking.Version
	}
	if lacking.IsVendored {
		module += " as it is vendored"
	}
	return fmt.Sprintf("%s has no package %s", module, lacking.Lacks)
}
