package goload

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/apilint/apilint/internal/find/golang"
	"github.com/apilint/apilint/internal/source"
)

// Checked is a package of a unit after type-checking.
type Checked struct {
	golang.Package
	Files  []File   // those asked for
	Unread []Unread // those asked for that could not be read
	// Problem is the first thing that could not be type-checked, "" if all could
	// be, and Problems is how many there are.
	Problem  string
	Problems int
}

// File is a file of a package.
type File struct {
	Syntax *ast.File
	Source *source.File // its path is the one asked for
}

// Unread is a file of a package, by the name by which it was asked for, and why
// it can't be read.
type Unread struct {
	Name string
	Err  error
}

// Check parses and type-checks the packages of a unit, with the text of
// replaced, unless that is nil, in the place of the file of that path. It may be
// called by several goroutines at once, for different units.
func (m *Module) Check(unit *Unit, replaced *source.File) []*Checked {
	local := map[string]*types.Package{}
	var all []*Checked
	for _, p := range unit.packages {
		checked := m.check(p, local, replaced)
		local[p.PkgPath] = checked.Types
		all = append(all, checked)
	}
	return all
}

func (m *Module) check(p *packages.Package, local map[string]*types.Package, replaced *source.File) *Checked {
	c := &Checked{}
	c.Package.Files, c.Lacks, c.Groups = m.files, m.lacks, m.groups
	if p.Module != nil {
		c.Module = p.Module.Path
	}
	var syntax []*ast.File
	for _, name := range p.GoFiles {
		read, err := m.read(name, replaced)
		if err != nil {
			c.leave(m, name, err)
			continue
		}
		file, err := parser.ParseFile(m.files, name, read.Data, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			c.problem(relative(err))
		}
		if file == nil {
			continue
		}
		syntax = append(syntax, file)
		if _, asked := m.wanted[realPath(name)]; asked {
			c.Files = append(c.Files, File{file, read})
		}
	}
	c.typeCheck(p, syntax, &importer{&m.imports, p, local})
	c.Gaps = c.Problems > 0
	return c
}

// read reads a file of a package, under the name by which it was asked for.
func (m *Module) read(name string, replaced *source.File) (*source.File, error) {
	shown, asked := m.wanted[realPath(name)]
	if asked && replaced != nil && replaced.Path == shown {
		return replaced, nil
	}
	read, err := new(source.Reader).Open(name)
	if err == nil && asked {
		read.Path = shown
	}
	return read, err
}

func (c *Checked) typeCheck(p *packages.Package, syntax []*ast.File, imports types.Importer) {
	config := types.Config{
		Importer: imports, FakeImportC: true, Sizes: p.TypesSizes,
		Error: func(err error) {
			if !isExternalTest(p) || strings.Contains(err.Error(), "could not import") {
				c.problem(relative(err))
			}
		},
	}
	if config.Sizes == nil {
		config.Sizes = types.SizesFor("gc", runtime.GOARCH)
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		config.GoVersion = "go" + p.Module.GoVersion
	}
	c.Info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{},
		Defs: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{},
	}
	c.Types, _ = config.Check(p.PkgPath, c.Package.Files, syntax, c.Info)
}

// isExternalTest tells whether a package holds tests that import the package
// they test. What it imports is compiled without the files that only tests see,
// so that not all of it fits together.
func isExternalTest(p *packages.Package) bool { return p.ForTest != "" && p.ForTest != p.PkgPath }

// leave notes a file that can't be read.
func (c *Checked) leave(m *Module, name string, err error) {
	c.problem(filepath.Base(name) + ": " + err.Error())
	if shown, asked := m.wanted[realPath(name)]; asked {
		c.Unread = append(c.Unread, Unread{shown, err})
	}
}

func (c *Checked) problem(text string) {
	if c.Problems++; c.Problem == "" {
		c.Problem = text
	}
}

// relative writes an error with the place by the name of the file alone.
func relative(err error) string {
	var at token.Position
	var unparsed scanner.ErrorList
	var unchecked types.Error
	switch {
	case errors.As(err, &unparsed) && len(unparsed) > 0:
		at, err = unparsed[0].Pos, errors.New(unparsed[0].Msg)
	case errors.As(err, &unchecked):
		at, err = unchecked.Fset.Position(unchecked.Pos), errors.New(unchecked.Msg)
	default:
		return err.Error()
	}
	at.Filename = filepath.Base(at.Filename)
	return at.String() + ": " + err.Error()
}

// Names are the files asked for that belong to the unit, as they were asked
// for.
func (m *Module) Names(unit *Unit) []string {
	var names []string
	for _, p := range unit.packages {
		for _, file := range p.GoFiles {
			if shown, asked := m.wanted[realPath(file)]; asked {
				names = append(names, shown)
			}
		}
	}
	return names
}
