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
	"slices"
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

// File is a file of a package, and what it holds.
type File struct {
	Source *source.File // its path is the one asked for
	Found  golang.Findings
}

// Unread is a file of a package, by the name by which it was asked for, and why
// it can't be read.
type Unread struct {
	Name string
	Err  error
}

// Check parses and type-checks the packages of a unit and finds what they hold,
// with the text of replaced, unless that is nil, in the place of the file of
// that path. It may be called by several goroutines at once, for different
// units.
func (m *Module) Check(unit *Unit, replaced *source.File) []*Checked {
	read := unit.read(replaced)
	key, known := m.keyOf(unit, read)
	if known && key == unit.key && unit.kept != nil {
		return m.recalled(unit, read)
	}
	m.imports.need(m.files, unit)
	m.imports.RLock()
	defer m.imports.RUnlock()
	local := map[string]*types.Package{}
	var all []*Checked
	for i, p := range unit.packages {
		checked := m.check(p, read[i], local)
		local[p.PkgPath] = checked.Types
		all = append(all, checked)
	}
	if known && replaced == nil {
		m.keep(key, all)
	}
	return all
}

// text is a file of a package after reading it.
type text struct {
	member
	file *source.File // nil if it can't be read
	err  error
}

// read reads the files of a unit's packages.
func (u *Unit) read(replaced *source.File) [][]text {
	var all [][]text
	for _, members := range u.members {
		var read []text
		for _, member := range members {
			read = append(read, member.read(replaced))
		}
		all = append(all, read)
	}
	return all
}

func (f member) read(replaced *source.File) text {
	if f.shown != "" && replaced != nil && replaced.Path == f.shown {
		return text{f, replaced, nil}
	}
	file, err := new(source.Reader).Open(f.name)
	if err == nil && f.shown != "" {
		file.Path = f.shown
	}
	return text{f, file, err}
}

func (m *Module) newChecked(p *packages.Package) *Checked {
	c := &Checked{}
	c.Package.Files, c.Lacks, c.Groups = m.files, m.lacks, m.groups
	if p.Module != nil {
		c.Module = p.Module.Path
	}
	return c
}

func (m *Module) check(p *packages.Package, read []text, local map[string]*types.Package) *Checked {
	c := m.newChecked(p)
	parsed := make([]*ast.File, len(read))
	for i, t := range read {
		if t.err != nil {
			c.leave(t)
			continue
		}
		var err error
		parsed[i], err = parser.ParseFile(m.files, t.name, t.file.Data, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			c.problem(relative(err))
		}
	}
	c.typeCheck(p, slices.DeleteFunc(slices.Clone(parsed), isNone), &importer{&m.imports, p, local})
	c.Gaps = c.Problems > 0
	for i, t := range read {
		if parsed[i] != nil && t.shown != "" {
			c.Files = append(c.Files, File{t.file, c.Find(parsed[i], t.file)})
		}
	}
	return c
}

func isNone(file *ast.File) bool { return file == nil }

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
func (c *Checked) leave(t text) {
	c.problem(filepath.Base(t.name) + ": " + t.err.Error())
	if t.shown != "" {
		c.Unread = append(c.Unread, Unread{t.shown, t.err})
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
func (u *Unit) Names() []string {
	var names []string
	for _, members := range u.members {
		for _, file := range members {
			if file.shown != "" {
				names = append(names, file.shown)
			}
		}
	}
	return names
}
