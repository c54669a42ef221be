package cli

import (
	"errors"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/goload"
	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/source"
)

// How Go code is read.
const (
	goByTypes  = "types"
	goBySyntax = "syntax"
	goNot      = "off"
)

func isGo(name string) bool { return strings.HasSuffix(name, ".go") }

// withoutGo yields the inputs but for Go code whose types are asked for, which
// is kept for the end: then it is known what files there are.
func (in *inputs) withoutGo() iter.Seq[input] {
	return func(yield func(input) bool) {
		for file := range in.all() {
			switch {
			case file.err != nil || file.isStdin || !isGo(file.name) || in.goCode == goBySyntax:
				if !yield(file) {
					return
				}
			case in.goCode == goByTypes:
				in.goFiles = append(in.goFiles, file)
			}
		}
	}
}

// goMemory is how much memory a run may take before garbage is collected at
// once, in bytes, while it holds the types of Go packages; more where these
// alone take most of it.
const goMemory = 300 << 20

// garbageOfGo is how much garbage may pile up within that, in percent of the
// memory in use.
const garbageOfGo = 400

// limitMemory sets how much memory a run may take, by how much it holds.
func limitMemory() {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	runtime.GC()
	var held runtime.MemStats
	runtime.ReadMemStats(&held)
	debug.SetMemoryLimit(max(goMemory, 2*int64(held.HeapAlloc)))
}

// loading is told where it takes a while.
const loading = "loading Go packages; what they import is compiled first, which takes minutes the first time (--go syntax does without)"

// judgeGo judges the Go code that was kept, module by module.
func (in *inputs) judgeGo(yield func(*outcome) bool) {
	if len(in.goFiles) == 0 {
		return
	}
	limitMemory()
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbageOfGo)
	}
	kept := in.openCache()
	modules, others := divideByModule(slices.Collect(in.govern(slices.Values(in.goFiles))))
	for _, m := range modules {
		over := in.working.await(loading)
		module, err := goload.Load(m.dir, m.names(), kept)
		over()
		if err != nil {
			in.mention(m, err)
			others = append(others, m.files...)
			continue
		}
		limitMemory()
		for _, problem := range module.Problems {
			in.console.complain("%s", problem)
		}
		if !in.judgeModule(module, m, yield) {
			return
		}
		others = append(others, without(m.files, module)...)
	}
	for o := range in.judgeEach(slices.Values(others)) {
		if !yield(o) {
			return
		}
	}
}

// openCache opens the cache of what Go packages hold; nil for none. Where nobody
// asked for one in a certain place, a run does without it if it must.
func (in *inputs) openCache() *goload.Cache {
	dir := os.Getenv("APILINT_CACHE")
	if dir == "off" {
		return nil
	}
	asked := dir != ""
	if !asked {
		user, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		dir = filepath.Join(user, "apilint")
	}
	kept, err := goload.OpenCache(dir)
	if err != nil {
		if asked {
			in.console.complain("APILINT_CACHE: %v; nothing is kept of this run", err)
		}
		return nil
	}
	return kept
}

// mention says why the types of a module are not known.
func (in *inputs) mention(m goModule, err error) {
	if errors.Is(err, goload.ErrNoGo) {
		in.console.complain("%v: Go code is judged by its syntax alone", err)
		return
	}
	in.console.complain("%s: %v; its Go code is judged by its syntax alone", filepath.ToSlash(m.dir), err)
}

// goModule is a directory with a go.mod, and the files below it to judge.
type goModule struct {
	dir   string
	files []input
}

func (m *goModule) names() []string {
	var names []string
	for _, file := range m.files {
		names = append(names, file.name)
	}
	return names
}

// divideByModule finds the modules of files. Others are files that lie in none.
func divideByModule(files []input) (modules []goModule, others []input) {
	roots := map[string]string{}
	at := map[string]int{}
	for _, file := range files {
		root := ""
		if file.err == nil {
			root = moduleRoot(filepath.Dir(filepath.FromSlash(file.name)), roots)
		}
		if root == "" {
			others = append(others, file)
			continue
		}
		i, known := at[root]
		if !known {
			i = len(modules)
			at[root] = i
			modules = append(modules, goModule{dir: root})
		}
		modules[i].files = append(modules[i].files, file)
	}
	return modules, others
}

// moduleRoot returns the nearest directory around dir, or dir itself, that has
// a go.mod; "" if there is none.
func moduleRoot(dir string, known map[string]string) string {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	if root, ok := known[absolute]; ok {
		return root
	}
	root := ""
	if info, err := os.Stat(filepath.Join(absolute, "go.mod")); err == nil && info.Mode().IsRegular() {
		root = dir
	} else if parent := filepath.Dir(absolute); parent != absolute {
		root = moduleRoot(filepath.Join(dir, ".."), known)
	}
	known[absolute] = root
	return root
}

// without returns the files that are in no package of the module.
func without(files []input, module *goload.Module) []input {
	covered := map[string]bool{}
	for _, unit := range module.Units {
		for _, name := range unit.Names() {
			covered[name] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(files), func(file input) bool { return covered[file.name] })
}

// judgeModule judges the packages of a module.
func (in *inputs) judgeModule(module *goload.Module, m goModule, yield func(*outcome) bool) bool {
	byName := map[string]input{}
	for _, file := range m.files {
		byName[file.name] = file
	}
	units := inOrder(slices.Values(module.Units), runtime.GOMAXPROCS(0), 1, func() func(*goload.Unit) []*outcome {
		return func(unit *goload.Unit) []*outcome { return in.judgeUnit(module, unit, byName) }
	})
	var gaps []string
	for outcomes := range units {
		for _, o := range outcomes {
			if o.untyped != "" {
				gaps = append(gaps, o.untyped)
			}
			if !yield(o) {
				return false
			}
		}
	}
	in.tellGaps(gaps)
	return true
}

// tellGaps tells what of a module's packages could not be type-checked.
func (in *inputs) tellGaps(gaps []string) {
	if len(gaps) == 0 {
		return
	}
	const consequence = "what leans on the rest is judged by its syntax alone"
	if in.verbose || len(gaps) == 1 {
		for _, gap := range gaps {
			in.console.complain("not type-checked completely: %s; %s", gap, consequence)
		}
		return
	}
	in.console.complain("%d Go packages were not type-checked completely, the first being %s; %s (-v lists them)", len(gaps), gaps[0], consequence)
}

// judgeUnit judges a package and its tests. What could not be type-checked is
// told with its first file.
func (in *inputs) judgeUnit(module *goload.Module, unit *goload.Unit, byName map[string]input) []*outcome {
	var all []*outcome
	for _, checked := range module.Check(unit, nil) {
		for _, unread := range checked.Unread {
			all = append(all, &outcome{name: unread.Name, err: unread.Err})
		}
		for i, file := range checked.Files {
			input := byName[file.Source.Path]
			o := in.outcomeOf(input, file.Source, lint.CheckGo(file.Source, input.options, file.Found))
			if i == 0 {
				o.result.Summary.Packages = 1
				o.untyped = untyped(unit.Path, checked)
			}
			packages := o.result.Summary.Packages
			o.check = func(text *source.File) lint.Result {
				result := recheck(module, unit, text, input.options)
				result.Summary.Packages = packages
				return result
			}
			all = append(all, o)
		}
	}
	return all
}

// recheck judges a file of a package with another text.
func recheck(module *goload.Module, unit *goload.Unit, text *source.File, options *lint.Options) lint.Result {
	for _, checked := range module.Check(unit, text) {
		for _, file := range checked.Files {
			if file.Source == text {
				return lint.CheckGo(text, options, file.Found)
			}
		}
	}
	return lint.Check(text, options) // it can't be parsed any more
}

// untyped says what of a package could not be type-checked, "" if all could be.
func untyped(path string, checked *goload.Checked) string {
	switch {
	case checked.Problems == 0:
		return ""
	case checked.Problems == 1:
		return path + ": " + checked.Problem
	}
	return path + ": " + checked.Problem + ", and " + report.Count(checked.Problems-1, "more problem")
}
