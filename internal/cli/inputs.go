package cli

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"runtime/debug"
	"slices"

	"github.com/apilint/apilint/internal/find"
	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/rules"
)

// stdinPath is the path that means standard input.
const stdinPath = "-"

// inputs are what a run reads: the files behind the paths of the command line.
type inputs struct {
	console   *console
	paths     []string
	walker    *source.Walker
	stdinName string
	charts    *source.Charts
}

// input is a file to read, or why it can't be.
type input struct {
	name    string
	isStdin bool
	err     error
}

// outcome is what became of an input.
type outcome struct {
	name       string
	result     lint.Result
	err        error
	switchedOn []*openapi.Kind // that it leans on, by configurations elsewhere in the run
}

func newInputs(c *console, k *check, paths []string) (*inputs, error) {
	k.walk.Picks = find.Picks
	walker, err := source.NewWalker(k.walk)
	if err != nil {
		return nil, fmt.Errorf("find the working directory: %w", err)
	}
	return &inputs{c, paths, walker, k.stdinFilename, &source.Charts{}}, nil
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
			for name, err := range in.walker.Files(path) {
				if err != nil && i == 0 {
					err = fmt.Errorf("%w%s", err, perhapsVerb(path, err))
				}
				if !yield(input{name: name, err: err}) {
					return
				}
			}
		}
	}
}

// perhapsVerb adds to the error about a path that doesn't exist that it may be
// meant as a verb.
func perhapsVerb(path string, err error) string {
	if !errors.Is(err, os.ErrNotExist) {
		return ""
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
// once, in bytes (GOMEMLIMIT): only runs on very large files come near it.
const memory = 256 << 20

// outcomes reads and judges the inputs in parallel and yields what became of
// them in order.
func (in *inputs) outcomes(options *lint.Options) iter.Seq[outcome] {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	return inOrder(in.all(), runtime.GOMAXPROCS(0), func() func(input) outcome {
		reader := &source.Reader{}
		return func(file input) outcome { return in.judge(reader, file, options) }
	})
}

// settled yields the outcomes in order, each as soon as what it says can't be
// changed by what later files switch on. Few runs lean on APIs that are off by
// default; all others are passed on as they come.
func settled(outcomes iter.Seq[outcome]) iter.Seq[outcome] {
	return func(yield func(outcome) bool) {
		on := rules.SwitchedOn{}
		var held []outcome
		for o := range outcomes {
			on.Add(o.result.SwitchedOn)
			held = append(held, o)
			n := slices.IndexFunc(held, func(o outcome) bool { return o.result.Hangs(on) })
			if n < 0 {
				n = len(held)
			}
			if !settle(held[:n], on, yield) {
				return
			}
			held = slices.Delete(held, 0, n)
		}
		settle(held, on, yield)
	}
}

func settle(held []outcome, on rules.SwitchedOn, yield func(outcome) bool) bool {
	for _, o := range held {
		o.switchedOn = o.result.Settle(on)
		if !yield(o) {
			return false
		}
	}
	return true
}

var errTruncated = fmt.Errorf("more than %d places in it lean on Kubernetes, or more than %d set --runtime-config, and the rest was left out: split it",
	find.MaxReferences, find.MaxRuntimeConfigs)

var errNoObject = errors.New("no Kubernetes object in it; did the command before the pipe fail?")

func (in *inputs) judge(reader *source.Reader, file input, options *lint.Options) outcome {
	read, err := in.read(reader, file)
	if err != nil {
		return outcome{name: file.name, err: err}
	}
	if !file.isStdin {
		read.Chart, read.InChart = in.charts.Of(read.Path)
	}
	result := lint.Check(read, options)
	if file.isStdin && result.Summary.Objects+result.Summary.Configs == 0 && len(result.Diagnostics) == 0 {
		err = errNoObject
	}
	if result.Truncated {
		err = errTruncated
	}
	return outcome{name: file.name, result: result, err: err}
}

func (in *inputs) read(reader *source.Reader, file input) (*source.File, error) {
	switch {
	case file.err != nil:
		return nil, file.err
	case file.isStdin:
		return reader.Read(file.name, in.console.stdin)
	default:
		return reader.Open(file.name)
	}
}
