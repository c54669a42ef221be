package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// The embedded tables. Their columns are documented where they are read, in
// parse.go of package openapi.
const (
	kindsFile    = "kinds.tsv"
	gatesFile    = "gates.tsv"
	versionsFile = "versions.tsv"
)

// sourceTable says what the letters in the last column of kinds.tsv stand for.
var sourceTable = [][2]string{
	{"o", "present, default: api/openapi-spec/swagger.json, DefaultAPIResourceConfigSource and the storages' feature gates in k8s.io/kubernetes of each release"},
	{"s", "present: the types registered in the schemes of the modules of each release"},
	{"l", "deprecated, planned, successor: the APILifecycle methods of the type in the modules of the newest release"},
	{"l%", "deprecated, planned, successor: the APILifecycle methods of the type, as last seen in the modules of 1.%"},
	{"k", "deprecated: validateSupportedVersion in k8s.io/kubernetes/cmd/kubeadm/app/util/config of each release"},
	{"t", "the modules of the tool, which doesn't follow the releases of Kubernetes"},
}

// tables renders the embedded files, by name.
func (m *merged) tables() map[string]string {
	return map[string]string{
		kindsFile:    m.kindsTable(),
		gatesFile:    m.gatesTable(),
		versionsFile: m.versionsTable(),
	}
}

// write stores the tables in a directory.
func (m *merged) write(dir string) error {
	for name, text := range m.tables() {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func header(what string) string {
	return "# " + what + " Made by `go generate`; edit overrides.tsv instead.\n"
}

func (m *merged) kindsTable() string {
	var b strings.Builder
	b.WriteString(header("The kinds of the Kubernetes API."))
	fmt.Fprintf(&b, "releases\t%s\n", m.known())
	for _, s := range sourceTable {
		fmt.Fprintf(&b, "source\t%s\t%s\n", s[0], s[1])
	}
	for i, o := range m.overrides.lines {
		fmt.Fprintf(&b, "source\tx%d\t%s: %s\n", i+1, o.column, o.source)
	}
	for _, r := range m.sorted() {
		b.WriteString(m.kindLine(r) + "\n")
	}
	return b.String()
}

func (m *merged) kindLine(r *row) string {
	newest := m.newest().Release
	present, byDefault := r.present.Text(newest), r.byDefault.Text(newest)
	if r.standsAlone() {
		present = "*"
	}
	if r.byDefault == r.present {
		byDefault = "="
	}
	sources := slices.Compact(slices.Sorted(slices.Values(r.sources)))
	return strings.TrimRight(strings.Join([]string{
		"kind", r.group, r.version, r.kind, r.class, r.resource, map[bool]string{true: "list"}[r.hasList],
		present, byDefault,
		r.introduced.String(), r.deprecated.String(), r.removed.String(), r.planned.String(),
		r.successor, gateUses(r.gates, newest), strings.Join(sources, ","), r.toolVersions(),
	}, "\t"), "\t")
}

// toolVersions writes "sigs.k8s.io/kind v0.6.1..v0.8.1", open when the newest version
// still reads the kind.
func (r *row) toolVersions() string {
	if r.tool == "" {
		return ""
	}
	return tools[r.tool].module + " " + r.readFrom + ".." + r.readUntil
}

// gateUses writes "Gate=1.31..1.36;Other=1.37..".
func gateUses(gates map[string]apiversion.ReleaseSet, newest apiversion.Release) string {
	var uses []string
	for _, gate := range slices.Sorted(maps.Keys(gates)) {
		uses = append(uses, gate+"="+gates[gate].Text(newest))
	}
	return strings.Join(uses, ";")
}

// gatesTable writes one line a gate: its name, then each release that changed
// it, as "1.28:beta+", "1.30:ga+!" when locked, "1.33:" when it is gone.
func (m *merged) gatesTable() string {
	names := map[string]bool{}
	for _, r := range m.releases {
		for name := range r.gates {
			names[name] = true
		}
	}
	var b strings.Builder
	b.WriteString(header("The feature gates of Kubernetes."))
	for _, name := range slices.Sorted(maps.Keys(names)) {
		b.WriteString(name)
		before := ""
		for _, r := range m.releases {
			now := ""
			if g, ok := r.gates[name]; ok {
				now = g.String()
			}
			if now != before {
				fmt.Fprintf(&b, "\t%s:%s", r.Release, now)
			}
			before = now
		}
		b.WriteString("\n")
	}
	return b.String()
}

func (g gate) String() string {
	return g.stage + map[bool]string{true: "+", false: "-"}[g.on] + map[bool]string{true: "!"}[g.locked]
}

// versionsTable writes what the servers register, and what their default
// resource configs switch on and off: server, group, version, resource, and
// the releases of each.
func (m *merged) versionsTable() string {
	words := []string{"registered", "enabled", "disabled"}
	lines := map[string][3]apiversion.ReleaseSet{}
	for _, r := range m.releases {
		for i, word := range words {
			for _, f := range r.of(word, 4) {
				name := strings.Join(f, "\t")
				sets := lines[name]
				sets[i] |= apiversion.SetOf(r.Release)
				lines[name] = sets
			}
		}
	}
	var b strings.Builder
	b.WriteString(header("The versions that the servers of kube-apiserver's chain register, switch on and switch off."))
	newest := m.newest().Release
	for _, name := range slices.Sorted(maps.Keys(lines)) {
		s := lines[name]
		line := name + "\t" + s[0].Text(newest) + "\t" + s[1].Text(newest) + "\t" + s[2].Text(newest)
		b.WriteString(strings.TrimRight(line, "\t") + "\n")
	}
	return b.String()
}
