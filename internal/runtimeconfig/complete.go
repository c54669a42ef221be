package runtimeconfig

import "strings"

// setting is an entry as it counts in the end.
type setting struct {
	key, value string
	entry      int // its index in the Config
}

// complete does what becomes of the entries before they are validated: of
// several with the same key the last counts, the spellings of the core group
// become one key, and api/legacy goes. Entries that fall away get their
// verdict.
//
// The spellings of the core group replace each other in the order in which Go
// ranges over a map, so which of several values counts is decided anew at each
// start. The worst counts here: one that can't be read, then one that switches
// the group off.
func (e *evaluation) complete() {
	last := map[string]int{}
	for i, entry := range e.config {
		last[entry.Key] = i
	}
	var spellings []int
	for i, entry := range e.config {
		switch {
		case last[entry.Key] != i:
			e.drop(i, Repeated, last[entry.Key])
		case entry.Key == legacy:
			e.drop(i, Legacy, i)
		case meansCore(entry.Key):
			spellings = append(spellings, i)
		default:
			e.settings = append(e.settings, setting{entry.Key, entry.Value, i})
		}
	}
	if len(spellings) > 0 {
		e.completeCore(spellings)
	}
}

// meansCore tells whether a key is one that becomes "/v1", its resource
// included.
func meansCore(key string) bool {
	return key == "v1" || key == "api/v1" || strings.HasPrefix(key, "v1/") || strings.HasPrefix(key, "api/v1/")
}

// completeCore lets one of the spellings of the core group count.
func (e *evaluation) completeCore(spellings []int) {
	worst := spellings[len(spellings)-1]
	for _, i := range spellings {
		if badness(e.config[i].Value) > badness(e.config[worst].Value) {
			worst = i
		}
	}
	for _, i := range spellings {
		if badness(e.config[i].Value) != badness(e.config[worst].Value) {
			e.verdicts[worst].Contradicts, e.verdicts[i].Contradicts = true, true
		}
		if i != worst {
			e.drop(i, Repeated, worst)
		}
	}
	for k, s := range e.settings {
		if s.key == core {
			e.drop(s.entry, Repeated, worst)
			e.settings = append(e.settings[:k], e.settings[k+1:]...)
			break
		}
	}
	e.settings = append(e.settings, setting{core, e.config[worst].Value, worst})
}

// badness orders the values of the core group by what they do to it.
func badness(value string) int {
	switch on, err := parseBool(value); {
	case err != nil:
		return 2
	case on:
		return 0
	}
	return 1
}

// drop gives an entry that falls away its verdict; by is the entry that took
// its place.
func (e *evaluation) drop(entry int, class Class, by int) {
	e.verdicts[entry].Class, e.verdicts[entry].by = class, by
}
