package cli

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find"
	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// stdinPath is the path that means standard input.
const stdinPath = "-"

// inputs are what a run reads: the files behind the paths of the command line.
type inputs struct {
	console   *console
	paths     []string
	walker    *source.Walker
	stdinName string
	goCode    string  // how Go code is read: by its types, by its syntax, or not at all
	goFiles   []input // kept for the end
	verbose   bool
	judged    *judgements
	first     *lint.Options                  // by which is judged where the first path leads
	keeps     func(input, *lint.Result) bool // whether a file's text will be needed again
	charts    *source.Charts                 // those that the files belong to
	reports   reportFiles                    // not read: what an earlier run left there
	working   *progress                      // nil where nobody waits
}

// input is a file to read, or why it can't be.
type input struct {
	name    string
	isStdin bool
	packed  *source.File // a file of a packed chart, already read
	within  string       // the packed chart, else ""
	err     error
	governed
}

// outcome is what became of an input.
type outcome struct {
	name       string
	result     lint.Result
	err        error
	switchedOn []*openapi.Kind // that it leans on, by configurations elsewhere in the run
	untyped    string          // what of its package could not be type-checked
	rushed     bool            // settled before all files were read

	// What it takes to judge it again; file is nil where nobody will.
	file    *source.File
	isStdin bool
	learned *lint.Learned
	governed
	check func(*source.File) lint.Result // nil for judging the file by itself
}

// relint judges a new text of the input as the old one was.
func (o *outcome) relint(file *source.File) lint.Result {
	if o.check == nil {
		o.check = func(file *source.File) lint.Result { return lint.Check(file, o.options) }
	}
	result := o.check(file)
	result.Settle(o.options, o.learned)
	return result
}

func newInputs(c *console, k *check, judged *judgements, paths []string) (*inputs, error) {
	first, err := judged.first(paths, k.stdinFilename)
	if err != nil {
		return nil, err
	}
	k.walk.Picks, k.walk.Excludes, k.walk.Enters = picks, judged.configs.excludes, judged.configs.enter
	walker, err := source.NewWalker(k.walk)
	if err != nil {
		return nil, err
	}
	return &inputs{console: c, paths: paths, walker: walker, stdinName: k.stdinFilename, judged: judged, first: first, keeps: k.keeps, goCode: k.goCode, verbose: k.verbose, charts: &source.Charts{}}, nil
}

// all yields the inputs in the order of the paths, each once.
func (in *inputs) all() iter.Seq[input] {
	return func(yield func(input) bool) {
		for i, path := range in.paths {
			if path == stdinPath {
				if slices.Index(in.paths, path) == i && !yield(input{name: in.stdinName, isStdin: true}) {
					return
				}
				continue
			}
			dir, onlyGo := strings.CutSuffix(path, "/...")
			for name, err := range in.walker.Files(dir) {
				if onlyGo && err == nil && !isGo(name) {
					continue
				}
				if err != nil && (i == 0 || onlyGo) {
					err = fmt.Errorf("%w%s", err, perhapsVerb(path, err))
				}
				if err == nil && in.reports.has(name) {
					continue
				}
				if !in.expand(input{name: name, err: err}, yield) {
					return
				}
			}
		}
	}
}

// expand yields an input, or the files in it if it is a packed chart.
func (in *inputs) expand(file input, yield func(input) bool) bool {
	if file.err != nil || !source.IsChartArchive(file.name) {
		return yield(file)
	}
	packed, err := source.Packed(file.name)
	if err != nil {
		return yield(input{name: file.name, err: err})
	}
	for _, inside := range packed {
		if !yield(input{name: inside.Path, packed: inside, within: file.name}) {
			return false
		}
	}
	return true
}

// perhapsVerb adds to the error about a path that doesn't exist that it may be
// meant as a verb, or as a pattern of import paths.
func perhapsVerb(path string, err error) string {
	if !errors.Is(err, os.ErrNotExist) {
		return ""
	}
	if strings.HasSuffix(path, "...") {
		return "; of Go packages name the directory, as in ./..."
	}
	if verbNamed(path) != nil {
		return "; a verb stands before all flags"
	}
	return didYouMean("apilint ", path, verbNames())
}

// onlyFiles tells whether each path names a single file, as when a commit hook
// passes what was changed.
func (in *inputs) onlyFiles() bool {
	for _, path := range in.paths {
		info, err := os.Stat(path)
		if path == stdinPath || err != nil || info.IsDir() {
			return false
		}
	}
	return true
}

// show lists the files that would be read and returns the exit code.
func (in *inputs) show() int {
	code := exitClean
	for file := range in.all() {
		if file.err != nil {
			in.console.complain("%s: %v", file.name, file.err)
			code = exitIncomplete
			continue
		}
		fmt.Fprintln(in.console.stdout, file.name)
	}
	return code
}

// garbage is how much garbage may pile up before it is collected, in percent of
// the memory in use (GOGC). What a run keeps is small and short-lived, so that
// collecting early costs a quarter of the run and spares little.
const garbage = 300

// memory is how much memory a run may take before garbage is collected at
// once, in bytes (GOMEMLIMIT), and memoryForLarge that of one that has met a
// file of large bytes or more: it would do little else but collect.
const (
	memory         = 72 << 20
	memoryForLarge = 256 << 20
	large          = 4 << 20
)

// outcomes reads and judges the inputs in parallel and yields what became of
// them in order.
func (in *inputs) outcomes() iter.Seq[*outcome] {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	return func(yield func(*outcome) bool) {
		for o := range in.judgeEach(in.govern(in.withoutGo())) {
			if !yield(o) {
				return
			}
		}
		in.judgeGo(yield)
	}
}

// judgeEach reads and judges files each by itself.
func (in *inputs) judgeEach(files iter.Seq[input]) iter.Seq[*outcome] {
	return inOrder(files, runtime.GOMAXPROCS(0), batchSize, func() func(input) *outcome {
		reader := &source.Reader{}
		return func(file input) *outcome { return in.judge(reader, file) }
	})
}

// govern yields files with what they are judged by. Of files whose
// configuration can't be used only the first is yielded, with the reason.
func (in *inputs) govern(files iter.Seq[input]) iter.Seq[input] {
	return func(yield func(input) bool) {
		for file := range files {
			if file.err == nil {
				if file.governed, file.err = in.judged.of(cmp.Or(file.within, file.name)); file.err == errTold {
					continue
				}
			}
			if !yield(file) {
				return
			}
		}
	}
}

var errTruncated = fmt.Errorf("more than %d places in it lean on Kubernetes, more than %d set --runtime-config, or more than %d comments speak to apilint, and the rest was left out: split it",
	find.MaxReferences, find.MaxRuntimeConfigs, find.MaxRemarks)

var errNoObject = errors.New("no Kubernetes object in it; did the command before the pipe fail?")

func (in *inputs) judge(reader *source.Reader, file input) *outcome {
	read, err := in.read(reader, file)
	if err != nil {
		return &outcome{name: file.name, err: err}
	}
	if len(read.Data) >= large && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryForLarge)
	}
	o := in.outcomeOf(file, read, lint.Check(read, file.options))
	if file.isStdin && o.result.Summary.Judged() == 0 && len(o.result.Diagnostics) == 0 {
		o.err = errNoObject
	}
	if o.file != nil {
		o.file = read.Clone()
	}
	return o
}

// outcomeOf is what became of a file that was read and judged.
func (in *inputs) outcomeOf(file input, read *source.File, result lint.Result) *outcome {
	if file.options.Facts.Target != in.first.Facts.Target {
		result.Summary.OtherTargets = result.Summary.Files
	}
	o := &outcome{name: file.name, result: result, isStdin: file.isStdin, governed: file.governed}
	if result.Truncated {
		o.err = errTruncated
	}
	if file.packed == nil && in.keeps(file, &o.result) {
		o.file = read
	}
	return o
}

func (in *inputs) read(reader *source.Reader, file input) (*source.File, error) {
	switch {
	case file.err != nil:
		return nil, file.err
	case file.packed != nil:
		return file.packed, nil
	case file.isStdin:
		return reader.Read(file.name, in.console.stdin)
	}
	return in.charts.Open(reader, file.name)
}

// keeps tells whether a file's text will be needed after it was judged.
func (k *check) keeps(file input, result *lint.Result) bool {
	return k.fixing.needs(file, result) || k.ignoring.needs(result)
}
