package compare

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// Table holds what each release of Kubernetes serves: its resources and the
// fields of its types, as its own OpenAPI document describes them. As text it
// has lines of columns that are separated by tabs:
//
//	releases  1.16..1.37
//	resource  group  version  pods/eviction  policy/v1/Eviction  namespaced  create  1.22..
//	package   io.k8s.api.apps.v1  apps/v1
//	type      Deployment  1.16..      (of the package above)
//	          spec  =  1.37..         (a field: the releases that have it, = for
//	                                   those of its type, and that require it)
type Table struct {
	Releases  apiversion.Range
	resources map[resourceRow]apiversion.ReleaseSet
	packages  map[string]string // apiVersions
	types     map[string]*typeRow
}

type resourceRow struct {
	ResourceName
	kind       GVK
	namespaced bool
	verbs      string
}

type typeRow struct {
	in     apiversion.ReleaseSet
	fields map[string]*fieldRow
}

type fieldRow struct{ in, required apiversion.ReleaseSet }

// ParseTable reads what Text writes.
func ParseTable(text string) (*Table, error) {
	t := &Table{resources: map[resourceRow]apiversion.ReleaseSet{}, packages: map[string]string{}, types: map[string]*typeRow{}}
	p := tableParser{Table: t}
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if err := p.line(strings.Split(line, "\t")); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	return t, nil
}

type tableParser struct {
	*Table
	pack string
	at   *typeRow
}

func (p *tableParser) line(f []string) error {
	switch {
	case f[0] == "releases" && len(f) == 2:
		releases, err := apiversion.ParseRange(f[1])
		p.Releases = releases
		return err
	case f[0] == "resource" && len(f) == 8:
		row := resourceRow{ResourceName{f[1], f[2], f[3]}, GVK{f[1], f[2], f[4]}, f[5] == "namespaced", f[6]}
		if parts := strings.Split(f[4], "/"); len(parts) == 3 {
			row.kind = GVK{parts[0], parts[1], parts[2]}
		}
		in, err := apiversion.ParseReleaseSet(f[7], p.Releases.To)
		p.resources[row] = in
		return err
	case f[0] == "package" && len(f) == 3:
		p.pack = f[1]
		p.packages[p.pack] = f[2]
		return nil
	case f[0] == "type" && len(f) == 3:
		in, err := apiversion.ParseReleaseSet(f[2], p.Releases.To)
		p.at = &typeRow{in, map[string]*fieldRow{}}
		p.types[p.pack+"."+f[1]] = p.at
		return err
	case f[0] == "" && len(f) >= 2 && len(f) <= 4 && p.at != nil:
		return p.field(f)
	}
	return fmt.Errorf("unknown line %q", strings.Join(f, "\t"))
}

func (p *tableParser) field(f []string) (err error) {
	row := &fieldRow{in: p.at.in}
	p.at.fields[f[1]] = row
	if len(f) > 2 && f[2] != "=" {
		if row.in, err = apiversion.ParseReleaseSet(f[2], p.Releases.To); err != nil {
			return err
		}
	}
	if len(f) > 3 {
		row.required, err = apiversion.ParseReleaseSet(f[3], p.Releases.To)
	}
	return err
}

// Text writes the table.
func (t *Table) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "releases\t%s\n", t.Releases)
	rows := slices.SortedFunc(maps.Keys(t.resources), func(a, b resourceRow) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Version, b.Version), cmp.Compare(a.Name, b.Name),
			cmp.Compare(a.kind.String(), b.kind.String()), cmp.Compare(a.verbs, b.verbs))
	})
	for _, row := range rows {
		kind, scope := row.kind.Kind, "cluster"
		if row.kind.Group != row.Group || row.kind.Version != row.Version {
			kind = row.kind.Group + "/" + row.kind.Version + "/" + kind
		}
		if row.namespaced {
			scope = "namespaced"
		}
		fmt.Fprintf(&b, "resource\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", row.Group, row.Version, row.Name, kind, scope, row.verbs, t.text(t.resources[row]))
	}
	pack := ""
	for _, name := range slices.Sorted(maps.Keys(t.types)) {
		if p := packageOf(name); p != pack {
			pack = p
			fmt.Fprintf(&b, "package\t%s\t%s\n", pack, t.packages[pack])
		}
		t.writeType(&b, name)
	}
	return b.String()
}

func (t *Table) text(set apiversion.ReleaseSet) string { return set.Text(t.Releases.To) }

func (t *Table) writeType(b *strings.Builder, name string) {
	row := t.types[name]
	fmt.Fprintf(b, "type\t%s\t%s\n", name[len(packageOf(name))+1:], t.text(row.in))
	for _, field := range slices.Sorted(maps.Keys(row.fields)) {
		f := row.fields[field]
		in := t.text(f.in)
		if f.in == row.in {
			in = "="
		}
		b.WriteString(strings.TrimSuffix(strings.TrimRight("\t"+field+"\t"+in+"\t"+t.text(f.required), "\t"), "\t=") + "\n")
	}
}

// Set makes the table say of a release what its view tells, and nothing else.
func (t *Table) Set(release apiversion.Release, v *View) {
	t.forget(release)
	in := apiversion.SetOf(release)
	for name, r := range v.Resources {
		t.resources[resourceRow{name, r.Kind, r.Namespaced, strings.Join(r.Verbs, ",")}] |= in
	}
	for name, typ := range v.Types {
		if typ.APIVersion != "" || t.packages[packageOf(name)] == "" {
			t.packages[packageOf(name)] = typ.APIVersion
		}
		row := t.types[name]
		if row == nil {
			row = &typeRow{fields: map[string]*fieldRow{}}
			t.types[name] = row
		}
		row.in |= in
		for path, field := range typ.Fields {
			if row.fields[path] == nil {
				row.fields[path] = &fieldRow{}
			}
			row.fields[path].in |= in
			if field.Required {
				row.fields[path].required |= in
			}
		}
	}
	if t.Releases.From == 0 {
		t.Releases = apiversion.Range{From: release, To: release}
	}
	t.Releases = apiversion.Range{From: min(t.Releases.From, release), To: max(t.Releases.To, release)}
}

func (t *Table) forget(release apiversion.Release) {
	in := apiversion.SetOf(release)
	for row := range t.resources {
		t.resources[row] &^= in
	}
	maps.DeleteFunc(t.resources, func(_ resourceRow, set apiversion.ReleaseSet) bool { return set == 0 })
	for _, row := range t.types {
		row.in &^= in
		for _, f := range row.fields {
			f.in, f.required = f.in&^in, f.required&^in
		}
		maps.DeleteFunc(row.fields, func(_ string, f *fieldRow) bool { return f.in == 0 })
	}
	maps.DeleteFunc(t.types, func(_ string, row *typeRow) bool { return row.in == 0 })
}

// View returns what a release serves.
func (t *Table) View(release apiversion.Release) *View {
	v := newView(release.String())
	v.IsWhole, v.Types = true, map[string]*Type{}
	for row, in := range t.resources {
		if in.Has(release) {
			v.add(row.ResourceName, &Resource{row.kind, row.namespaced, strings.Split(row.verbs, ",")})
		}
	}
	for name, row := range t.types {
		if !row.in.Has(release) {
			continue
		}
		typ := &Type{t.packages[packageOf(name)], map[string]Field{}}
		for path, f := range row.fields {
			if f.in.Has(release) {
				typ.Fields[path] = Field{Required: f.required.Has(release)}
			}
		}
		v.Types[name] = typ
	}
	return v
}
