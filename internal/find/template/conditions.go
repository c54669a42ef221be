package template

import (
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// decides tells whether a value counts as true: a condition is what it takes, nil
// where that is known.
func (v *value) decides() (holds bool, asks *condition) {
	if set, known := v.isKnownSet(); known {
		return set, nil
	}
	return false, v.question()
}

// isKnownSet tells whether a value counts as true, if that is known. A value that
// stands in for what the cluster would say, to render without one, is taken as not
// set.
func (v *value) isKnownSet() (set, known bool) {
	if v.kind == unknown {
		return false, standsInForCluster(v.key)
	}
	if p := v.onlyHole(); p != nil {
		return p.hole.isKnownSet()
	}
	return v.isSet()
}

// question returns what a value hangs on that may count as true or not.
func (v *value) question() *condition {
	if p := v.onlyHole(); p != nil {
		return p.hole.question()
	}
	if v.kind == truth {
		return v.condition
	}
	return newAtom(v.key)
}

// standsInForCluster tells of values that charts have for people who render
// without a cluster: bitnami's kubeVersion and apiVersions, and
// kubeTargetVersionOverride and the like of prometheus-community.
func standsInForCluster(key string) bool {
	switch key[strings.LastIndexByte(key, '.')+1:] {
	case "kubeVersion", "apiVersions", "kubeVersionOverride", "kubeTargetVersionOverride":
		return strings.HasPrefix(key, ".Values.") || strings.HasPrefix(key, "default(.Values.")
	}
	return false
}

func (r *run) not(args []value) value {
	if len(args) == 0 {
		return unknownOf("not")
	}
	holds, asks := args[0].decides()
	var v value
	if asks == nil {
		v = booleanOf(!holds)
	} else {
		v = conditionOf(asks.not())
	}
	v.guard = r.guardOf(&args[0])
	return v
}

// combine is and, or. Where all is known it gives the value that decides, as
// text/template does; where something is open, a condition, or for or the value
// that is there if the others aren't.
func (r *run) combine(name string, args []value) value {
	decides := name == "or"
	var open []*condition
	var guard *guard
	for i := range args {
		holds, asks := args[i].decides()
		guard = r.guards.join(guard, r.guardOf(&args[i]))
		if asks != nil {
			open = append(open, asks)
		} else if holds == decides {
			if len(open) == 0 {
				return args[i]
			}
			if decides && args[i].kind != boolean {
				return r.firstSet("coalesce", args)
			}
			v := booleanOf(decides)
			v.guard = guard
			return v
		}
	}
	if len(open) == 0 {
		return lastOf(args)
	}
	op := conjunction
	if decides {
		op = disjunction
	}
	v := conditionOf(join(op, open))
	v.guard = guard
	return v
}

// guardOf returns what must hold for a value to be what it is.
func (r *run) guardOf(v *value) *guard {
	g := v.guard
	for i := range v.pieces {
		g = r.guards.join(g, v.pieces[i].guard)
	}
	return g
}

// has is whether a list has an item; of .Capabilities.APIVersions it is whether
// the cluster serves an API.
func (r *run) has(args []value) value {
	if len(args) != 2 {
		return unknownOf("has")
	}
	if args[1].kind == unknown && strings.HasSuffix(args[1].key, "Capabilities.APIVersions") {
		return r.serves(args[0])
	}
	wanted, known := args[0].literal()
	for i := range args[1].items {
		item, isLiteral := args[1].items[i].literal()
		if known && isLiteral && item == wanted {
			return booleanOf(true)
		}
		known = known && isLiteral
	}
	if known && args[1].kind == sequence {
		return booleanOf(false)
	}
	return unknownOf(nameOfCall("has", args))
}

// compare is eq, ne, lt, le, gt, ge.
func (r *run) compare(name string, args []value) value {
	if len(args) < 2 {
		return unknownOf(name)
	}
	var v value
	switch a, b := unwrapped(&args[0]), unwrapped(&args[1]); {
	case name == "eq":
		v = r.equalsAny(a, args[1:])
	case name == "ne":
		v = r.not([]value{r.equalsAny(a, args[1:2])})
	case a.kind == minor || b.kind == minor:
		v = compareMinor(name, a, b)
	case a.kind == number && b.kind == number:
		v = booleanOf(ordered(name, a.number-b.number))
	default:
		v = unknownOf(nameOfCall(name, args))
	}
	for i := range args {
		v.guard = r.guards.join(v.guard, r.guardOf(&args[i]))
	}
	return v
}

// unwrapped returns the unknown value that a text consists of.
func unwrapped(v *value) *value {
	if hole, is := v.only(); is {
		return hole
	}
	return v
}

func (r *run) equalsAny(a *value, others []value) value {
	var open []*condition
	for i := range others {
		b := unwrapped(&others[i])
		if a.kind == minor || b.kind == minor {
			v := compareMinor("eq", a, b)
			return v
		}
		holds, asks := isEqual(a, b)
		if asks != nil {
			open = append(open, asks)
		} else if holds {
			return booleanOf(true)
		}
	}
	if len(open) == 0 {
		return booleanOf(false)
	}
	return conditionOf(join(disjunction, open))
}

func isEqual(a, b *value) (holds bool, asks *condition) {
	textOfA, knownA := a.literal()
	textOfB, knownB := b.literal()
	switch {
	case knownA && knownB:
		return textOfA == textOfB, nil
	case knownB:
		return isEqualTo(a, b, textOfB)
	case knownA:
		return isEqualTo(b, a, textOfA)
	}
	return false, newAtom(shortKey("eq(" + a.name() + ", " + b.name() + ")"))
}

// isEqualTo compares something unknown with a known value.
func isEqualTo(v, known *value, to string) (holds bool, asks *condition) {
	switch {
	case known.kind != boolean || v.kind != unknown && v.kind != truth:
		return false, equals(v.name(), shortKey(to))
	case known.number == 1:
		return false, v.question()
	}
	return false, v.question().not()
}

// compareMinor compares the number of the cluster's release, as a number where
// the template made one of it, else as a text, as text/template does.
func compareMinor(name string, a, b *value) value {
	flipped := map[string]string{"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}
	if b.kind == minor {
		name, a, b = flipped[name], b, a
	}
	with, known := b.literal()
	if !known {
		return unknownOf(nameOfCall(name, []value{*a, *b}))
	}
	number, err := strconv.Atoi(with)
	if a.number == 1 && err != nil {
		return unknownOf(nameOfCall(name, []value{*a, *b}))
	}
	return conditionOf(versionMeets("minor "+name+" "+with, apiversion.ByMinor(func(of int) bool {
		if a.number == 1 {
			return ordered(name, of-number)
		}
		return ordered(name, strings.Compare(strconv.Itoa(of), with))
	})))
}

func ordered(name string, difference int) bool {
	switch name {
	case "lt":
		return difference < 0
	case "le":
		return difference <= 0
	case "gt":
		return difference > 0
	case "ge":
		return difference >= 0
	}
	return difference == 0
}

// tests answers questions about values that are known.
func (r *run) tests(name string, args []value) value {
	if len(args) != 2 {
		return unknownOf(name)
	}
	a, knownA := args[0].literal()
	b, knownB := args[1].literal()
	known, holds := knownA && knownB, false
	switch name {
	case "hasKey":
		if known = args[0].kind == mapping && knownB; known {
			_, holds = args[0].entries[b]
		}
	case "typeIs", "kindIs":
		holds, known = isOfKind(&args[1], a)
	case "contains":
		holds = strings.Contains(b, a)
	case "hasPrefix":
		holds = strings.HasPrefix(b, a)
	case "hasSuffix":
		holds = strings.HasSuffix(b, a)
	}
	if !known {
		return unknownOf(nameOfCall(name, args))
	}
	v := booleanOf(holds)
	for i := range args {
		v.guard = r.guards.join(v.guard, r.guardOf(&args[i]))
	}
	return v
}

func isOfKind(v *value, kind string) (is, known bool) {
	switch v.kind {
	case text:
		return kind == "string", !v.isYAML
	case mapping, root:
		return kind == "map" || strings.HasPrefix(kind, "map["), true
	case sequence:
		return kind == "slice" || strings.HasPrefix(kind, "[]"), true
	case boolean:
		return kind == "bool", true
	case null:
		return kind == "invalid" || kind == "nil", true
	}
	return false, false
}
