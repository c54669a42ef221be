package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// overrides are the hand-written answers to conflicts: kind, column, value and
// source, one a line. The kind's group, version or name may be "*".
type overrides struct {
	file  string
	lines []override
}

type override struct {
	key
	column, value, source string
	line                  int  // in the file
	answers               bool // changed a column or settled a conflict
}

func readOverrides(file string) (*overrides, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	o := &overrides{file: file}
	number := 0
	s := bufio.NewScanner(f)
	for s.Scan() {
		number++
		if s.Text() == "" || strings.HasPrefix(s.Text(), "#") {
			continue
		}
		columns := strings.Split(s.Text(), "\t")
		if len(columns) != 4 || columns[3] == "" {
			return nil, fmt.Errorf("%s:%d: want kind, column, value and source, with tabs between", file, number)
		}
		k, err := parseKey(columns[0])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, number, err)
		}
		o.lines = append(o.lines, override{k, columns[1], columns[2], columns[3], number, false})
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return o, nil
}

func (o *override) covers(k key) bool {
	return (o.group == "*" || o.group == k.group) && (o.version == "*" || o.version == k.version) && (o.kind == "*" || o.kind == k.kind)
}

// find returns the first override of the row's column, and its number from 0 on.
func (o *overrides) find(k key, column string) (*override, int) {
	for i := range o.lines {
		if o.lines[i].column == column && o.lines[i].covers(k) {
			return &o.lines[i], i
		}
	}
	return nil, 0
}

// decide sets the column of the row as an override says, and as derive works
// it out where none does. An override answers something when derive comes to
// another value, or to a conflict; then what derive did is undone.
func (m *merged) decide(r *row, column string, derive func()) {
	line, i := m.overrides.find(r.key, column)
	if line == nil {
		derive()
		return
	}
	before, conflicts := *r, len(m.conflicts)
	derive()
	derived := m.text(r, column)
	inConflict := len(m.conflicts) > conflicts
	*r, m.conflicts = before, m.conflicts[:conflicts]
	if err := m.set(r, column, line.value); err != nil {
		m.conflict(r, column, "%s:%d: %v", m.overrides.file, line.line, err)
	}
	line.answers = line.answers || inConflict || m.text(r, column) != derived
	r.sources = append(slices.Clone(r.sources), fmt.Sprintf("x%d", i+1))
}

// asIs derives nothing: the column holds already what the facts say.
func asIs() {}

// text writes a column as set reads it.
func (m *merged) text(r *row, column string) string {
	newest := m.newest().Release
	return map[string]string{
		"introduced": r.introduced.String(), "deprecated": r.deprecated.String(),
		"removed": r.removed.String(), "planned": r.planned.String(),
		"present": r.present.Text(newest), "default": r.byDefault.Text(newest),
		"class": r.class, "resource": r.resource, "successor": r.successor,
	}[column]
}

// set gives a column the value of an override; "-" is none.
func (m *merged) set(r *row, column, value string) (err error) {
	if value == "-" {
		value = ""
	}
	one := map[string]*apiversion.Release{
		"introduced": &r.introduced, "deprecated": &r.deprecated, "removed": &r.removed, "planned": &r.planned,
	}
	switch column {
	case "introduced", "deprecated", "removed", "planned":
		*one[column] = 0
		if value != "" {
			*one[column], err = apiversion.ParseRelease(value)
		}
	case "present":
		r.present, err = apiversion.ParseReleaseSet(value, m.newest().Release) // none deletes the row
	case "default":
		r.byDefault, err = apiversion.ParseReleaseSet(value, m.newest().Release)
	case "class":
		r.class = value
	case "resource":
		r.resource = value
	case "successor":
		r.successor = value
		if k, keyErr := parseKey(value); value != "" && (keyErr != nil || m.rows[k] == nil) {
			err = fmt.Errorf("%q is not a kind of the catalog", value)
		}
	default:
		err = fmt.Errorf("there is no column %q", column)
	}
	return err
}

// unused reports the overrides that answered nothing, so that none outlives
// its cause.
func (o *overrides) unused() []string {
	var lines []string
	for _, line := range o.lines {
		if !line.answers {
			lines = append(lines, fmt.Sprintf("%s\t%s\tthe override in line %d changes nothing, for no source disagrees with it: delete it", line.key, line.column, line.line))
		}
	}
	return lines
}
