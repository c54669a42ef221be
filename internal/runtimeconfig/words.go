package runtimeconfig

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
)

// Reason says why the kube-apiserver doesn't start, "" if it does.
func (o *Outcome) Reason() string {
	for i, v := range o.Verdicts {
		if v.Effect == Refused {
			return o.Why(i)
		}
	}
	return ""
}

// Why says in a few words why entry i has its effect. It doesn't name the
// release.
func (e *evaluation) Why(i int) string {
	v, entry := &e.verdicts[i], e.config[i]
	n, _ := parseName(e.keyOf(i))
	switch v.Class {
	case Works:
		return e.whyWorks(i)
	case Malformed:
		return fmt.Sprintf("%q is neither group/version nor group/version/resource", entry.Key)
	case UnknownGroup:
		return e.whyUnknownGroup(n)
	case UnknownVersion:
		return fmt.Sprintf("kube-apiserver has no %s%s%s", title(n), e.when(n), evenOff(entry))
	case BadValue:
		return fmt.Sprintf("%q is neither true nor false", entry.Value)
	case BadMetaValue:
		return fmt.Sprintf("the value of %s must be exactly true or false, not %q", entry.Key, entry.Value)
	case OnlyAllOff:
		return "api/all=false with nothing beside it leaves no API to serve"
	case Unfair:
		return e.whyUnfair(entry)
	case UpperCase:
		return fmt.Sprintf("resources are written in lower case, not %q", n.resource)
	case NotYetThere:
		return fmt.Sprintf("%s came after the emulated release %s", title(n), e.flags.Emulated)
	}
	return e.whyIdle(i, n)
}

func (e *evaluation) whyIdle(i int, n name) string {
	v := &e.verdicts[i]
	switch v.Class {
	case Legacy:
		return "api/legacy means nothing any more"
	case Repeated:
		return e.whyRepeated(i)
	case Overridden:
		return "other entries undo all of it"
	case Redundant:
		return fmt.Sprintf("%s does so already", e.config[v.by])
	case Empty:
		return fmt.Sprintf("%s is known, but nothing is served in it", title(n))
	case UnknownResource:
		return fmt.Sprintf("%s serves no %q", title(name{group: n.group, version: n.version}), n.resource)
	case NoResourceKeys:
		return "only whole versions can be switched, so the entry is ignored"
	case GateOff:
		return fmt.Sprintf("the feature gate %s is off", strings.Join(e.guards(v.reached), ", "))
	case Needed:
		return "it changes nothing, but without it kube-apiserver would not start"
	case UnreadMeta:
		return fmt.Sprintf("a value other than true and false, %q, is ignored", e.config[i].Value)
	}
	return whyAlready(e.config[i])
}

func (e *evaluation) whyRepeated(i int) string {
	by := e.config[e.verdicts[i].by]
	if e.verdicts[i].Contradicts {
		return fmt.Sprintf("%s means the core group too, and which of the two counts is left to chance", by)
	}
	if by.Key == e.config[i].Key {
		return fmt.Sprintf("the key is given again, and the last counts: %s", by)
	}
	return fmt.Sprintf("%s means the core group too, and counts instead", by)
}

// evenOff says of an entry that is meant to switch something off that this
// doesn't make it any better.
func evenOff(entry Entry) string {
	if on, err := parseBool(entry.Value); on || err != nil {
		return ""
	}
	return ", not even to switch it off"
}

// whyAlready says that an entry repeats the default.
func whyAlready(entry Entry) string {
	if on, _ := parseBool(entry.Value); on {
		return "it is on by default"
	}
	return "it is off by default"
}

// whyWorks says what an entry switches.
func (e *evaluation) whyWorks(i int) string {
	v := &e.verdicts[i]
	var parts []string
	if len(v.Enabled) > 0 {
		parts = append(parts, "switches "+list(v.Enabled)+" on")
	}
	if len(v.Disabled) > 0 {
		parts = append(parts, "switches "+list(v.Disabled)+" off")
	}
	if key := e.config[i].Key; meansCore(key) && key != "v1" && key != "api/v1" {
		parts = append(parts, "the key means all of the core group")
	}
	if v.Contradicts {
		parts = append(parts, "another spelling of the core group says otherwise, and which counts is left to chance")
	}
	if gates := e.guards(v.reached); len(gates) > 0 && len(v.Enabled) > 0 {
		parts = append(parts, "more would need the feature gates "+strings.Join(gates, ", "))
	}
	return strings.Join(parts, "; ")
}

// listed is how many kinds are listed by name.
const listed = 4

// list names a few kinds, without their version if they share it with the key,
// or counts many.
func list(kinds []*openapi.Kind) string {
	if len(kinds) > listed {
		return fmt.Sprintf("%d kinds", len(kinds))
	}
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.Kind
		if kinds[0].APIVersion() != kinds[len(kinds)-1].APIVersion() {
			names[i] = k.String()
		}
	}
	return strings.Join(names, ", ")
}

// guards lists the feature gates that keep kinds off which the flag has on.
func (e *evaluation) guards(apis []*api) []string {
	var gates []string
	for _, a := range apis {
		if a.on {
			gates = append(gates, e.gatesOff(a.kind)...)
		}
	}
	slices.Sort(gates)
	return slices.Compact(gates)
}

func (e *evaluation) whyUnknownGroup(n name) string {
	switch {
	case n.group == "api" && e.release < metaKeys:
		return fmt.Sprintf("kube-apiserver takes api/%s only since %s", n.version, metaKeys)
	case n.group == "api":
		return "there are only api/all, api/ga, api/beta and api/alpha"
	}
	return fmt.Sprintf("kube-apiserver has no API group %q%s", n.group, e.when(n))
}

func (e *evaluation) whyUnfair(entry Entry) string {
	check := fairnessCheck(e.release)
	if check.alpha {
		return "the feature gate " + priorityAndFairness + " needs " + check.keys[len(check.keys)-1] + "=true"
	}
	return fmt.Sprintf("%s conflicts with API Priority and Fairness, which needs %s", entry, check.keys[0])
}

// when says since or before which release the server lacks what a key names,
// "" when it never had it.
func (e *evaluation) when(n name) string {
	if len(e.catalog.Versions(n.group)) == 0 {
		return ""
	}
	servers := e.catalog.Servers()
	wholeGroup := !servers.HasGroup(n.group, e.release)
	var known apiversion.ReleaseSet
	for release := range e.catalog.Releases().Releases() {
		for v := range servers.All() {
			if v.Group == n.group && (wholeGroup || v.Version == n.version) && v.Registered(release) {
				known |= apiversion.SetOf(release)
			}
		}
	}
	switch {
	case known == 0:
		return ""
	case known.First() > e.release:
		return fmt.Sprintf(" before %s", known.First())
	case known.Last() < e.release:
		return fmt.Sprintf(" since %s", known.Last()+1)
	}
	return ""
}

// title is what a key names, as people write it.
func title(n name) string {
	text := n.group + "/" + n.version
	if n.group == "" {
		text = n.version
	}
	if n.resource != "" {
		text += "/" + n.resource
	}
	return text
}
