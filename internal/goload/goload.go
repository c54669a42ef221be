// Package goload finds the Go packages to which files belong and type-checks
// them one by one, against what the go command compiled of the packages they
// import. It asks the go command and the build cache, and never the network.
package goload

import (
	"errors"
	"fmt"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/cache"
	"golang.org/x/tools/go/packages"

	"github.com/apilint/apilint/internal/find/golang"
)

// Module is a Go module as far as the files asked for belong to its packages.
type Module struct {
	Units []*Unit
	// Problems are what the go command says of packages that it can't compile
	// or find; what leans on these is only known by name.
	Problems []string

	files    *token.FileSet
	imports  imports
	cache    *Cache // nil for none
	keys     keys
	wanted   map[string]string // the files asked for, by their real path
	problems map[string]bool
	required map[string]*packages.Module // Kubernetes' own, by their paths
	stray    map[string]bool             // packages of these that the directory vendor doesn't hold
	groups   func() map[string]bool      // of which the module defines versions
}

// Unit is a package with its tests, and the files of it that were asked for.
type Unit struct {
	Path     string
	packages []*packages.Package // the package itself, then the one of its external tests
	members  [][]member          // the files of each
	key      cache.ActionID      // of what is kept
	kept     []*golang.Kept      // of each package, nil if nothing is kept
}

// member is a file of a package.
type member struct {
	name  string // in full
	shown string // as it was asked for, "" if it wasn't
}

// ErrNoGo says that there is no go command.
var ErrNoGo = errors.New("there is no go command to ask for the types of Go code")

const mode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps |
	packages.NeedExportFile | packages.NeedModule | packages.NeedForTest | packages.NeedTypesSizes

// Load finds the packages of the module in a directory to which the files
// belong. Files that belong to none, such as those that the build leaves out
// here, are in no unit. What the cache, if there is one, knows of packages is
// taken from it.
func Load(dir string, files []string, kept *Cache) (*Module, error) {
	m := &Module{
		files: token.NewFileSet(), cache: kept, wanted: map[string]string{}, problems: map[string]bool{},
		groups: sync.OnceValue(func() map[string]bool { return golang.GroupsBelow(dir) }),
	}
	for _, file := range files {
		m.wanted[realPath(file)] = file
	}
	patterns := directories(dir, m.wanted)
	if len(patterns) == 0 {
		return m, nil
	}
	config := &packages.Config{Mode: mode, Dir: dir, Tests: true, Env: environment()}
	loaded, err := loadOffline(config, patterns)
	if err != nil {
		return nil, loadError(err)
	}
	m.divide(loaded)
	m.enroll()
	m.require(config, loaded)
	m.imports.lacks = m.lacks
	m.recall(loaded)
	m.imports.load(m.files, m.unknown())
	return m, nil
}

func loadError(err error) error {
	if strings.Contains(err.Error(), "executable file not found") {
		return ErrNoGo
	}
	return fmt.Errorf("the go command can't tell what packages there are: %s", plain(err.Error()))
}

// plain returns what the go command says without its wrapping: the first line
// that is no heading, and the next one if the first announces it. Where it says
// nothing, what became of it is returned.
func plain(said string) string {
	became, after, found := strings.Cut(said, "stderr:")
	if found && strings.TrimSpace(after) == "" {
		return "go list: " + strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(became), "err: "), ":")
	}
	if found {
		said = after
	}
	said, rest, _ := strings.Cut(strings.TrimPrefix(withoutProgress(strings.TrimSpace(said)), "go: "), "\n")
	if strings.HasPrefix(said, "# ") && rest != "" {
		said, rest, _ = strings.Cut(rest, "\n")
	}
	if strings.HasSuffix(said, ":") {
		next, _, _ := strings.Cut(rest, "\n")
		said += " " + strings.TrimSpace(next)
	}
	return offline(said)
}

// placed returns what the go command says of a package, with the place by the
// name of the file alone, if it tells one that the text doesn't.
func placed(err packages.Error) string {
	text := plain(err.Msg)
	file, place, found := strings.Cut(filepath.Base(err.Pos), ":")
	if !found || strings.Contains(text, file) {
		return text
	}
	return file + ":" + place + ": " + text
}

// tooOld matches what a go command says that is older than a module asks for.
var tooOld = regexp.MustCompile(`^(.* requires go >= \S+) \(running go ([^\s;)]+).*\)$`)

// offline returns what the go command says in words that don't blame the way in
// which it was asked.
func offline(said string) string {
	said = strings.Replace(said, "updates to go.mod needed, disabled by -mod=readonly;", "updates to go.mod needed;", 1)
	if path, found := strings.CutPrefix(said, "cannot find module providing package "); found {
		path, why, _ := strings.Cut(path, ": ")
		switch why {
		case "module lookup disabled by GOPROXY=off", "import lookup disabled by -mod=readonly":
			return "no required module provides package " + path + "; `go get " + path + "` adds one"
		case "import lookup disabled by -mod=vendor":
			return "the directory vendor has no package " + path + "; `go mod vendor` writes it anew"
		}
	}
	if strings.HasPrefix(said, "inconsistent vendoring in ") {
		return said + "; `go mod vendor` mends that"
	}
	if match := tooOld.FindStringSubmatch(said); match != nil {
		return match[1] + ", and this is go " + match[2] + ": install a newer one"
	}
	return strings.Replace(said, "module lookup disabled by GOPROXY=off", "it is not downloaded, which `go mod download` does", 1)
}

// directories returns the directories of the files as patterns for the go
// command. Those that it leaves out of ./... are left out.
func directories(root string, files map[string]string) []string {
	root = realPath(root)
	var all []string
	seen := map[string]bool{}
	for file := range files {
		dir, err := filepath.Rel(root, filepath.Dir(file))
		if err == nil && filepath.IsLocal(dir) && !seen[dir] && !isLeftOut(dir) {
			seen[dir] = true
			all = append(all, "./"+filepath.ToSlash(dir))
		}
	}
	slices.Sort(all)
	return all
}

func isLeftOut(dir string) bool {
	for part := range strings.SplitSeq(filepath.ToSlash(dir), "/") {
		if part == "testdata" || part != "." && (strings.HasPrefix(part, ".") || strings.HasPrefix(part, "_")) {
			return true
		}
	}
	return false
}

func realPath(file string) string {
	if absolute, err := filepath.Abs(file); err == nil {
		file = absolute
	}
	if resolved, err := filepath.EvalSymlinks(file); err == nil {
		return resolved
	}
	return file
}

// divide makes units of the packages. Of a package with tests the go command
// gives two, one with and one without the files of the tests; the larger one
// counts.
func (m *Module) divide(loaded []*packages.Package) {
	units := map[string]*Unit{}
	for _, p := range loaded {
		of := strings.TrimSuffix(p.PkgPath, "_test")
		if p.ForTest != "" {
			of = p.ForTest
		}
		switch {
		case len(p.GoFiles) == 0 || strings.HasSuffix(p.PkgPath, ".test"):
			m.tell(p)
			continue
		case units[of] == nil:
			units[of] = &Unit{Path: of}
			m.Units = append(m.Units, units[of])
		}
		unit := units[of]
		switch {
		case p.ForTest != "" && p.PkgPath != p.ForTest: // external tests
			unit.packages = append(unit.packages, p)
		case len(unit.packages) > 0 && unit.packages[0].PkgPath == p.PkgPath:
			if len(p.GoFiles) > len(unit.packages[0].GoFiles) {
				unit.packages[0] = p
			}
		default:
			unit.packages = slices.Insert(unit.packages, 0, p)
		}
		m.tell(p)
	}
}

// enroll notes the files of the units' packages.
func (m *Module) enroll() {
	for _, unit := range m.Units {
		for _, p := range unit.packages {
			var members []member
			for _, file := range p.GoFiles {
				members = append(members, member{file, m.wanted[realPath(file)]})
			}
			unit.members = append(unit.members, members)
		}
	}
}

// tell keeps what is wrong with a package, each thing once.
func (m *Module) tell(p *packages.Package) {
	for _, err := range p.Errors {
		if err.Kind == packages.TypeError || err.Kind == packages.ParseError {
			continue // met again where the package is type-checked
		}
		text := placed(err)
		if !m.problems[text] && !strings.Contains(text, "build constraints exclude all Go files") {
			m.problems[text] = true
			m.Problems = append(m.Problems, fmt.Sprintf("%s: %s", p.PkgPath, text))
		}
	}
}
