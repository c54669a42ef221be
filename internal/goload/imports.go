package goload

import (
	"bufio"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"os"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"

	"github.com/apilint/apilint/internal/find/golang"
)

// imports are the packages that others import, by their path. Those that are
// needed for sure are read before anything is type-checked; while more are read,
// nobody may look at any.
type imports struct {
	sync.RWMutex
	byPath map[string]*types.Package
	broken map[string]error
	lacks  golang.LacksFunc
	loaded map[*Unit]bool
}

// load reads what units import, unless that was read before.
func (i *imports) load(files *token.FileSet, units []*Unit) {
	i.Lock()
	defer i.Unlock()
	if i.byPath == nil {
		i.byPath, i.broken, i.loaded = map[string]*types.Package{}, map[string]error{}, map[*Unit]bool{}
	}
	for _, unit := range units {
		if i.loaded[unit] {
			continue
		}
		i.loaded[unit] = true
		for _, p := range unit.packages {
			for _, imported := range p.Imports {
				i.read(files, imported)
			}
		}
	}
}

// need reads what a unit imports, unless that was read before, as it mostly was:
// then nobody has to wait.
func (i *imports) need(files *token.FileSet, unit *Unit) {
	i.RLock()
	loaded := i.loaded[unit]
	i.RUnlock()
	if !loaded {
		i.load(files, []*Unit{unit})
	}
}

func (i *imports) read(files *token.FileSet, p *packages.Package) {
	if known := i.byPath[p.PkgPath]; known != nil && known.Complete() || i.broken[p.PkgPath] != nil {
		return
	}
	if p.PkgPath == "unsafe" {
		i.byPath[p.PkgPath] = types.Unsafe
		return
	}
	if err := i.readExport(files, p); err != nil {
		i.broken[p.PkgPath] = err
	}
}

func (i *imports) readExport(files *token.FileSet, p *packages.Package) (err error) {
	if p.ExportFile == "" {
		return i.reasonOf(p)
	}
	file, err := os.Open(p.ExportFile)
	if err != nil {
		return err
	}
	defer file.Close()
	//lint:ignore SA1019 up to Go 1.27 the go command gives archives, which nothing else reads
	data, err := gcexportdata.NewReader(bufio.NewReaderSize(file, 1<<16))
	if err != nil {
		return err
	}
	_, err = gcexportdata.Read(data, files, i.byPath, p.PkgPath)
	return err
}

// reasonOf says why the go command could not compile a package: what is wrong
// with it, or with what it imports.
func (i *imports) reasonOf(p *packages.Package) error {
	reason := ""
	packages.Visit([]*packages.Package{p}, func(at *packages.Package) bool {
		if reason == "" && len(at.Errors) > 0 {
			reason = plain(at.Errors[0].Msg)
			if required := i.lacks(at.PkgPath); required != nil {
				reason = hasNo(required)
			} else if at != p && !strings.Contains(reason, at.PkgPath) {
				reason = at.PkgPath + ": " + reason
			}
		}
		return reason == ""
	}, nil)
	if reason == "" {
		return fmt.Errorf("%s can't be compiled", p.PkgPath)
	}
	return errors.New(reason)
}

// importer imports for one package: what its import paths mean depends on
// where it lies.
type importer struct {
	*imports
	p     *packages.Package
	local map[string]*types.Package // packages that were type-checked here
}

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if imported := i.p.Imports[path]; imported != nil {
		path = imported.PkgPath
	}
	if local := i.local[path]; local != nil {
		return local, nil
	}
	if p := i.byPath[path]; p != nil && p.Complete() {
		return p, nil
	}
	if err := i.broken[path]; err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("%s was not found", path)
}
