package goload

import (
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/rogpeppe/go-internal/cache"
	"golang.org/x/tools/go/packages"

	"github.com/apilint/apilint/internal/find/golang"
)

// keys are the hashes of what packages are compiled from.
type keys map[*packages.Package]string

// compiled matches the name of a file in the build cache, which is the hash of
// its bytes. Those of an archive have an identifier of all that it was compiled
// from among them.
//
// Source: cmd/go/internal/work/buildid.go.
var compiled = regexp.MustCompile(`^[0-9a-f]{64}-d$`)

// keysOf returns the keys of packages and all that they import. What can't be
// compiled has none.
func keysOf(loaded []*packages.Package) keys {
	all := keys{}
	packages.Visit(loaded, nil, func(p *packages.Package) {
		file := filepath.Base(p.ExportFile)
		if p.PkgPath == "unsafe" {
			file = p.PkgPath
		} else if !compiled.MatchString(file) {
			return
		}
		hash := sha256.New()
		fmt.Fprintf(hash, "%s %s %s\n", p.PkgPath, file, groupBeside(p))
		if all.writeImports(hash, p) {
			all[p] = string(hash.Sum(nil))
		}
	})
	return all
}

// groupBeside is the group of the API that a package defines, where it may be
// edited: comments, which may say so, are not compiled.
func groupBeside(p *packages.Package) string {
	if p.Module == nil || len(p.GoFiles) == 0 || !p.Module.Main && p.Module.Replace == nil {
		return ""
	}
	group, _ := golang.GroupIn(p.PkgPath, filepath.Dir(p.GoFiles[0]))
	return group
}

// writeImports writes the keys of what a package imports. It is false if one has
// none.
func (k keys) writeImports(w io.Writer, p *packages.Package) bool {
	for _, path := range slices.Sorted(maps.Keys(p.Imports)) {
		key, known := k[p.Imports[path]]
		if !known {
			return false
		}
		fmt.Fprintf(w, "import %s %x\n", path, key)
	}
	return true
}

// keyOf returns the hash of all that decides what is found in a unit. It is
// false where that is not known.
func (m *Module) keyOf(unit *Unit, read [][]text) (key cache.ActionID, known bool) {
	if m.cache == nil {
		return key, false
	}
	hash := sha256.New()
	fmt.Fprintln(hash, m.cache.program)
	for i, p := range unit.packages {
		fmt.Fprintf(hash, "package %s %q\n", p.PkgPath, p.ForTest)
		if p.Module != nil {
			fmt.Fprintf(hash, "module %s %s\n", p.Module.Path, p.Module.GoVersion)
		}
		for _, t := range read[i] {
			if t.err != nil {
				return key, false
			}
			fmt.Fprintf(hash, "file %q %t %x\n", filepath.Base(t.name), t.shown != "", sha256.Sum256(t.file.Data))
		}
		if !m.keys.writeImports(hash, p) {
			return key, false
		}
	}
	hash.Sum(key[:0])
	return key, true
}
