package cli

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/rules"
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

func (j *judgements) make(key, c *config.Config, matching []*config.Path) (*lint.Options, error) {
	cluster, err := j.cluster(key)
	if err != nil {
		return nil, err
	}
	target, err := j.target(c, matching, cluster)
	if err != nil {
		return nil, err
	}
	chosen, err := j.rules(c, matching)
	if err != nil {
		return nil, err
	}
	catalog, err := j.catalog(key, cluster, target)
	if err != nil {
		return nil, err
	}
	confidence, err := source.ParseConfidence(j.flags.minConfidence)
	return &lint.Options{
		Facts: rules.Facts{Target: target, Catalog: catalog, Tests: j.flags.tests}, Rules: chosen, Severities: severities(c, matching),
		MinConfidence: confidence, NoIgnores: j.flags.noIgnores, Today: time.Now().Format(time.DateOnly),
		LineHashes: j.flags.lineHashes, Uses: j.flags.uses,
	}, err
}

// cluster returns what the cluster serves, as the documents tell that the flags
// name, or else the configuration.
func (j *judgements) cluster(c *config.Config) (*cluster, error) {
	if j.given != nil {
		return j.given, nil
	}
	known := j.clusters[c]
	if known != nil {
		return known, nil
	}
	var files clusterFiles
	if c != nil {
		for _, name := range c.OpenAPI.Value {
			files.paths = append(files.paths, j.configs.naming.Shown(c.Resolve(name)))
		}
	}
	var from string
	if c != nil {
		from = fmt.Sprintf("%s:%d: openapi", c.File, c.OpenAPI.Line)
	}
	known, err := files.load(j.console, from)
	if err != nil {
		return nil, configError{err}
	}
	j.clusters[c] = known
	return known, nil
}

// target returns the releases: of the flag, of the last entry of paths that
// names some, of the configuration, of the cluster, or the newest.
func (j *judgements) target(c *config.Config, matching []*config.Path, cluster *cluster) (apiversion.Range, error) {
	if j.flags.target != "" {
		return targetReleases(j.flags.target)
	}
	for i := len(matching) - 1; i >= 0; i-- {
		if matching[i].Target.IsSet() {
			return matching[i].Target.Value, nil
		}
	}
	if c.Target.IsSet() {
		return c.Target.Value, nil
	}
	return cluster.target("")
}

// rules returns the rules that speak. --select starts anew; what the other
// flags say is done after what the configuration says; what paths ignore is
// ignored in any case.
func (j *judgements) rules(c *config.Config, matching []*config.Path) ([]*rules.Rule, error) {
	s := rules.NewSelection()
	var steps []error
	switch {
	case len(j.flags.selected) > 0:
		steps = append(steps, s.Only(trimmed(j.flags.selected)))
	case c.Select.IsSet():
		steps = append(steps, s.Only(c.Select.Value), s.Remove(c.Ignore.Value))
	default:
		steps = append(steps, s.Remove(c.Ignore.Value))
	}
	steps = append(steps, s.Add(trimmed(j.flags.more)), s.Remove(trimmed(j.flags.ignored)))
	if err := errors.Join(steps...); err != nil {
		return nil, err
	}
	if len(s.Rules()) == 0 {
		if c.File != "" {
			return nil, configError{fmt.Errorf("no rule is left to judge by: see select and ignore in %s, --select and --ignore", c.File)}
		}
		return nil, errors.New("no rule is left to judge by: --ignore takes away all that --select gives")
	}
	for _, p := range matching {
		if err := s.Remove(p.Ignore.Value); err != nil {
			return nil, err
		}
	}
	return s.Rules(), nil
}

func trimmed(words []string) []string {
	var all []string
	for _, word := range words {
		all = append(all, strings.TrimSpace(word))
	}
	return all
}

// catalog returns the catalog with the kinds that a configuration and the flags
// add to it, and with what the cluster serves.
func (j *judgements) catalog(c *config.Config, cluster *cluster, target apiversion.Range) (*openapi.Catalog, error) {
	key := catalogKey{c, target}
	if len(cluster.parts) == 0 {
		key.target = apiversion.Range{} // one for all
	}
	if known := j.catalogs[key]; known != nil {
		return known, nil
	}
	catalog := openapi.Builtin()
	var err error
	if c != nil {
		for _, name := range c.Catalogs.Value {
			if catalog, err = extend(catalog, j.configs.naming.Shown(c.Resolve(name))); err != nil {
				return nil, configError{fmt.Errorf("%s:%d: catalogs: %w", c.File, c.Catalogs.Line, err)}
			}
		}
	}
	if catalog, err = j.flags.catalogs.load(catalog); err != nil {
		return nil, err
	}
	j.catalogs[key] = cluster.observe(catalog, target)
	return j.catalogs[key], nil
}

// severities are those that a configuration gives to rules.
func severities(c *config.Config, matching []*config.Path) map[string]diagnostic.Severity {
	all := map[string]diagnostic.Severity{}
	take := func(settings map[string]config.Setting[diagnostic.Severity]) {
		for id, severity := range settings {
			if severity.IsSet() {
				all[id] = severity.Value
			}
		}
	}
	take(c.Severities)
	for _, p := range matching {
		take(p.Severities)
	}
	return all
}
