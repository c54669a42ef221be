package runtimeconfig

import (
	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
)

// The servers of kube-apiserver's chain each merge the entries into their own
// defaults. The groups that they serve are disjoint: that each registers the
// core group too, for Status, matters only to validation. So what they come to
// is kept together here.

// api is one kind as the flag decides of it.
type api struct {
	kind      *openapi.Kind
	byDefault bool // the defaults switch it on
	on        bool
	by        int // the entry that made it so, -1 for the defaults
}

// preference is what is said of a version and, one by one, of its resources.
type preference struct {
	version    string
	registered bool
	listed     bool // meta keys reach it
	on         bool
	resources  map[string]bool
	apis       []*api
}

// defaults fills in what the release registers, and does without the flag.
func (e *evaluation) defaults() {
	e.groups, e.versions = map[string]bool{}, map[name]*preference{}
	for v := range e.catalog.Servers().All() {
		e.groups[v.Group] = e.groups[v.Group] || v.Registered(e.release)
		if v.Group == "" && v.Server != openapi.KubeAPIServer {
			continue
		}
		p := &preference{version: v.Version, registered: v.Registered(e.release), resources: map[string]bool{}}
		p.on, p.listed = v.Listed(e.release)
		for resource, on := range v.Resources(e.release) {
			p.resources[resource] = on
		}
		for k := range e.catalog.Endpoints(v.Group, v.Version, e.release) {
			on := e.decides(p, k.Resource)
			p.apis = append(p.apis, &api{kind: k, byDefault: on, on: on, by: -1})
		}
		e.versions[name{group: v.Group, version: v.Version}] = p
		e.ordered = append(e.ordered, p)
	}
}

// version returns what is said of a version, nil if no release has it.
func (e *evaluation) version(n name) *preference {
	return e.versions[name{group: n.group, version: n.version}]
}

// decides tells whether a resource of the version is on. Until 1.23 it can't be
// on without its version (ResourceConfig.ResourceEnabled in
// k8s.io/apiserver/pkg/server/storage/resource_config.go).
func (e *evaluation) decides(p *preference, resource string) bool {
	on, set := p.resources[resource]
	if e.release < resourceKeys {
		return p.on && (on || !set)
	}
	if set {
		return on
	}
	return p.on
}

// merge applies the settings in their fixed order: meta keys, versions,
// resources. Settings that can't be read are passed over.
func (e *evaluation) merge() {
	for _, meta := range metaOrder {
		for _, s := range e.settings {
			if s.key == meta && e.isMeta(s.key) && e.readable(s) {
				e.mergeMeta(s)
			}
		}
	}
	// Until 1.23 a resource also switches its version on, in an order left to
	// chance; here the version has the last word.
	layers := []func(setting, name){e.mergeVersion, e.mergeResource}
	if e.release < resourceKeys {
		layers = []func(setting, name){e.mergeResource, e.mergeVersion}
	}
	for _, layer := range layers {
		for _, s := range e.settings {
			if n, ok := parseName(s.key); ok && !e.isMeta(s.key) && e.readable(s) {
				layer(s, n)
			}
		}
	}
}

// readable tells whether a setting says something, even if the server doesn't
// start because of what it says.
func (e *evaluation) readable(s setting) bool {
	v := &e.verdicts[s.entry]
	return v.Effect != Refused || !v.Class.local()
}

func (e *evaluation) mergeMeta(s setting) {
	if s.value != "true" && s.value != "false" {
		e.verdicts[s.entry].Class = UnreadMeta
		return
	}
	for _, p := range e.ordered {
		if p.listed && matches(s.key, p.version) {
			e.setVersion(s, p, s.value == "true")
		}
	}
}

// matches tells whether a meta key stands for a version.
func matches(meta, version string) bool {
	switch meta {
	case gaVersions:
		return apiversion.StabilityOf(version) == apiversion.Stable
	case betaVersions:
		return apiversion.StabilityOf(version) == apiversion.Beta
	case alphaVersions:
		return apiversion.StabilityOf(version) == apiversion.Alpha
	}
	return true
}

func (e *evaluation) mergeVersion(s setting, n name) {
	if p := e.version(n); p != nil && n.parts == 2 {
		on, _ := parseBool(s.value)
		e.setVersion(s, p, on)
	}
}

// setVersion switches a version. Since 1.24 that wipes out what was said of its
// resources.
func (e *evaluation) setVersion(s setting, p *preference, on bool) {
	p.on = on
	if e.release >= resourceKeys {
		clear(p.resources)
	}
	e.settle(s, p, "")
}

func (e *evaluation) mergeResource(s setting, n name) {
	if n.parts == 3 && !e.takesResources(n) {
		e.verdicts[s.entry].Class = NoResourceKeys
		return
	}
	p := e.version(n)
	if p == nil || n.parts != 3 {
		return
	}
	on, _ := parseBool(s.value)
	p.resources[n.resource] = on
	if e.release >= resourceKeys {
		e.settle(s, p, n.resource)
		return
	}
	p.on = p.on || on
	e.settle(s, p, "")
}

// settle brings the kinds of a version, or of one of its resources, in line
// with what is said of it, and notes what the entry of the setting changed.
func (e *evaluation) settle(s setting, p *preference, resource string) {
	v := &e.verdicts[s.entry]
	for _, a := range p.apis {
		if resource != "" && a.kind.Resource != resource {
			continue
		}
		v.reached = append(v.reached, a)
		on := e.decides(p, a.kind.Resource)
		switch {
		case on != a.on:
			a.on, a.by = on, s.entry
			v.changed++
		case a.by >= 0:
			v.by = a.by
		}
	}
}
