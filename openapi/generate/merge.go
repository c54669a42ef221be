package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// key names a kind.
type key struct{ group, version, kind string }

func (k key) gv() groupVersion { return groupVersion{k.group, k.version} }

func (k key) String() string { return k.group + "/" + k.version + "/" + k.kind }

// parseKey reads "apps/v1/Deployment"; the core group is empty, "/v1/Pod".
func parseKey(s string) (key, error) {
	parts := strings.Split(s, "/")
	if len(parts) != 3 || parts[1] == "" || parts[2] == "" {
		return key{}, fmt.Errorf("%q is not a kind: write it as apps/v1/Deployment, or /v1/Pod", s)
	}
	return key{parts[0], parts[1], parts[2]}, nil
}

// row is what all releases together say of a kind.
type row struct {
	key
	class, resource string
	introduced      apiversion.Release
	deprecated      apiversion.Release
	removed         apiversion.Release
	planned         apiversion.Release
	successor       string
	present         apiversion.ReleaseSet
	byDefault       apiversion.ReleaseSet
	hasList         bool
	gates           map[string]apiversion.ReleaseSet
	sources         []string

	tool, readFrom, readUntil string // of kinds that follow the versions of a tool

	registered apiversion.ReleaseSet // in a scheme
	endpoints  []endpoint
	marker     lifecycle          // of the newest release whose modules have the type
	markedIn   apiversion.Release // that release
}

// endpoint is where one release serves the kind.
type endpoint struct {
	in       apiversion.Release
	gv       groupVersion
	resource string
	verbs    string
}

// release is the facts of one release, indexed for the merge.
type release struct {
	apiversion.Release
	*facts
	defaults map[string]bool // "group/version" or "group/version/resource"
	gates    map[string]gate
}

type gate struct {
	stage  string
	on     bool
	locked bool
}

// merged is the whole catalog in the making.
type merged struct {
	releases  []*release // oldest first
	rows      map[key]*row
	conflicts []string
	overrides *overrides
}

// known is the range of releases for which every column is known.
func (m *merged) known() apiversion.Range {
	return apiversion.Range{From: apiversion.NewRelease(1, firstComplete), To: m.newest().Release}
}

func (m *merged) newest() *release { return m.releases[len(m.releases)-1] }

// merge reads all facts and the overrides and works out the catalog.
func merge(factsDir, overridesFile string) (*merged, error) {
	m := &merged{rows: map[key]*row{}}
	if err := m.readReleases(factsDir); err != nil {
		return nil, err
	}
	var err error
	if m.overrides, err = readOverrides(overridesFile); err != nil {
		return nil, err
	}
	m.mergeTypes()
	m.mergeEndpoints()
	m.foldLists()
	m.mergeGuards()
	if err := m.mergeTools(filepath.Join(factsDir, "tools")); err != nil {
		return nil, err
	}
	for _, r := range m.rows {
		m.classify(r)
		m.decide(r, "class", asIs)
		m.decide(r, "resource", asIs)
	}
	for _, r := range m.sorted() {
		m.live(r)
		if r.present == 0 {
			delete(m.rows, r.key)
		}
	}
	for _, r := range m.sorted() {
		m.decide(r, "successor", func() { m.succeed(r) })
	}
	m.conflicts = append(m.conflicts, m.overrides.unused()...)
	if len(m.conflicts) > 0 {
		return nil, m.conflictsError()
	}
	return m, nil
}

func (m *merged) conflictsError() error {
	file, err := filepath.Abs(m.overrides.file)
	if err != nil {
		return err
	}
	count := "1 conflict; answer it"
	if n := len(m.conflicts); n > 1 {
		count = fmt.Sprintf("%d conflicts; answer each", n)
	}
	return fmt.Errorf("%s with a sourced line in %s:\n%s", count, file, strings.Join(m.conflicts, "\n"))
}

func (m *merged) readReleases(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "1.*.tsv"))
	if err != nil {
		return err
	}
	for _, file := range files {
		fs, err := readFacts(file)
		if err != nil {
			return err
		}
		number, err := apiversion.ParseRelease(fs.release)
		if err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
		r := &release{Release: number, facts: fs, defaults: map[string]bool{}, gates: map[string]gate{}}
		m.conflicts = append(m.conflicts, r.index()...)
		m.releases = append(m.releases, r)
	}
	if len(m.releases) == 0 {
		return fmt.Errorf("no facts in %s: fetch a release first", dir)
	}
	slices.SortFunc(m.releases, func(a, b *release) int { return cmp.Compare(a.Release, b.Release) })
	return nil
}

// index reads the facts that are looked up by name, and tells of gates that two
// modules of the release describe differently.
func (r *release) index() (conflicts []string) {
	for _, word := range []string{"enabled", "disabled"} {
		for _, f := range r.of(word, 4) {
			name := strings.TrimSuffix(f[1]+"/"+f[2]+"/"+f[3], "/")
			r.defaults[name] = word == "enabled"
		}
	}
	for _, f := range r.of("gate", 4) {
		now := gate{stage: f[1], on: f[2] == "on", locked: f[3] == "locked"}
		if before, twice := r.gates[f[0]]; twice && before != now {
			conflicts = append(conflicts, fmt.Sprintf("gate %s is %s and %s in %s: fetch the release with modules of one patch", f[0], before, now, r.Release))
		}
		r.gates[f[0]] = now
	}
	return conflicts
}

// row returns the row of a kind, made if it is new.
func (m *merged) row(k key) *row {
	if m.rows[k] == nil {
		m.rows[k] = &row{key: k, gates: map[string]apiversion.ReleaseSet{}}
	}
	return m.rows[k]
}

// sorted lists the rows in the catalog's order.
func (m *merged) sorted() []*row {
	rows := make([]*row, 0, len(m.rows))
	for _, r := range m.rows {
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b *row) int {
		return cmp.Or(
			strings.Compare(a.group, b.group),
			apiversion.Compare(b.version, a.version),
			strings.Compare(a.kind, b.kind),
		)
	})
	return rows
}

func (m *merged) conflict(r *row, column, format string, args ...any) {
	m.conflicts = append(m.conflicts, fmt.Sprintf("%s\t%s\t%s", r.key, column, fmt.Sprintf(format, args...)))
}
