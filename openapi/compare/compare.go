package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

// Compare returns what changed from one view to another, what breaks first.
// Where one tells all that a cluster serves and the other a part, only the kinds
// of that part count.
func Compare(before, after *View) []Change {
	c := comparison{before: before, after: after}
	switch {
	case before.IsWhole && !after.IsWhole:
		c.only = after.groupKinds()
	case after.IsWhole && !before.IsWhole:
		c.only = before.groupKinds()
	}
	c.kinds()
	c.resources()
	c.stabilities()
	c.storage()
	c.types()
	slices.SortStableFunc(c.changes, inOrder)
	return c.changes
}

// KnowsFields tells whether the fields of both views are known, so that they
// were compared.
func KnowsFields(before, after *View) bool { return before.Types != nil && after.Types != nil }

type comparison struct {
	before, after *View
	only          map[GroupKind]bool // nil for all
	changes       []Change
}

func (v *View) groupKinds() map[GroupKind]bool {
	all := map[GroupKind]bool{}
	for k := range v.Kinds {
		all[GroupKind{k.Group, k.Kind}] = true
	}
	return all
}

func (c *comparison) counts(k GVK) bool { return c.only == nil || c.only[GroupKind{k.Group, k.Kind}] }

func (c *comparison) say(change Change) { c.changes = append(c.changes, change) }

// kinds compares which kinds are served in which versions.
func (c *comparison) kinds() {
	best := c.after.bestVersions()
	for gvk, kind := range c.before.Kinds {
		if !c.counts(gvk) {
			continue
		}
		now := c.after.Kinds[gvk]
		if now == nil {
			change := Change{Action: Removed, Subject: AKind, GVK: gvk, IsList: kind.IsList, Text: "no longer served"}
			if other := best[GroupKind{gvk.Group, gvk.Kind}]; other != nil {
				change.Help = "write " + other.APIVersion()
			}
			c.say(change.breaking())
			continue
		}
		c.deprecation(kind, now)
	}
	for gvk, kind := range c.after.Kinds {
		if c.before.Kinds[gvk] == nil && c.counts(gvk) {
			c.say(Change{Action: Added, Subject: AKind, GVK: gvk, IsList: kind.IsList, Text: "new"})
		}
	}
}

func (c *comparison) deprecation(before, after *Kind) {
	if !before.deprecation || !after.deprecation || before.Deprecated == after.Deprecated || before.IsList {
		return
	}
	change := Change{Action: Added, Subject: Deprecation, GVK: before.GVK, Severity: diagnostic.Warning, Text: "deprecated"}
	if after.Warning != "" {
		change.Text += ": " + after.Warning
	}
	if before.Deprecated {
		change = Change{Action: Removed, Subject: Deprecation, GVK: before.GVK, Text: "no longer deprecated"}
	}
	c.say(change)
}

// resources compares the resources of kinds that are served before and after.
func (c *comparison) resources() {
	for name, before := range c.before.Resources {
		after := c.after.Resources[name]
		at := c.before.owner(name, before)
		switch {
		case !c.counts(before.Kind) || after == nil && c.after.lacks(before.Kind, name):
		case after == nil:
			c.say(resourceChange(Removed, at, name, "no longer served").breaking())
		default:
			c.resource(at, name, before, after)
		}
	}
	for name, after := range c.after.Resources {
		if c.before.Resources[name] == nil && c.counts(after.Kind) && !c.before.lacks(after.Kind, name) {
			c.say(resourceChange(Added, c.after.owner(name, after), name, "new"))
		}
	}
}

// owner returns the kind that a resource belongs to: its own, or for a
// subresource that of its parent.
func (v *View) owner(name ResourceName, r *Resource) GVK {
	kind := r.Kind.Kind
	if parent, _, isSub := strings.Cut(name.Name, "/"); isSub {
		if p := v.Resources[ResourceName{name.Group, name.Version, parent}]; p != nil {
			kind = p.Kind.Kind
		}
	}
	return GVK{name.Group, name.Version, kind}
}

// lacks tells whether a view lacks what a resource belongs to: that a kind went
// or came as a whole is told once.
func (v *View) lacks(kind GVK, name ResourceName) bool {
	if parent, _, isSub := strings.Cut(name.Name, "/"); isSub {
		return v.Resources[ResourceName{name.Group, name.Version, parent}] == nil
	}
	return v.Kinds[kind] == nil
}

func resourceChange(action Action, at GVK, name ResourceName, text string) Change {
	subject, what := AResource, "resource "
	if name.isSubresource() {
		subject, what = ASubresource, "subresource "
	}
	return Change{Action: action, Subject: subject, GVK: at, Name: name.Name, Text: what + name.Name + " " + text}
}

// resource compares a resource that is there before and after.
func (c *comparison) resource(at GVK, name ResourceName, before, after *Resource) {
	if before.Namespaced != after.Namespaced && !name.isSubresource() {
		scopes := map[bool]string{true: "namespaced", false: "cluster-wide"}
		c.say(Change{
			Action: Changed, Subject: AScope, GVK: at, Name: name.Name,
			Text: fmt.Sprintf("%s is %s, was %s", name.Name, scopes[after.Namespaced], scopes[before.Namespaced]),
		}.breaking())
	}
	if before.Kind != after.Kind && c.after.Kinds[before.Kind] != nil {
		c.say(Change{
			Action: Changed, Subject: AResource, GVK: at, Name: name.Name,
			Text: fmt.Sprintf("%s takes a %s, took a %s", name.Name, after.Kind, before.Kind),
		}.breaking())
	}
	for _, verb := range before.Verbs {
		if !slices.Contains(after.Verbs, verb) && c.tells(c.after, name, verb) {
			c.say(Change{Action: Removed, Subject: AVerb, GVK: at, Name: name.Name + " " + verb, Text: "the verb " + verb + " of " + name.Name + " is gone"}.breaking())
		}
	}
	for _, verb := range after.Verbs {
		if !slices.Contains(before.Verbs, verb) && c.tells(c.before, name, verb) {
			c.say(Change{Action: Added, Subject: AVerb, GVK: at, Name: name.Name + " " + verb, Text: "the verb " + verb + " of " + name.Name + " is new"})
		}
	}
}

// tells tells whether a view would say that a resource has the verb: OpenAPI
// documents don't tell that custom resources can be watched.
func (c *comparison) tells(v *View, name ResourceName, verb string) bool {
	if verb != "watch" {
		return true
	}
	for other, r := range v.Resources {
		if other.Group == name.Group && other.Version == name.Version && slices.Contains(r.Verbs, verb) {
			return true
		}
	}
	return false
}

// stabilities compares how stable the most stable version of each kind is.
func (c *comparison) stabilities() {
	before, after := c.before.mostStable(), c.after.mostStable()
	for at, old := range before {
		now, ok := after[at]
		if !ok || !c.counts(now) || apiversion.StabilityOf(old.Version) == apiversion.StabilityOf(now.Version) {
			continue
		}
		c.say(Change{
			Action: Changed, Subject: Stability, GVK: now,
			Text: fmt.Sprintf("%s, was %s (%s)", apiversion.StabilityOf(now.Version), apiversion.StabilityOf(old.Version), old.Version),
		})
	}
}

// mostStable returns the version of highest priority of each kind that is no
// list.
func (v *View) mostStable() map[GroupKind]GVK {
	best := map[GroupKind]GVK{}
	for k, kind := range v.Kinds {
		at := GroupKind{k.Group, k.Kind}
		if known, ok := best[at]; !kind.IsList && (!ok || apiversion.Compare(k.Version, known.Version) > 0) {
			best[at] = k
		}
	}
	return best
}

// storage compares which versions of custom kinds are stored.
func (c *comparison) storage() {
	for at, before := range c.before.Stored {
		if after := c.after.Stored[at]; after != "" && after != before {
			c.say(Change{
				Action: Changed, Subject: Storage, GVK: GVK{at.Group, after, at.Kind}, Severity: diagnostic.Warning,
				Text: fmt.Sprintf("objects are stored as %s, were as %s", after, before),
				Help: fmt.Sprintf("migrate what is stored before %s goes", before),
			})
		}
	}
}
