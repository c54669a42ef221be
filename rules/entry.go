package rules

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/runtimeconfig"
)

// entry is one entry of a --runtime-config with what each release makes of it,
// from the first target release to the newest that the catalog knows.
type entry struct {
	runtimeconfig.Entry
	index    int
	outcomes []*runtimeconfig.Outcome
	partial  bool // there are entries beside it that can't be read
}

// openEntries makes a case of each entry.
func (f *Facts) openEntries(config *reference.RuntimeConfig) []*Case {
	entries := runtimeconfig.Parse(config.Values...)
	flags := runtimeconfig.Flags{
		Gates:                 runtimeconfig.ParseGates(config.FeatureGates...),
		GatesPartial:          config.GatesPartial,
		NoPriorityAndFairness: config.NoPriorityAndFairness,
		Partial:               config.Partial,
	}
	emulated, _ := apiversion.ParseRelease(config.EmulatedVersion)
	var outcomes []*runtimeconfig.Outcome
	for release := range f.known().Releases() {
		if flags.Emulated = 0; emulated < release {
			flags.Emulated = emulated
		}
		outcomes = append(outcomes, runtimeconfig.Evaluate(f.Catalog, release, entries, flags))
	}
	cases := make([]*Case, len(entries))
	for i := range entries {
		cases[i] = &Case{Facts: f, span: entries[i].Span, entry: &entry{entries[i], i, outcomes, config.Partial}}
	}
	return cases
}

// known is the releases from the first target to the newest in the catalog.
func (f *Facts) known() apiversion.Range {
	return apiversion.Range{From: f.Target.From, To: max(f.Target.To, f.Catalog.Releases().To)}
}

// in returns the releases of a range whose verdict on the entry is so.
func (e *entry) in(releases apiversion.Range, so func(*runtimeconfig.Verdict) bool) apiversion.ReleaseSet {
	var set apiversion.ReleaseSet
	for _, o := range e.outcomes {
		if releases.Contains(o.Release) && so(&o.Verdicts[e.index]) {
			set |= apiversion.SetOf(o.Release)
		}
	}
	return set
}

// switchedOn returns what the whole --runtime-config switches on in a range of
// releases.
func (e *entry) switchedOn(releases apiversion.Range) SwitchedOn {
	on := SwitchedOn{}
	for _, o := range e.outcomes {
		if !releases.Contains(o.Release) {
			continue
		}
		for _, kind := range o.Enabled {
			on[kind] |= apiversion.SetOf(o.Release)
		}
	}
	return on
}

func isRefused(v *runtimeconfig.Verdict) bool { return v.Effect == runtimeconfig.Refused }

// words says of the releases of a set why the last of them judges the entry as
// it does, what to do there, and, for a note, why others do so that have
// another reason.
func (e *entry) words(set apiversion.ReleaseSet) (why, help, note string) {
	var reasons []string // the oldest first
	agree := map[string]apiversion.ReleaseSet{}
	for _, o := range e.outcomes {
		if !set.Has(o.Release) {
			continue
		}
		why, help = o.Why(e.index), o.Help(e.index)
		if agree[why] == 0 {
			reasons = append(reasons, why)
		}
		agree[why] |= apiversion.SetOf(o.Release)
	}
	var others []string
	for _, reason := range reasons {
		if reason != why {
			others = append(others, fmt.Sprintf("in %s: %s", runs(agree[reason]), reason))
		}
	}
	return why, help, strings.Join(others, "; ")
}

// runs names the releases of a set.
func runs(set apiversion.ReleaseSet) string {
	var names []string
	for run := range set.Runs() {
		names = append(names, run.String())
	}
	return "Kubernetes " + strings.Join(names, ", ")
}

// apiServer is a static Pod that runs a kube-apiserver with one more argument,
// for the examples of the rules.
func apiServer(argument string) string {
	return fmt.Sprintf(`apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.2
    command:
    - kube-apiserver
    - %s
`, argument)
}
