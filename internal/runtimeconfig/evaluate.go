package runtimeconfig

import (
	"slices"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
)

// Flags is what else a kube-apiserver is given that --runtime-config depends on.
// The zero value is a server that is given nothing.
type Flags struct {
	Gates                 Gates
	NoPriorityAndFairness bool               // --enable-priority-and-fairness=false
	Emulated              apiversion.Release // --emulated-version, zero if that isn't set; not newer than the server
	// GatesPartial tells that there are feature gates that can't be read.
	GatesPartial bool
	// Partial tells that there are entries that can't be read, so that nothing
	// can be said that another entry might change.
	Partial bool
}

// Outcome is what a release makes of a Config.
type Outcome struct {
	Release  apiversion.Release
	Refused  bool      // the kube-apiserver doesn't start
	Verdicts []Verdict // of the entries, in their order
	// Enabled and Disabled are the kinds that the release serves, or doesn't,
	// because of the flag, in the order of the catalog. Both are empty when the
	// server doesn't start.
	Enabled, Disabled []*openapi.Kind

	*evaluation
}

// Verdict is what a release makes of one entry.
type Verdict struct {
	Effect Effect
	Class  Class
	// Enabled and Disabled are the kinds that are on or off because of this
	// entry, whatever the defaults.
	Enabled, Disabled []*openapi.Kind
	// Contradicts tells that another spelling of the same key says otherwise,
	// and which counts is left to chance. The verdict is that of the worse.
	Contradicts bool
	// Uncertain tells that entries that can't be read could change the verdict.
	Uncertain bool

	by      int    // the entry that takes its effect
	reached []*api // what it names
	changed int    // how many of these it switched when it was applied
}

// evaluation is a Config before one release.
type evaluation struct {
	catalog  *openapi.Catalog
	release  apiversion.Release
	flags    Flags
	config   Config
	settings []setting
	groups   map[string]bool // those that the release registers
	versions map[name]*preference
	ordered  []*preference // as the catalog orders versions
	verdicts []Verdict
}

// Evaluate tells what kube-apiserver of the release does when it is given the
// entries.
func Evaluate(catalog *openapi.Catalog, release apiversion.Release, config Config, flags Flags) *Outcome {
	e := &evaluation{catalog: catalog, release: release, flags: flags, config: config, verdicts: make([]Verdict, len(config))}
	for i := range e.verdicts {
		e.verdicts[i].by = -1
	}
	e.defaults()
	e.complete()
	e.validate()
	e.merge()
	for i := range e.verdicts {
		e.conclude(i)
	}
	o := e.outcome()
	if !o.Refused {
		e.findNeeded()
	}
	return o
}

// maxWithout is how many entries a Config may have for it to be tried without
// each of them.
const maxWithout = 50

// findNeeded finds the entries that change nothing but that the server starts.
func (e *evaluation) findNeeded() {
	if len(e.config) > maxWithout {
		return
	}
	for i := range e.verdicts {
		if v := &e.verdicts[i]; v.Effect == None && !e.startsWithout(i) {
			v.Class = Needed
		}
	}
}

// startsWithout tells whether the server would start without an entry.
func (e *evaluation) startsWithout(i int) bool {
	config := slices.Delete(slices.Clone(e.config), i, i+1)
	without := &evaluation{catalog: e.catalog, release: e.release, flags: e.flags, config: config, verdicts: make([]Verdict, len(config))}
	without.defaults()
	without.complete()
	without.validate()
	return !slices.ContainsFunc(without.verdicts, func(v Verdict) bool { return v.Effect == Refused })
}

// conclude finds out what came of an entry.
func (e *evaluation) conclude(i int) {
	v := &e.verdicts[i]
	if v.Effect == "" {
		guarded := e.collect(i)
		switch {
		case v.Class != "":
			v.Effect = None
		case len(v.Enabled) > 0:
			v.Effect, v.Class = Enables, Works
		case len(v.Disabled) > 0:
			v.Effect, v.Class = Disables, Works
		default:
			v.Effect, v.Class = None, e.idle(i, guarded)
		}
	}
	v.Uncertain = e.flags.Partial && !v.Class.local() || e.flags.GatesPartial && v.Class == GateOff
}

// collect fills in the kinds that are on or off because of an entry, and tells
// whether a feature gate keeps others off that it switches on.
func (e *evaluation) collect(i int) (guarded bool) {
	v := &e.verdicts[i]
	for _, a := range v.reached {
		switch {
		case a.by != i:
		case !e.serves(a.kind):
			guarded = guarded || a.on
		case a.on:
			v.Enabled = append(v.Enabled, a.kind)
		default:
			v.Disabled = append(v.Disabled, a.kind)
		}
	}
	return guarded
}

// idle says why an entry has no effect.
func (e *evaluation) idle(i int, guarded bool) Class {
	v := &e.verdicts[i]
	switch {
	case guarded:
		return GateOff
	case len(v.reached) == 0:
		return e.missing(i)
	case v.changed > 0:
		return Overridden
	case v.by >= 0:
		return Redundant
	}
	return AlreadySo
}

// missing says why an entry names nothing that the release can serve.
func (e *evaluation) missing(i int) Class {
	n, _ := parseName(e.keyOf(i))
	if p := e.version(n); n.parts == 3 && p != nil && len(p.apis) > 0 {
		return UnknownResource
	}
	return Empty
}

// keyOf is the key of an entry as Complete leaves it.
func (e *evaluation) keyOf(i int) string {
	if key := e.config[i].Key; !meansCore(key) {
		return key
	}
	return core
}

// serves tells whether the server serves a kind that is switched on.
func (e *evaluation) serves(k *openapi.Kind) bool { return len(e.gatesOff(k)) == 0 && !e.isUnborn(k) }

// isUnborn tells whether a kind came after the release that the server emulates.
func (e *evaluation) isUnborn(k *openapi.Kind) bool {
	return e.flags.Emulated != 0 && k.Introduced > e.flags.Emulated
}

// gatesOff lists the feature gates that guard a kind and are off.
func (e *evaluation) gatesOff(k *openapi.Kind) []string {
	release := e.release
	if e.flags.Emulated != 0 {
		release = e.flags.Emulated
	}
	var off []string
	for _, use := range k.Gates {
		if use.Guards(e.release) && !e.flags.Gates.On(e.catalog.Gate(use.Gate), release) {
			off = append(off, use.Gate)
		}
	}
	return off
}

func (e *evaluation) outcome() *Outcome {
	o := &Outcome{Release: e.release, Verdicts: e.verdicts, evaluation: e}
	o.Refused = slices.ContainsFunc(e.verdicts, func(v Verdict) bool { return v.Effect == Refused })
	if o.Refused {
		return o
	}
	for _, p := range e.ordered {
		for _, a := range p.apis {
			switch {
			case a.on == a.byDefault || !e.serves(a.kind):
			case a.on:
				o.Enabled = append(o.Enabled, a.kind)
			default:
				o.Disabled = append(o.Disabled, a.kind)
			}
		}
	}
	return o
}
