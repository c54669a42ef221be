package cli

import (
	"errors"
	"fmt"
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

// make puts together what a configuration makes of the flags for files that the
// same entries of its paths match. key is the configuration, nil for none.
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
