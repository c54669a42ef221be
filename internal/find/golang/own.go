package golang

import (
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ownsGroup tells whether the module defines the group: the package itself, one
// of the module's that it is built on, or any other of its packages.
func (p *Package) ownsGroup(group string) bool {
	return p.Module != "" && (p.ownGroups()[group] || p.Groups != nil && p.Groups()[group])
}

// ownGroups returns the groups that the package or one of the module's that it
// is built on defines.
func (p *Package) ownGroups() map[string]bool {
	if p.own == nil {
		p.own = map[string]bool{}
		if p.Types != nil && p.Module != "" {
			p.collectOwn(p.Types, map[*types.Package]bool{})
		}
	}
	return p.own
}

func (p *Package) collectOwn(pkg *types.Package, seen map[*types.Package]bool) {
	if seen[pkg] || !p.isOwn(pkg.Path()) {
		return
	}
	seen[pkg] = true
	if api := p.apiOf(pkg.Path(), pkg); api != nil && api.importPath == "" {
		p.own[api.group] = true
	}
	for _, imported := range pkg.Imports() {
		p.collectOwn(imported, seen)
	}
}

// maxDirectories is how many directories of a module are looked through for the
// APIs that it defines.
const maxDirectories = 20000

// GroupsBelow returns the groups of which packages below a directory define
// versions. Copies of others' packages, and what the go command passes over,
// don't count.
func GroupsBelow(root string) map[string]bool {
	groups := map[string]bool{}
	if root == "" {
		return groups
	}
	left := maxDirectories
	_ = filepath.WalkDir(root, func(dir string, entry fs.DirEntry, err error) error {
		switch {
		case entry == nil || !entry.IsDir():
			return nil
		case err != nil || left == 0 || dir != root && isPassedOver(entry.Name()):
			return fs.SkipDir
		}
		left--
		if relative, err := filepath.Rel(root, dir); err == nil {
			if group, found := GroupIn(filepath.ToSlash(relative), dir); found {
				groups[group] = true
			}
		}
		return nil
	})
	return groups
}

// isPassedOver tells whether no packages of a module's own lie in a directory
// of that name.
func isPassedOver(name string) bool {
	switch name {
	case "vendor", "third_party", "testdata", "node_modules":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// ModuleDir returns the nearest directory around dir, or dir itself, that has a
// go.mod; "" if there is none.
func ModuleDir(dir string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && info.Mode().IsRegular() {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}
