package openapi

import (
	"fmt"
	"iter"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// The servers that kube-apiserver chains. Each has its own scheme and its own
// default resource config.
const (
	KubeAPIServer = "kube-apiserver"
	APIExtensions = "apiextensions"
	Aggregator    = "aggregator"
)

// Servers is what the servers of kube-apiserver's chain register, switch on and
// switch off by themselves, release by release: what --runtime-config starts
// from. It comes from the install packages and DefaultAPIResourceConfigSource.
type Servers struct {
	versions []ServerVersion
	byName   map[serverVersion]*ServerVersion
}

type serverVersion struct{ server, group, version string }

// ServerVersion is a version of a group in one of the servers.
type ServerVersion struct {
	Server, Group, Version string

	registered, enabled, disabled apiversion.ReleaseSet
	resources                     []resourceDefault
}

// resourceDefault is what a default resource config says of one resource.
type resourceDefault struct {
	resource          string
	enabled, disabled apiversion.ReleaseSet
}

// Registered tells whether the server's scheme of the release has the version:
// if not, naming it in --runtime-config keeps the server from starting.
func (v *ServerVersion) Registered(r apiversion.Release) bool { return v.registered.Has(r) }

// Listed tells whether the release's default resource config says anything of
// the version, and whether it switches it on.
func (v *ServerVersion) Listed(r apiversion.Release) (enabled, listed bool) {
	return v.enabled.Has(r), v.enabled.Has(r) || v.disabled.Has(r)
}

// Resources yields the resources of the version that the release's default
// resource config names one by one, and whether it switches them on.
func (v *ServerVersion) Resources(r apiversion.Release) iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		for _, d := range v.resources {
			if (d.enabled.Has(r) || d.disabled.Has(r)) && !yield(d.resource, d.enabled.Has(r)) {
				return
			}
		}
	}
}

// Servers is what the servers of each release register and default to.
func (c *Catalog) Servers() *Servers { return c.servers }

// All yields the versions of all servers, ordered by server, group and version.
func (s *Servers) All() iter.Seq[*ServerVersion] {
	return func(yield func(*ServerVersion) bool) {
		for i := range s.versions {
			if !yield(&s.versions[i]) {
				return
			}
		}
	}
}

// Version returns a version of a server, nil if the server never had it.
func (s *Servers) Version(server, group, version string) *ServerVersion {
	return s.byName[serverVersion{server, group, version}]
}

// HasGroup tells whether any server of the release registers the group: if
// not, a --runtime-config that names it is refused as an unknown group.
func (s *Servers) HasGroup(group string, r apiversion.Release) bool {
	for i := range s.versions {
		if s.versions[i].Group == group && s.versions[i].Registered(r) {
			return true
		}
	}
	return false
}

// parseVersions reads versions.tsv: server, group, version, resource (empty
// for the version itself), and the releases that register, enable and disable
// it.
func parseVersions(c *Catalog, text string) error {
	s := &Servers{}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		var f [columns]string
		split(line, &f)
		var sets [3]apiversion.ReleaseSet
		for i := range sets {
			var err error
			if sets[i], err = apiversion.ParseReleaseSet(f[4+i], c.releases.To); err != nil {
				return fmt.Errorf("%s %s/%s: %w", f[0], f[1], f[2], err)
			}
		}
		s.add(f[0], f[1], f[2], f[3], sets)
	}
	s.byName = make(map[serverVersion]*ServerVersion, len(s.versions))
	for i := range s.versions {
		v := &s.versions[i]
		s.byName[serverVersion{v.Server, v.Group, v.Version}] = v
	}
	c.servers = s
	return nil
}

// add appends a line of the table; the lines of a version follow each other.
func (s *Servers) add(server, group, version, resource string, sets [3]apiversion.ReleaseSet) {
	if n := len(s.versions); n == 0 || s.versions[n-1].Server != server || s.versions[n-1].Group != group || s.versions[n-1].Version != version {
		s.versions = append(s.versions, ServerVersion{Server: server, Group: group, Version: version})
	}
	v := &s.versions[len(s.versions)-1]
	if resource != "" {
		v.resources = append(v.resources, resourceDefault{resource, sets[1], sets[2]})
		return
	}
	v.registered, v.enabled, v.disabled = sets[0], sets[1], sets[2]
}

// Endpoints yields the kinds whose resources the servers of a release install
// for a version that is switched on, whatever the feature gates say: Kind.Gates
// tells which of them ask a gate. Subresources come with their resources and
// are not listed. A version that is registered and has no endpoints yields
// nothing.
func (c *Catalog) Endpoints(group, version string, r apiversion.Release) iter.Seq[*Kind] {
	return func(yield func(*Kind) bool) {
		for k := range c.InVersion(group, version) {
			if k.HasEndpoints() && !strings.Contains(k.Resource, "/") && k.PresentIn(r) && !yield(k) {
				return
			}
		}
	}
}
