package main

import (
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// mergeTypes makes a row of every registered type, present where a scheme has
// it. Kinds with endpoints are corrected by mergeEndpoints.
func (m *merged) mergeTypes() {
	for _, r := range m.releases {
		for _, f := range r.of("type", 4) {
			row := m.row(key{f[0], f[1], f[2]})
			row.registered |= apiversion.SetOf(r.Release)
			row.present = row.registered
		}
		for _, f := range r.of("lifecycle", 7) {
			row := m.row(key{f[0], f[1], f[2]})
			row.marker = lifecycle{introduced: f[3], deprecated: f[4], removed: f[5], replacement: f[6]}
			row.markedIn = r.Release
		}
	}
}

// mergeEndpoints replaces the presence of kinds that were ever served: present
// is what has an endpoint, whatever the schemes still carry.
func (m *merged) mergeEndpoints() {
	for _, r := range m.releases {
		for _, f := range r.of("openapi", 5) {
			k := key{f[0], f[1], f[3]}
			if strings.Contains(f[3], "/") {
				k, _ = parseKey(f[3])
			}
			if strings.HasSuffix(k.kind, "Options") {
				continue // what is passed to connect, in the query
			}
			row := m.row(k)
			if len(row.endpoints) == 0 {
				row.present = 0
			}
			row.endpoints = append(row.endpoints, endpoint{r.Release, groupVersion{f[0], f[1]}, f[2], f[4]})
			row.present |= apiversion.SetOf(r.Release)
		}
	}
	m.bridgeGaps()
}

// bridgeGaps fills in the releases whose OpenAPI documents can't be had: there
// a kind is present when the releases before and after both have it, and one
// that was ever served also when its type was registered.
func (m *merged) bridgeGaps() {
	for i, r := range m.releases {
		if len(r.of("openapi", 1)) > 0 {
			continue
		}
		for _, row := range m.rows {
			between := i > 0 && row.present.Has(m.releases[i-1].Release) && i+1 < len(m.releases) && row.present.Has(m.releases[i+1].Release)
			if between || len(row.endpoints) > 0 && row.registered.Has(r.Release) {
				row.present |= apiversion.SetOf(r.Release)
			}
		}
	}
}

// foldLists drops the rows of kinds that only list another kind of their
// version, and marks that kind.
func (m *merged) foldLists() {
	for k, r := range m.rows {
		item, isList := strings.CutSuffix(k.kind, "List")
		if !isList || len(r.endpoints) > 0 {
			continue
		}
		if of := m.rows[key{k.group, k.version, item}]; of != nil {
			of.hasList = true
			delete(m.rows, k)
		}
	}
}

// mergeGuards adds resources whose storage asks a feature gate: the OpenAPI
// documents of releases before 1.21 were written with all gates at their
// default and lack those that are off.
func (m *merged) mergeGuards() {
	for _, r := range m.releases {
		for _, f := range r.of("guard", 4) {
			group, version, resource, gate := f[0], f[1], f[2], f[3]
			row := m.servedAs(groupVersion{group, version}, resource, r.Release)
			if row == nil || !m.configurable(r, group, version) {
				continue
			}
			if !row.servedIn(r.Release) {
				if r.Release >= apiversion.NewRelease(1, 21) {
					m.conflict(row, "present", "the storage of %s asks %s, but OpenAPI of %s lacks it", resource, gate, r)
				}
				row.endpoints = append(row.endpoints, endpoint{r.Release, groupVersion{group, version}, resource, "guarded"})
				row.present |= apiversion.SetOf(r.Release)
			}
			if m.onlyAt(row, r.Release, resource) {
				row.gates[gate] |= apiversion.SetOf(r.Release)
			}
		}
	}
}

// configurable tells whether --runtime-config of the release can switch the
// version.
func (m *merged) configurable(r *release, group, version string) bool {
	_, listed := r.defaults[group+"/"+version]
	return listed
}

// servedAs finds the row that the nearest release from r on serves under the
// resource's name, nil if none does.
func (m *merged) servedAs(gv groupVersion, resource string, r apiversion.Release) *row {
	var best *row
	var nearest apiversion.Release
	for _, row := range m.rows {
		for _, e := range row.endpoints {
			if e.gv == gv && e.resource == resource && e.in >= r && (best == nil || e.in < nearest) {
				best, nearest = row, e.in
			}
		}
	}
	return best
}

func (r *row) servedIn(release apiversion.Release) bool {
	for _, e := range r.endpoints {
		if e.in == release {
			return true
		}
	}
	return false
}

// onlyAt tells whether the kind's only endpoint of the release is the
// resource: Scale doesn't stand behind the gate of one of its subresources.
func (m *merged) onlyAt(r *row, release apiversion.Release, resource string) bool {
	for _, e := range r.endpoints {
		if e.in == release && e.resource != resource && !strings.HasPrefix(e.resource, resource+"/") {
			return false
		}
	}
	return true
}
