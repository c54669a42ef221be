package runtimeconfig

import (
	"slices"
	"strconv"
	"strings"
)

// name is a key that names a version or a resource.
type name struct {
	group, version, resource string
	parts                    int
}

// parseName divides a key that is no meta key. It is good when it has two or
// three parts; any of them may be empty.
func parseName(key string) (n name, ok bool) {
	parts := strings.SplitN(key, "/", 4)
	n.parts = len(parts)
	if n.parts < 2 || n.parts > 3 {
		return n, false
	}
	n.group, n.version = parts[0], parts[1]
	if n.parts == 3 {
		n.resource = parts[2]
	}
	return n, true
}

// parseBool reads the value of an entry for a version or a resource.
func parseBool(value string) (bool, error) {
	if value == "" {
		return true, nil
	}
	return strconv.ParseBool(value)
}

// isMeta tells whether the release takes the key for all versions of some
// stability.
func (e *evaluation) isMeta(key string) bool {
	return key == allVersions || e.release >= metaKeys && slices.Contains(metaOrder, key)
}

// takesResources tells whether the release reads the resource of a key.
func (e *evaluation) takesResources(n name) bool {
	return e.release >= resourceKeys || n.group == "extensions" && n.version == "v1beta1"
}

// validate finds what keeps the server from starting: first the faults that
// entries have by themselves, then what is wrong with the whole.
func (e *evaluation) validate() {
	for _, s := range e.settings {
		if class := e.fault(s); class != "" {
			e.refuse(s, class)
		}
	}
	if e.flags.Partial {
		return
	}
	if len(e.settings) == 1 && e.settings[0].key == allVersions && e.settings[0].value == "false" {
		e.refuse(e.settings[0], OnlyAllOff)
	}
	e.checkFairness()
}

// refuse notes why the server doesn't start; of several reasons that an entry
// gives, the first.
func (e *evaluation) refuse(s setting, class Class) {
	if v := &e.verdicts[s.entry]; v.Effect != Refused {
		v.Effect, v.Class = Refused, class
	}
}

// fault says what is wrong with a setting by itself, "" if nothing is.
func (e *evaluation) fault(s setting) Class {
	if e.isMeta(s.key) {
		if e.release >= metaKeys && s.value != "true" && s.value != "false" {
			return BadMetaValue
		}
		return ""
	}
	n, ok := parseName(s.key)
	switch {
	case !ok:
		return Malformed
	case !e.groups[n.group]:
		return UnknownGroup
	case n.parts == 3 && !e.takesResources(n):
		return ""
	case e.version(n) == nil || !e.version(n).registered:
		return UnknownVersion
	}
	on, err := parseBool(s.value)
	switch {
	case err != nil:
		return BadValue
	case n.parts == 3 && e.release >= resourceKeys && strings.ToLower(n.resource) != n.resource:
		return UpperCase
	case on && e.isTooNew(n):
		return NotYetThere
	}
	return ""
}

// isTooNew tells whether all that a key names came after the release that the
// server emulates. What a feature gate keeps off doesn't count.
func (e *evaluation) isTooNew(n name) bool {
	if e.release < emulationErrors {
		return false
	}
	found := false
	for k := range e.catalog.Endpoints(n.group, n.version, e.release) {
		switch {
		case n.parts == 3 && k.Resource != n.resource, len(e.gatesOff(k)) > 0:
		case !e.isUnborn(k):
			return false
		default:
			found = true
		}
	}
	return found
}

// checkFairness finds the entry that takes from API Priority and Fairness the
// API that it needs. As kube-apiserver does, it looks for "key=false" anywhere
// in what the flag says.
func (e *evaluation) checkFairness() {
	check := fairnessCheck(e.release)
	if check == nil || e.flags.NoPriorityAndFairness || len(e.settings) == 0 {
		return
	}
	if check.gated && !e.flags.Gates.On(e.catalog.Gate(priorityAndFairness), e.release) {
		return
	}
	for _, key := range check.keys {
		if s, found := e.holds(key + "=false"); found && !check.alpha {
			e.refuse(s, Unfair)
			return
		}
		if _, found := e.holds(key + "=true"); found {
			return
		}
	}
	if check.alpha {
		e.refuse(e.settings[len(e.settings)-1], Unfair)
	}
}

// holds returns the setting in which the text stands.
func (e *evaluation) holds(text string) (setting, bool) {
	i := slices.IndexFunc(e.settings, func(s setting) bool { return strings.Contains(s.key+"="+s.value, text) })
	if i < 0 {
		return setting{}, false
	}
	return e.settings[i], true
}
