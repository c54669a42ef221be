package main

import (
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// live works out the columns that tell a kind's life.
func (m *merged) live(r *row) {
	r.sources = append(r.sources, r.presenceSource())
	m.decide(r, "present", asIs)
	r.introduced = r.present.First()
	m.decide(r, "introduced", func() { m.introduce(r) })
	if r.class == "addon" {
		// Once it exists a cluster may have it, whatever later modules say.
		r.present = apiversion.Range{From: r.introduced, To: m.newest().Release}.Set()
	}
	if r.standsAlone() {
		r.byDefault = r.present
		if r.tool != "" {
			r.introduced = 0
		}
		return
	}
	m.decide(r, "deprecated", func() { m.deprecate(r) })
	m.decide(r, "removed", func() { m.remove(r) })
	m.decide(r, "planned", asIs)
	m.decide(r, "default", func() { m.serve(r) })
}

// standsAlone tells of kinds that don't follow the releases of Kubernetes.
func (r *row) standsAlone() bool { return r.present == ^apiversion.ReleaseSet(0) }

// presenceSource is the letter of the source of presence, see the table in
// write.go.
func (r *row) presenceSource() string {
	switch {
	case r.tool != "":
		return "t"
	case len(r.endpoints) > 0:
		return "o"
	}
	return "s"
}

func (m *merged) introduce(r *row) {
	marked, _ := apiversion.ParseRelease(r.marker.introduced)
	if marked == 0 || marked == r.introduced {
		return
	}
	complete := apiversion.NewRelease(1, firstComplete)
	switch {
	case marked < complete && marked < r.introduced && r.introduced <= complete:
		// The older documents lack what was off by default when they were made.
		r.present |= apiversion.Range{From: marked, To: r.introduced - 1}.Set()
		r.introduced = marked
	case len(r.endpoints) == 0 && r.class == "exchange":
		// The marker is of the type's first release, the scheme is the proof.
	default:
		m.conflict(r, "introduced", "%s by its first release, %s by the marker in k8s.io/api of %s", r.introduced, marked, r.markedIn)
	}
}

func (m *merged) deprecate(r *row) {
	r.deprecated, _ = apiversion.ParseRelease(r.marker.deprecated)
	if r.deprecated > min(m.newest().Release, r.present.Last()) {
		r.deprecated = 0 // foreseen, but no server warns, or ever warned
	}
	if r.deprecated != 0 {
		r.sources = append(r.sources, m.markerSource(r))
		return
	}
	for _, release := range m.releases {
		for _, f := range release.of("kubeadm", 3) {
			if f[0] == "deprecated" && r.gv() == (groupVersion{f[1], f[2]}) && r.deprecated == 0 {
				r.deprecated = release.Release
				r.sources = append(r.sources, "k")
			}
		}
	}
}

func (m *merged) remove(r *row) {
	if last := r.present.Last(); last < m.newest().Release {
		r.removed = last + 1
	}
	marked, _ := apiversion.ParseRelease(r.marker.removed)
	if marked == 0 || r.class == "exchange" || r.class == "config" {
		return // the markers of kinds without an endpoint are not enforced
	}
	switch {
	case marked > m.newest().Release && r.removed == 0:
		r.planned = marked
	case marked > r.removed && r.markedIn < r.removed && r.removed != 0:
		// The last word of a type that was dropped before its time.
	case marked != r.removed:
		m.conflict(r, "removed", "%q by its last release, %s by the marker in k8s.io/api of %s", r.removed.String(), marked, r.markedIn)
	}
}

// serve works out in which releases the kind is served by default.
func (m *merged) serve(r *row) {
	for _, release := range m.releases {
		if r.present.Has(release.Release) && m.servedByDefault(r, release) {
			r.byDefault |= apiversion.SetOf(release.Release)
		}
	}
	if len(r.endpoints) == 0 || apiversion.StabilityOf(r.version) != apiversion.Alpha {
		// Before the first complete release only alpha versions were off.
		r.byDefault |= r.present & (apiversion.SetOf(m.known().From) - 1)
	}
}

func (m *merged) servedByDefault(r *row, in *release) bool {
	if len(r.endpoints) == 0 {
		return !in.experimental(r.gv())
	}
	for gate, releases := range r.gates {
		if releases.Has(in.Release) && !in.gates[gate].on {
			return false
		}
	}
	for _, e := range r.endpoints {
		if e.in == in.Release && in.enables(e) {
			return true
		}
	}
	return false
}

// enables tells whether the default resource config switches the endpoint on:
// what it says of the resource, else what it says of the version.
func (r *release) enables(e endpoint) bool {
	resource, _, _ := strings.Cut(e.resource, "/")
	if on, listed := r.defaults[e.gv.String()+"/"+resource]; listed {
		return on
	}
	return r.defaults[e.gv.String()]
}

// experimental tells whether kubeadm takes the version only with a flag.
func (r *release) experimental(gv groupVersion) bool {
	for _, f := range r.of("kubeadm", 3) {
		if f[0] == "experimental" && gv == (groupVersion{f[1], f[2]}) {
			return true
		}
	}
	return false
}

// succeed works out what the kind's next name is. Newer versions in the same
// group need no mention: the reader of the catalog finds them by itself.
func (m *merged) succeed(r *row) {
	if r.marker.replacement == "" {
		return
	}
	next, err := parseKey(r.marker.replacement)
	if err != nil || m.rows[next] == nil {
		m.conflict(r, "successor", "the marker in k8s.io/api of %s names %q, which never existed", r.markedIn, r.marker.replacement)
		return
	}
	if next.group != r.group || next.kind != r.kind {
		r.successor = next.String()
		r.sources = append(r.sources, m.markerSource(r))
	}
}

// markerSource is "l" when the newest modules have the type's markers, else l
// and the minor release of the last that had them.
func (m *merged) markerSource(r *row) string {
	if r.markedIn == m.newest().Release {
		return "l"
	}
	return "l" + strings.TrimPrefix(r.markedIn.String(), "1.")
}
