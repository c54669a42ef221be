package template

import (
	"strings"

	"github.com/apilint/apilint/internal/find/template/syntax"
	"github.com/apilint/apilint/internal/source"
)

// pipe returns what a pipeline comes to, and sets the variables that it
// declares.
func (r *run) pipe(dot *value, pipe *syntax.Pipe) value {
	if pipe == nil {
		return value{kind: null}
	}
	v := r.command(dot, pipe.Commands[0], nil)
	for _, command := range pipe.Commands[1:] {
		v = r.command(dot, command, &v)
	}
	for _, declared := range pipe.Declared {
		if pipe.IsAssign {
			r.assign(declared, v)
		} else {
			r.variables.Declare(declared, v)
		}
	}
	return v
}

func (r *run) assign(name string, v value) {
	if variable := r.variables.Find(name); variable != nil {
		v.guard = r.guards.join(v.guard, r.guard)
		*variable = v
	}
}

func (r *run) variable(name string) value {
	if v := r.variables.Find(name); v != nil {
		return *v
	}
	return unknownOf(name)
}

// command returns what a command comes to; last is what the one before it in
// the pipeline came to, nil if there is none.
func (r *run) command(dot *value, command syntax.Command, last *value) value {
	if r.spend() {
		return value{}
	}
	bottom := len(r.stack)
	defer func() { r.stack = r.stack[:bottom] }()
	for i := range command[1:] {
		v := r.argument(dot, &command[i+1])
		r.stack = append(r.stack, v)
	}
	if last != nil {
		r.stack = append(r.stack, *last)
	}
	args := r.stack[bottom:]
	if name := functionOf(command); name != "" {
		return r.call(name, args)
	}
	return r.fields(r.term(dot, &command[0]), command[0].Path, args)
}

// argument returns what an operand comes to.
func (r *run) argument(dot *value, o *syntax.Operand) value {
	return r.fields(r.term(dot, o), o.Path, nil)
}

// term returns what an operand comes to before its fields are asked for.
func (r *run) term(dot *value, o *syntax.Operand) value {
	switch o.Kind {
	case syntax.Dot:
		return *dot
	case syntax.Variable:
		return r.variable(o.Name)
	case syntax.Function:
		return r.call(o.Name, nil)
	case syntax.Pipeline:
		if r.deeper() {
			defer r.shallower()
			return r.pipe(dot, o.Pipe)
		}
	case syntax.String:
		return r.quoted(o)
	case syntax.Number:
		if o.IsInt {
			return value{kind: number, number: int(o.Int)}
		}
		return textOf(o.Name)
	case syntax.Bool:
		return booleanOf(o.Name == "true")
	}
	return value{kind: null}
}

// quoted returns the text of a string in an action, which stands there.
func (r *run) quoted(o *syntax.Operand) value {
	if o.End == 0 { // of a template that isn't Go's
		return textOf(o.Name)
	}
	p := piece{in: r.in, place: span{o.Start, o.End}, confidence: source.Medium}
	if p.stands = int(o.End-o.Start) == len(o.Name)+2; p.stands {
		p.place.start++
		p.place.end--
		p.data = r.in.Source[p.place.start:p.place.end]
	} else {
		p.data = []byte(o.Name)
	}
	return value{kind: text, pieces: append(r.parts.take(1), p)}
}

// fields returns what a value has at a path; args are for what stands last in it.
func (r *run) fields(v value, path string, args []value) value {
	if path == "" {
		return v
	}
	if v.isOutside(path) {
		return value{key: v.key + path}
	}
	for path != "" {
		var name string
		var given []value
		if name, path = cutField(path); path == "" {
			given = args
		}
		v = r.field(v, name, given)
	}
	return v
}

// isOutside tells whether all that is known of what a value has at a path is the
// path.
func (v *value) isOutside(path string) bool {
	return (v.kind == root || v.kind == unknown) && len(v.key)+len(path) <= maxKey &&
		!strings.Contains(path, "Capabilities") && !strings.Contains(v.key, "Capabilities")
}

// cutField cuts the first field off a path.
func cutField(path string) (name, rest string) {
	path = path[1:]
	if i := strings.IndexByte(path, '.'); i >= 0 {
		return path[:i], path[i:]
	}
	return path, ""
}

// field returns a field of a value, or what its method comes to.
func (r *run) field(v value, name string, args []value) value {
	switch v.kind {
	case mapping:
		if entry, found := v.entries[name]; found {
			entry.guard = r.guards.join(entry.guard, v.guard)
			return entry
		}
		return value{kind: null}
	case root:
		return unknownOf("." + name)
	case version:
		return r.fieldOfVersion(v, name)
	case unknown:
		if known, is := r.fieldOfCluster(v.key, name, args); is {
			return known
		}
		return unknownOf(v.key + "." + name)
	case null:
		return value{kind: null}
	}
	return unknownOf(v.name() + "." + name)
}

// fieldOfCluster returns a field of what Helm knows of the cluster:
// .Capabilities, however a template came by it.
func (r *run) fieldOfCluster(key, name string, args []value) (value, bool) {
	switch name {
	case "Has":
		if strings.HasSuffix(key, "Capabilities.APIVersions") && len(args) == 1 {
			return r.serves(args[0]), true
		}
	case "Version", "GitVersion":
		return value{kind: version}, strings.HasSuffix(key, "Capabilities.KubeVersion")
	case "Minor":
		return value{kind: minor}, strings.HasSuffix(key, "Capabilities.KubeVersion")
	case "Major":
		return textOf("1"), strings.HasSuffix(key, "Capabilities.KubeVersion")
	}
	return value{}, false
}

func (r *run) fieldOfVersion(v value, name string) value {
	switch name {
	case "Minor":
		return value{kind: minor, number: 1, guard: v.guard}
	case "Major":
		return value{kind: number, number: 1, guard: v.guard}
	}
	return unknownOf("$version." + name)
}

// serves asks whether the cluster serves an API.
func (r *run) serves(api value) value {
	name, known := api.literal()
	if !known || name == "" {
		return unknownOf("serves " + api.name())
	}
	v := conditionOf(serves(name))
	v.guard = api.guard
	return v
}
