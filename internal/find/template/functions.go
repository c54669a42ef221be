package template

import (
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/source"
)

// call returns what a function comes to: one of text/template's own, of Sprig's
// or of Helm's. What isn't among them here is unknown, and so is what hangs on
// something unknown.
func (r *run) call(name string, args []value) value {
	switch name {
	case "include":
		return r.include(args)
	case "tpl":
		return r.render(args)
	case "ternary":
		return r.ternary(args)
	case "semverCompare":
		return r.compareVersions(args)
	case "not", "empty":
		return r.not(args)
	case "and", "or":
		return r.combine(name, args)
	case "eq", "ne", "lt", "le", "gt", "ge":
		return r.compare(name, args)
	case "has":
		return r.has(args)
	case "hasKey", "typeIs", "kindIs", "contains", "hasPrefix", "hasSuffix":
		return r.tests(name, args)
	case "dict":
		return dictOf(args)
	case "list", "tuple":
		return value{kind: sequence, items: slices.Clone(args)}
	case "get":
		if len(args) == 2 {
			if key, known := args[1].literal(); known {
				return r.field(args[0], key, nil)
			}
		}
	case "index":
		return r.index(args)
	case "set":
		return r.set(args)
	case "required":
		return lastOf(args)
	case "fail":
		return value{kind: null}
	case "default", "coalesce":
		return r.firstSet(name, args)
	}
	return r.apply(name, args)
}

// maxPieces is of how many pieces a text may consist.
const maxPieces = 50_000

func lastOf(args []value) value {
	if len(args) == 0 {
		return value{kind: null}
	}
	return args[len(args)-1]
}

// apply applies a function to texts. Where they hang on something unknown whose
// likely value can be told, so can that of the result.
func (r *run) apply(name string, args []value) value {
	if v, is := versionThrough(name, args); is {
		return v
	}
	if v, is := r.applyToPieces(name, args); is && len(v.pieces) <= maxPieces {
		return v
	}
	result := unknownOf(nameOfCall(name, args))
	likely, confidence := make([]value, len(args)), source.High
	for i := range args {
		likely[i] = args[i]
		if args[i].kind != unknown {
			continue
		}
		l, c := r.likely(&args[i])
		if l == nil {
			return result
		}
		likely[i], confidence = *l, min(confidence, c)
	}
	if v, is := versionThrough(name, likely); is {
		result.likely, result.confidence = &v, confidence
	} else if v, is := r.applyToPieces(name, likely); is {
		result.likely, result.confidence = &v, confidence
	}
	return result
}

func nameOfCall(name string, args []value) string {
	var b strings.Builder
	b.WriteString(name + "(")
	for i := range args {
		if i > 0 {
			b.WriteString(", ")
		}
		if b.WriteString(args[i].name()); b.Len() > maxKey {
			break
		}
	}
	b.WriteString(")")
	return b.String()
}

// versionThrough tells whether a function hands on the cluster's version, or
// the number of its release.
func versionThrough(name string, args []value) (value, bool) {
	var found *value
	for i := range args {
		if args[i].kind == version || args[i].kind == minor {
			found = &args[i]
		}
	}
	if found == nil {
		return value{}, false
	}
	v := *found
	switch name {
	case "int", "int64", "atoi", "float64":
		v.number = 1
	case "trimSuffix", "trimPrefix", "trim", "toString", "semver", "replace", "print", "trimAll", "toDecimal":
	case "regexReplaceAll", "regexReplaceAllLiteral", "regexFind", "mustRegexReplaceAll", "mustRegexReplaceAllLiteral", "mustRegexFind":
		if v.kind == version {
			v.number = 1 // its suffix is gone
		}
	default:
		return value{}, false
	}
	return v, true
}

// likely returns what an unknown value is unless somebody sets it, nil if that
// can't be told.
func (r *run) likely(v *value) (*value, source.Confidence) {
	if v.likely != nil {
		return v.likely, v.confidence
	}
	path, is := strings.CutPrefix(v.key, ".Values.")
	if !is || r.context.Value == nil {
		return nil, source.Low
	}
	literal, known := r.context.Value(path)
	if !known {
		return nil, source.Low
	}
	found := value{kind: text, pieces: []piece{{
		data: []byte(literal.Text), in: literal.In, place: newSpan(literal.Start, literal.End), confidence: source.Low,
	}}}
	return &found, source.Low
}

// firstSet is default and coalesce: the first of the values that is set, of
// default the last before the first.
func (r *run) firstSet(name string, args []value) value {
	if name == "default" && len(args) == 2 {
		args = []value{args[1], args[0]}
	}
	for i := range args {
		set, known := args[i].isKnownSet()
		if !known {
			return r.unlessSet(args[i:])
		}
		if set {
			return args[i]
		}
	}
	return lastOf(args)
}

// unlessSet is a value that may be set, and what it is if it isn't.
func (r *run) unlessSet(args []value) value {
	if len(args) == 1 {
		return args[0]
	}
	next := r.firstSet("coalesce", args[1:])
	if set, known := next.isKnownSet(); known && !set {
		return args[0]
	}
	result := unknownOf(nameOfCall("default", args))
	if likely, confidence := r.likely(&args[0]); likely != nil {
		if set, _ := likely.isSet(); set {
			result.likely, result.confidence = likely, confidence
			return result
		}
	}
	if result.likely, result.confidence = &next, source.Medium; next.kind == unknown {
		result.likely, result.confidence = r.likely(&next)
	}
	return result
}

func (r *run) ternary(args []value) value {
	if len(args) != 3 {
		return unknownOf("ternary")
	}
	outer := r.guard
	matters := args[0].kind != unknown || args[1].kind != unknown
	taken, guard := r.decide(&args[2], place{in: r.in}, func(bool) bool { return matters })
	r.guard = outer
	v := args[1]
	if taken {
		v = args[0]
	}
	v.guard = r.guards.join(v.guard, guard)
	return v
}

// set sets an entry of a mapping.
func (r *run) set(args []value) value {
	if len(args) == 3 && args[0].kind == mapping {
		if key, known := args[1].literal(); known {
			args[2].guard = r.guards.join(args[2].guard, r.guard)
			args[0].entries[key] = args[2]
		}
	}
	return args0(args)
}

func args0(args []value) value {
	if len(args) == 0 {
		return value{kind: null}
	}
	return args[0]
}

func dictOf(args []value) value {
	v := value{kind: mapping, entries: map[string]value{}}
	for i := 0; i+1 < len(args); i += 2 {
		if key, known := args[i].literal(); known {
			v.entries[key] = args[i+1]
		}
	}
	return v
}

func (r *run) index(args []value) value {
	v := args0(args)
	for i := 1; i < len(args); i++ {
		at := args[i]
		switch key, known := at.literal(); {
		case v.kind == sequence && at.kind == number && at.number >= 0 && at.number < len(v.items):
			v = v.items[at.number]
		case known && at.kind == text:
			v = r.field(v, key, nil)
		default:
			v = unknownOf(v.name() + "[" + at.name() + "]")
		}
	}
	return v
}

// compareVersions is semverCompare.
func (r *run) compareVersions(args []value) value {
	if len(args) != 2 {
		return unknownOf("semverCompare")
	}
	constraint, known := args[0].literal()
	of, is := r.versionIn(&args[1])
	if !known || !is {
		return unknownOf(nameOfCall("semverCompare", args))
	}
	parsed, err := r.context.constraint(constraint)
	if err != nil {
		return unknownOf(nameOfCall("semverCompare", args))
	}
	key := constraint
	if of.number == 1 {
		parsed.Suffixed = parsed.Plain
		key += " without suffix"
	}
	v := conditionOf(versionMeets(key, parsed))
	v.guard = r.guards.join(args[0].guard, of.guard)
	return v
}

// versionIn returns the cluster's version, if a value is that, or is it unless
// somebody sets another.
func (r *run) versionIn(v *value) (*value, bool) {
	switch v.kind {
	case version:
		return v, true
	case text:
		if hole, is := v.only(); is {
			return r.versionIn(hole)
		}
		return r.versionOfParts(v)
	case unknown:
		if v.likely != nil {
			return r.versionIn(v.likely)
		}
		if strings.HasSuffix(v.key, "Capabilities.KubeVersion") {
			return &value{kind: version, guard: v.guard}, true
		}
	}
	return nil, false
}

// versionOfParts recognises "1." before the number of the release.
func (r *run) versionOfParts(v *value) (*value, bool) {
	before := ""
	for i := range v.pieces {
		switch p := &v.pieces[i]; {
		case p.hole == nil:
			before += string(p.data[:min(len(p.data), len("v1."))])
		case p.hole.kind == minor && strings.Trim(before, "v") == "1.":
			return &value{kind: version, number: 1, guard: p.guard}, true
		default:
			return nil, false
		}
	}
	return nil, false
}

// constraint reads a constraint, each once.
func (c *Context) constraint(text string) (apiversion.Constraint, error) {
	if c.Constraint == nil {
		return apiversion.ParseConstraint(text)
	}
	return c.Constraint(text)
}
