package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// overrides are the hand-written answers to conflicts: kind, column, value and
// source, one a line. The kind's group, version or name may be "*".
type overrides struct {
	lines []override
}

type override struct {
	key
	column, value, source string
	used                  bool
}

func readOverrides(file string) (*overrides, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	o := &overrides{}
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
		o.lines = append(o.lines, override{k, columns[1], columns[2], columns[3], false})
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return o, nil
}

func (o *override) covers(k key) bool {
	return (o.group == "*" || o.group == k.group) && (o.version == "*" || o.version == k.version) && (o.kind == "*" || o.kind == k.kind)
}

// apply sets the column of the row as an override says, and tells whether one
// did.
func (o *overrides) apply(m *merged, r *row, column string) bool {
	for i := range o.lines {
		line := &o.lines[i]
		if line.column != column || !line.covers(r.key) {
			continue
		}
		line.used = true
		if err := m.set(r, column, line.value); err != nil {
			m.conflict(r, column, "%v", err)
		}
		r.sources = append(r.sources, fmt.Sprintf("x%d", i+1))
		return true
	}
	return false
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
		if !line.used {
			lines = append(lines, fmt.Sprintf("%s\t%s\tthis override changes nothing: delete it", line.key, line.column))
		}
	}
	return lines
}
