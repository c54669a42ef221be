package cli

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/openapi"
)

// judgementFlags say by what files are judged. They win over configurations.
type judgementFlags struct {
	target                  string
	selected, more, ignored []string
	minConfidence           string
	noIgnores               bool
	tests                   bool
	catalogs                catalogFiles
	clusters                clusterFiles
	configs                 configFlags
	lineHashes, uses        bool // what reports need
	baseline                string
	noBaseline              bool // that of configurations doesn't count
	needsPaths              bool // the real paths of files are asked for
}

func (f *judgementFlags) declare(group flagGroup) {
	group.StringVar(&f.target, "kubernetes-version", "", "judge against this `RELEASE` or range of releases, as 1.37 or 1.31..1.37 (default: the newest known)")
	group.StringSliceVar(&f.selected, "select", nil, "judge by these `RULES` only: names or groups, separated by commas (default: all). What can't be parsed is told all the same")
	group.StringSliceVar(&f.more, "extend-select", nil, "judge by these `RULES` too")
	group.StringSliceVar(&f.ignored, "ignore", nil, "don't judge by these `RULES`")
	group.choice(&f.minConfidence, "min-confidence", "", "report only findings that are at least this sure", "low", "medium", "high")
	group.BoolVar(&f.noIgnores, "no-ignores", false, "report also what comments and annotations in the files ignore")
	group.BoolVar(&f.tests, "tests", false, "judge tests in Go like other code, not as info")
	f.catalogs.flag(group)
	f.clusters.flag(group)
	f.configs.declare(group)
}

// judgements makes of flags and configurations what files are judged by.
// Not for use by several goroutines at once.
type judgements struct {
	console  *console
	flags    *judgementFlags
	configs  *configs
	given    *cluster // that of the flags, nil if they name none
	made     map[judgementKey]*lint.Options
	bases    map[*config.Config]*baseline
	clusters map[*config.Config]*cluster
	catalogs map[catalogKey]*openapi.Catalog
	told     map[error]bool // what is wrong with configurations and was said
	last     lastDir
}

// judgementKey is what two files that are judged alike have in common.
type judgementKey struct {
	config *config.Config
	paths  string // which entries of the configuration's paths match
}

// catalogKey is what a catalog hangs on.
type catalogKey struct {
	config *config.Config
	target apiversion.Range
}

func newJudgements(c *console, flags *judgementFlags) (*judgements, error) {
	j := &judgements{
		console: c, flags: flags, made: map[judgementKey]*lint.Options{}, bases: map[*config.Config]*baseline{}, clusters: map[*config.Config]*cluster{},
		catalogs: map[catalogKey]*openapi.Catalog{}, told: map[error]bool{},
	}
	var err error
	if j.configs, err = newConfigs(flags.configs); err != nil || len(flags.clusters.paths) == 0 {
		return j, err
	}
	j.given, err = flags.clusters.load(c, "--openapi")
	return j, err
}

// errTold stands for an error that was returned before.
var errTold = errors.New("its configuration can't be used")

// governed is what a file is judged by.
type governed struct {
	options  *lint.Options
	baseline *baseline // nil for none
	real     string    // its real path with slashes, if that matters, and if it has one
}

// of returns what a file is judged by, given by the path under which it is
// shown. What is wrong with a configuration is returned once, then errTold.
func (j *judgements) of(shown string) (governed, error) {
	dir := path.Dir(shown)
	if j.last.dir != dir || j.last.dir == "" {
		j.last = lastDir{dir: dir, real: j.configs.realDir(shown)}
		j.last.found = j.configs.of(j.last.real)
	}
	g, err := j.inLast(path.Base(shown))
	if err == nil {
		if j.last.found.Config == nil || len(j.last.found.Paths) == 0 {
			j.last.options = g.options
		}
		return g, nil
	}
	if j.told[err] {
		return g, errTold
	}
	j.told[err] = true
	return g, err
}

// inLast returns what a file of the last directory is judged by.
func (j *judgements) inLast(name string) (g governed, err error) {
	if err = j.last.found.err; err != nil {
		return g, err
	}
	if g.baseline, err = j.baseline(j.last.found.Config); err != nil {
		return g, err
	}
	if (g.baseline != nil || j.flags.needsPaths) && name[0] != '<' { // <stdin>
		g.real = j.last.real + "/" + name
	}
	if g.options = j.last.options; g.options == nil {
		g.options, err = j.options(j.last.found.Config, j.last.real+"/"+name)
	}
	return g, err
}

// lastDir is the directory of the file that was asked for last: files come
// directory by directory.
type lastDir struct {
	dir, real string
	found     configured
	options   *lint.Options // of all its files, nil if they may differ
}

// baseline returns the baseline of the flags, or that of a configuration, nil
// if there is none.
func (j *judgements) baseline(c *config.Config) (*baseline, error) {
	name := j.flags.baseline
	switch {
	case j.flags.noBaseline:
		return nil, nil
	case name != "":
		c = nil
	case c == nil || !c.Baseline.IsSet():
		return nil, nil
	default:
		name = c.Resolve(c.Baseline.Value)
	}
	if known := j.bases[c]; known != nil {
		return known, nil
	}
	read, err := readBaseline(j.configs.naming, name)
	if err != nil {
		return nil, err
	}
	j.bases[c] = read
	return read, nil
}

// first returns what is judged by where the first of the paths leads, after
// looking at the configurations where all of them lead.
func (j *judgements) first(paths []string, stdinName string) (*lint.Options, error) {
	var first *lint.Options
	for _, named := range paths {
		found := j.configs.of(j.dirOf(named, stdinName))
		if found.err != nil {
			return nil, found.err
		}
		options, err := j.options(found.Config, "")
		if err != nil {
			return nil, err
		}
		if _, err := j.baseline(found.Config); err != nil {
			return nil, err
		}
		if first == nil {
			first = options
		}
	}
	return first, nil
}

// dirOf returns the real path of the directory that a path names or lies in.
func (j *judgements) dirOf(named, stdinName string) string {
	if named == stdinPath {
		named = stdinName
	}
	named = filepath.ToSlash(filepath.Clean(named))
	if info, err := os.Stat(named); err == nil && info.IsDir() {
		named += "/."
	}
	return j.configs.realDir(named)
}

// options returns what a configuration, nil for none, makes of the flags for a
// file, "" for one that no entry of its paths matches.
func (j *judgements) options(c *config.Config, file string) (*lint.Options, error) {
	key := judgementKey{config: c}
	var matching []*config.Path
	if c == nil {
		c = &config.Config{}
	} else if file != "" && len(c.Paths) > 0 {
		matching = c.Matching(file)
		key.paths = fmt.Sprint(matching)
	}
	if known := j.made[key]; known != nil {
		return known, nil
	}
	options, err := j.make(key.config, c, matching)
	if err == nil {
		j.made[key] = options
	}
	return options, err
}
