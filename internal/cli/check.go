package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

const checkLong = `PATH is a file, or a directory whose files are read: those in YAML and JSON, Go
code, and scripts, units, Dockerfiles, HCL and documents for what is said of API
servers in them, but for those that git ignores and those in .git, node_modules
and vendor. DIR/... is the Go code below a directory. - is standard input. Without
a path, the working directory is checked.
`

// check is the verb check.
type check struct {
	judgement      judgementFlags
	failOn         string
	exitZero       bool
	walk           source.WalkOptions
	stdinFilename  string
	showFiles      bool
	outputs        []string
	color          string
	hyperlinks     string
	statistics     bool
	quiet, verbose bool
	goCode         string
	fixing         fixing
	known          reviewFlags
	ignoring       ignoring
}

// inputFlags declares the flags that say what is read.
func (k *check) inputFlags(input flagGroup) {
	input.StringArrayVar(&k.walk.Exclude, "exclude", nil, "leave out what matches `GLOB`, a pattern as in .gitignore; may be repeated")
	input.BoolVar(&k.walk.ForceExclude, "force-exclude", false, "let --exclude hold for paths named on the command line too")
	input.BoolVar(&k.walk.NoGitignore, "no-gitignore", false, "read files that git ignores as well")
	input.StringVar(&k.stdinFilename, "stdin-filename", "<stdin>", "call standard input `NAME` in reports")
	input.choice(&k.goCode, "go", "", "read Go code by its types, which takes a go command and compiled modules, by its syntax, or not", goByTypes, goBySyntax, goNot)
}

func (k *check) flags() []flagGroup {
	input := newFlagGroup("Input")
	k.inputFlags(input)
	input.BoolVar(&k.showFiles, "show-files", false, "list the files that would be read, and stop")

	judgement := newFlagGroup("Judgement")
	k.judgement.declare(judgement)
	judgement.choice(&k.failOn, "fail-on", "", "exit with 1 for findings of this severity or above", "warning", "error", "info")
	judgement.BoolVar(&k.exitZero, "exit-zero", false, "exit with 0 where it would be 1")

	out := newFlagGroup("Output")
	out.StringArrayVarP(&k.outputs, "output", "o", nil, "report in the format `FORMAT[=FILE]`, see below, to standard output or a file; may be repeated (default: $APILINT_OUTPUT, or text)")
	out.BoolVar(&k.statistics, "statistics", false, "tell each problem once in text reports, with all its places, and count by rule")
	out.choice(&k.color, "color", "", "paint text reports", "auto", "always", "never")
	out.choice(&k.hyperlinks, "hyperlinks", "", "make links of the rules and URLs in text reports", "auto", "always", "never")
	out.BoolVarP(&k.quiet, "quiet", "q", false, "leave out the summary")
	out.BoolVarP(&k.verbose, "verbose", "v", false, "tell also what was skipped, and which releases the catalog knows")
	known := k.known.flags()
	k.ignoring.declare(known)
	return []flagGroup{input, judgement, known, k.fixing.flags(), out}
}

func (k *check) run(c *console, args []string) (int, error) {
	if err := errors.Join(k.judgement.clusters.excludes(args), k.ignoring.check(&k.fixing, args)); err != nil {
		return 0, err
	}
	outputs, err := parseOutputs(k.outputs)
	if err != nil {
		return 0, err
	}
	if k.statistics && !slices.ContainsFunc(outputs, func(o output) bool { return o.format.Name == "text" }) {
		return 0, errors.New("--statistics shapes the text report: ask for one with -o text")
	}
	k.judgement.lineHashes, k.judgement.uses = needs(outputs)
	if len(args) == 0 {
		args = []string{"."}
	}
	k.judgement.baseline, k.judgement.needsPaths = k.known.baseline, k.known.mergeBase != ""
	judged, err := newJudgements(c, &k.judgement)
	if err != nil {
		return 0, err
	}
	in, err := newInputs(c, k, judged, args)
	if err != nil {
		return 0, err
	}
	if k.showFiles {
		return in.show(), nil
	}
	if in.reports, err = k.spareInputs(c, judged, args, outputs); err != nil {
		return 0, err
	}
	run := k.reportRun(in.first.Facts.Target)
	run.Cluster = in.first.Facts.Catalog.Complete(run.Target).By
	review, err := newReview(&k.known)
	if err != nil {
		return 0, err
	}
	return k.judge(c, in, review, run, outputs), nil
}

// judge reads and judges the inputs, writes the reports and returns the exit
// code.
func (k *check) judge(c *console, in *inputs, review *review, run report.Run, outputs []output) int {
	working := k.startProgress(c)
	defer working.stop()
	in.working = working
	fixer := &fixer{console: c, fixing: k.fixing, review: review, named: in.paths}
	adder := &ignoreAdder{ignoring: &k.ignoring, review: review}
	t := &tally{console: c, check: k, fixer: fixer}
	run.Lives = t.lives
	var sinks []*sink
	for _, o := range outputs {
		sinks = append(sinks, openSink(o, k.looks(c, o, run), working.before(k.reportTo(c, in))))
	}
	if k.verbose {
		c.complain("judging against Kubernetes %s; the catalog knows %s", run.Target, knownReleases())
	}
	sources := &attribution{charts: in.charts}
	for o := range settled(in.outcomes()) {
		working.read()
		review.check(o)
		fixer.mend(o)
		adder.mend(o)
		sources.attribute(o)
		t.add(o)
		for _, s := range sinks {
			s.file(o.name, o.err)
		}
		for i := range o.result.Diagnostics {
			for _, s := range sinks {
				s.add(&o.result.Diagnostics[i])
			}
		}
	}
	for _, s := range sinks {
		if err := s.finish(t.summary); err != nil {
			c.complain("%v", err)
			t.failed = true
		}
	}
	if !k.quiet && (k.fixing.silent() || !summarized(outputs)) {
		for _, line := range slices.Concat(report.Sentences(&run, t.summary), fixer.sentences()) {
			fmt.Fprintln(c.stderr, line)
		}
	}
	adder.tell(c)
	t.stale = !review.finish(c, in)
	return t.exitCode(in)
}

// summarized tells whether standard output gets the summary as part of a
// report for people.
func summarized(outputs []output) bool {
	for _, o := range outputs {
		if o.file == "" && o.format.Summarizes {
			return true
		}
	}
	return false
}

// targetReleases reads --kubernetes-version. Without it the target is the
// newest release of the catalog.
func targetReleases(flag string) (apiversion.Range, error) {
	if flag == "" {
		newest := knownReleases().To
		return apiversion.Range{From: newest, To: newest}, nil
	}
	target, err := knownRange(flag)
	if err != nil {
		err = fmt.Errorf("--kubernetes-version: %w", err)
	}
	return target, err
}

// knownRange reads a range of releases, all of which the catalog must know.
func knownRange(text string) (apiversion.Range, error) { return openapi.Builtin().ParseTarget(text) }

// tally adds up what a run came to.
type tally struct {
	*console
	*check
	fixer   *fixer
	summary diagnostic.Summary
	uses    map[*openapi.Kind]int
	failed  bool // something could not be read or written
	rushed  bool // and that was told
	stale   bool // a baseline knows more than there is
}

func (t *tally) add(o *outcome) {
	t.summary.Add(o.result.Summary)
	t.use(o.result.Uses)
	if o.err != nil {
		t.failed = true
		t.complain("%s: %v", o.name, o.err)
	}
	if o.rushed && !t.rushed {
		t.rushed = true
		t.complain("%s: the run has so many objects of kinds that no CustomResourceDefinition before them defines that those after this file don't count for all; check the definitions first", o.name)
	}
	if t.verbose {
		t.mention(o)
	}
}

// mention tells what of an input was left out.
func (t *tally) mention(o *outcome) {
	if n := o.result.Summary.Skipped; n > 0 {
		t.complain("%s: %s without a Kubernetes object skipped", o.name, report.Count(n, "document"))
	}
	for _, kind := range o.switchedOn {
		t.complain("%s: %s is off by default, but switched on by a configuration in this run", o.name, kind)
	}
	for _, u := range o.result.Unread {
		t.complain("%s:%d:%d: not read: %s", o.name, u.Line, u.Column, u.Reason)
	}
}

func (t *tally) exitCode(in *inputs) int {
	threshold, _ := diagnostic.ParseSeverity(t.failOn)
	switch {
	case t.failed:
		return exitIncomplete
	case t.summary.Judged()+t.summary.Found() == 0 && t.summary.Broken > 0:
		t.complain("nothing was judged: %s that can't be parsed; gofmt -e tells where", report.Count(t.summary.Broken, "Go file"))
		return exitIncomplete
	case t.summary.Judged()+t.summary.Found() == 0 && !in.onlyFiles():
		t.complain("nothing to check: no Kubernetes object, that is, no document with apiVersion and kind, in %s; name files or directories that hold some",
			report.Count(t.summary.Files, "file"))
		return exitIncomplete
	case t.exitZero, t.fixing.only && !t.stale:
	case t.stale, t.fixing.diff && t.fixer.files > 0, !t.fixing.diff && t.summary.AtLeast(threshold) > 0:
		return exitFindings
	}
	return exitClean
}

// knownReleases are the releases in the catalog.
func knownReleases() apiversion.Range {
	return openapi.Builtin().Releases()
}
