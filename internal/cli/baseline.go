package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/source"
)

// baselineName is the name that baselines are given.
const baselineName = ".apilint-baseline.json"

// baseline is a baseline and where it lies. Its files are named from there.
type baseline struct {
	*lint.Baseline
	dir, file string // real paths, with slashes
	shown     string
}

// readBaseline reads a baseline, given by its path.
func readBaseline(naming *source.Naming, name string) (*baseline, error) {
	b := locateBaseline(naming, name)
	text, err := new(source.Reader).Open(filepath.FromSlash(b.file))
	if err == nil {
		b.Baseline, err = lint.ParseBaseline(text.Data)
		if err != nil {
			return nil, configError{fmt.Errorf("%s:%w", b.shown, err)}
		}
		return b, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w; `apilint baseline` writes one", err)
	}
	return nil, configError{fmt.Errorf("baseline %s: %w", b.shown, err)}
}

func locateBaseline(naming *source.Naming, name string) *baseline {
	name = filepath.ToSlash(name)
	dir := naming.RealDir(name)
	file := path.Join(dir, path.Base(name))
	return &baseline{lint.NewBaseline(), dir, file, naming.Shown(file)}
}

// nameOf names a file, given by its real path, as the baseline does.
func (b *baseline) nameOf(real string) string {
	if name, err := filepath.Rel(b.dir, real); err == nil {
		return filepath.ToSlash(name)
	}
	return real
}

func (b *baseline) write() error {
	if err := replaceFile(b.file, b.Text()); err != nil {
		return fmt.Errorf("write the baseline %s: %w", b.shown, source.Reason(err))
	}
	return nil
}

const baselineLong = `The baseline counts the findings of each rule in each file, so that check --baseline
reports only what is new. What is fixed later fails the run until
check --prune-baseline takes it out of the file. Without --baseline it is the one that
the configuration names, or .apilint-baseline.json in the working directory.
Counts of files that aren't read this time stay as they are.
`

// writeBaseline is the verb baseline.
type writeBaseline struct{ check check }

func (w *writeBaseline) flags() []flagGroup {
	input := newFlagGroup("Input")
	w.check.inputFlags(input)
	judgement := newFlagGroup("Judgement")
	w.check.judgement.declare(judgement)
	out := newFlagGroup("Output")
	out.StringVar(&w.check.known.baseline, "baseline", "", "write `FILE`")
	return []flagGroup{input, judgement, out}
}

func (w *writeBaseline) run(c *console, args []string) (int, error) {
	if len(args) == 0 {
		args = []string{"."}
	}
	w.check.judgement.noBaseline, w.check.judgement.needsPaths = true, true
	judged, err := newJudgements(c, &w.check.judgement)
	if err != nil {
		return 0, err
	}
	in, err := newInputs(c, &w.check, judged, args)
	if err != nil {
		return 0, err
	}
	b, err := w.old(judged, args)
	if err != nil {
		return 0, err
	}
	return w.write(c, in, b), nil
}

// old returns the baseline that is written already, or an empty one.
func (w *writeBaseline) old(judged *judgements, args []string) (*baseline, error) {
	name := w.check.known.baseline
	if name == "" {
		name = baselineName
		if found := judged.configs.of(judged.dirOf(args[0], "")); found.Config != nil && found.Baseline.IsSet() {
			name = found.Resolve(found.Baseline.Value)
		}
	}
	b, err := readBaseline(judged.configs.naming, name)
	if errors.Is(err, fs.ErrNotExist) {
		return locateBaseline(judged.configs.naming, name), nil
	}
	return b, err
}

func (w *writeBaseline) write(c *console, in *inputs, b *baseline) int {
	files, findings, failed := 0, 0, false
	for o := range settled(in.outcomes()) {
		switch {
		case o.err != nil:
			c.complain("%s: %v", o.name, o.err)
			failed = true
		case o.real == "":
			c.complain("%s: standard input is in no baseline", o.name)
			failed = true
		default:
			b.Take(b.nameOf(o.real), o.options, o.result.Diagnostics)
			if n := len(o.result.Diagnostics); n > 0 {
				files, findings = files+1, findings+n
			}
		}
	}
	if failed {
		c.complain("%s was not written", b.shown)
		return exitIncomplete
	}
	if err := b.write(); err != nil {
		c.complain("%v", err)
		return exitIncomplete
	}
	fmt.Fprintf(c.stdout, "%s knows %s in %s now; apilint check --baseline %s doesn't report them\n",
		b.shown, report.Count(findings, "finding"), report.Count(files, "file"), strings.TrimSpace(b.shown))
	return exitClean
}
