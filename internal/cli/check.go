package cli

import (
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/rules"
)

const checkLong = `PATH is a file, or a directory whose files are read: those in YAML and JSON, and
scripts, units, Dockerfiles, HCL, Go and documents for the --runtime-config in
them, but for those that git ignores and those in .git, node_modules and vendor.
- is standard input. Without a path, the working directory is checked.
`

// check is the verb check.
type check struct {
	target         string
	selected       []string
	ignored        []string
	failOn         string
	exitZero       bool
	walk           source.WalkOptions
	stdinFilename  string
	showFiles      bool
	outputs        []string
	color          string
	quiet, verbose bool
	catalogs       catalogFiles
}

func (k *check) flags() []flagGroup {
	input := newFlagGroup("Input")
	input.StringArrayVar(&k.walk.Exclude, "exclude", nil, "leave out what matches `GLOB`, a pattern as in .gitignore; may be repeated")
	input.BoolVar(&k.walk.ForceExclude, "force-exclude", false, "let --exclude hold for paths named on the command line too")
	input.BoolVar(&k.walk.NoGitignore, "no-gitignore", false, "read files that git ignores as well")
	input.StringVar(&k.stdinFilename, "stdin-filename", "<stdin>", "call standard input `NAME` in reports")
	input.BoolVar(&k.showFiles, "show-files", false, "list the files that would be read, and stop")

	judgement := newFlagGroup("Judgement")
	judgement.StringVar(&k.target, "kubernetes-version", "", "judge against this `RELEASE` or range of releases, as 1.37 or 1.31..1.37 (default: the newest known)")
	judgement.StringSliceVar(&k.selected, "select", nil, "judge by these `RULES` only, separated by commas, and by syntax (default: all that `apilint rules` doesn't show as off)")
	judgement.StringSliceVar(&k.ignored, "ignore", nil, "don't judge by these `RULES`")
	judgement.choice(&k.failOn, "fail-on", "", "exit with 1 for findings of this severity or above", "warning", "error", "info")
	judgement.BoolVar(&k.exitZero, "exit-zero", false, "exit with 0 where it would be 1")

	k.catalogs.flag(judgement)

	out := newFlagGroup("Output")
	out.StringArrayVarP(&k.outputs, "output", "o", nil, "report as `FORMAT[=FILE]`: text, concise or json, to standard output or a file; may be repeated (default: $APILINT_OUTPUT, or text)")
	out.choice(&k.color, "color", "", "paint text reports", "auto", "always", "never")
	out.BoolVarP(&k.quiet, "quiet", "q", false, "leave out the summary")
	out.BoolVarP(&k.verbose, "verbose", "v", false, "tell what was skipped, and what is judged against")
	return []flagGroup{input, judgement, out}
}

func (k *check) run(c *console, args []string) (int, error) {
	target, err := targetReleases(k.target)
	if err != nil {
		return 0, err
	}
	selected, err := selectRules(k.selected, k.ignored)
	if err != nil {
		return 0, err
	}
	outputs, err := parseOutputs(k.outputs)
	if err != nil {
		return 0, err
	}
	catalog, err := k.catalogs.load()
	if err != nil {
		return 0, err
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	in, err := newInputs(c, k, args)
	if err != nil {
		return 0, err
	}
	if k.showFiles {
		return in.show(), nil
	}
	options := &lint.Options{Facts: rules.Facts{Target: target, Catalog: catalog}, Rules: selected}
	run := report.Run{Version: buildVersion(), Target: target, Quiet: k.quiet}
	return k.judge(c, in, options, run, outputs), nil
}

// judge reads and judges the inputs, writes the reports and returns the exit
// code.
func (k *check) judge(c *console, in *inputs, options *lint.Options, run report.Run, outputs []output) int {
	var sinks []*sink
	for _, o := range outputs {
		sinks = append(sinks, openSink(o, k.looks(c, o, run), c.stdout))
	}
	t := &tally{console: c, check: k}
	if k.verbose {
		c.complain("judging against Kubernetes %s; the catalog knows %s", run.Target, knownReleases())
	}
	for outcome := range settled(in.outcomes(options)) {
		t.add(outcome)
		for i := range outcome.result.Diagnostics {
			for _, s := range sinks {
				s.add(&outcome.result.Diagnostics[i])
			}
		}
	}
	for _, s := range sinks {
		if err := s.finish(t.summary); err != nil {
			c.complain("%v", err)
			t.failed = true
		}
	}
	if !k.quiet && !summarized(outputs) {
		for _, line := range report.Sentences(&run, t.summary) {
			fmt.Fprintln(c.stderr, line)
		}
	}
	return t.exitCode(in)
}

// looks fits the report to where it goes.
func (k *check) looks(c *console, o output, run report.Run) report.Run {
	if o.file != "" {
		run.Color = k.color == "always"
		return run
	}
	run.Color = paints(k.color, c.stdout)
	run.Width = terminalWidth(c.stdout)
	return run
}

// summarized tells whether standard output gets the summary as part of a
// report for people.
func summarized(outputs []output) bool {
	for _, o := range outputs {
		if o.file == "" && o.format.Name == "text" {
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
func knownRange(text string) (apiversion.Range, error) {
	releases, err := apiversion.ParseRange(text)
	known := knownReleases()
	if err == nil && (!known.Contains(releases.From) || !known.Contains(releases.To)) {
		err = fmt.Errorf("%q is not among the releases that this apilint knows, %s to %s", text, known.From, known.To)
	}
	return releases, err
}

// tally adds up what a run came to.
type tally struct {
	*console
	*check
	summary diagnostic.Summary
	failed  bool // something could not be read or written
}

func (t *tally) add(o outcome) {
	t.summary.Add(o.result.Summary)
	if o.err != nil {
		t.failed = true
		t.complain("%s: %v", o.name, o.err)
	}
	if t.verbose {
		t.mention(o)
	}
}

// mention tells what of an input was left out.
func (t *tally) mention(o outcome) {
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
	case t.summary.Objects+t.summary.Configs == 0 && t.summary.AtLeast(diagnostic.Info) == 0 && !in.onlyFiles():
		t.complain("nothing to check: no Kubernetes object, that is, no document with apiVersion and kind, in %s; name files or directories that hold some",
			report.Count(t.summary.Files, "file"))
		return exitIncomplete
	case t.summary.AtLeast(threshold) > 0 && !t.exitZero:
		return exitFindings
	}
	return exitClean
}

// knownReleases are the releases in the catalog.
func knownReleases() apiversion.Range {
	return openapi.Builtin().Releases()
}
