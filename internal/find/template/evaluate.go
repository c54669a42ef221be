package template

import (
	"strings"
	"text/template/parse"

	"github.com/apilint/apilint/internal/source"
)

// variable is a variable of a template.
type variable struct {
	name  string
	value value
}

// pipe returns what a pipeline comes to, and sets the variables that it
// declares.
func (r *run) pipe(dot value, pipe *parse.PipeNode) value {
	if pipe == nil {
		return value{kind: null}
	}
	var v value
	for i, command := range pipe.Cmds {
		v = r.command(dot, command, v, i > 0)
	}
	for _, declared := range pipe.Decl {
		if pipe.IsAssign {
			r.assign(declared.Ident[0], v)
		} else {
			r.variables = append(r.variables, variable{declared.Ident[0], v})
		}
	}
	return v
}

func (r *run) assign(name string, v value) {
	for i := len(r.variables) - 1; i >= 0; i-- {
		if r.variables[i].name == name {
			v.guard = r.guards.join(v.guard, r.guard)
			r.variables[i].value = v
			return
		}
	}
}

func (r *run) variable(name string) value {
	for i := len(r.variables) - 1; i >= 0; i-- {
		if r.variables[i].name == name {
			return r.variables[i].value
		}
	}
	return unknownOf(name)
}

// command returns what a command comes to; last is what the one before it in
// the pipeline came to, if there is one.
func (r *run) command(dot value, command *parse.CommandNode, last value, hasLast bool) value {
	if r.spend() {
		return value{}
	}
	bottom := len(r.stack)
	defer func() { r.stack = r.stack[:bottom] }()
	for _, arg := range command.Args[1:] {
		v := r.argument(dot, arg)
		r.stack = append(r.stack, v)
	}
	if hasLast {
		r.stack = append(r.stack, last)
	}
	args := r.stack[bottom:]
	switch n := command.Args[0].(type) {
	case *parse.IdentifierNode:
		return r.call(dot, n.Ident, args)
	case *parse.FieldNode:
		return r.fields(dot, n.Ident, args)
	case *parse.VariableNode:
		return r.fields(r.variable(n.Ident[0]), n.Ident[1:], args)
	case *parse.ChainNode:
		return r.fields(r.argument(dot, n.Node), n.Field, args)
	}
	return r.argument(dot, command.Args[0])
}

// argument returns what an operand comes to.
func (r *run) argument(dot value, node parse.Node) value {
	switch n := node.(type) {
	case *parse.DotNode:
		return dot
	case *parse.StringNode:
		return r.quoted(n)
	case *parse.BoolNode:
		return booleanOf(n.True)
	case *parse.NumberNode:
		if n.IsInt {
			return value{kind: number, number: int(n.Int64)}
		}
		return textOf(n.Text)
	case *parse.FieldNode:
		return r.fields(dot, n.Ident, nil)
	case *parse.VariableNode:
		return r.fields(r.variable(n.Ident[0]), n.Ident[1:], nil)
	case *parse.ChainNode:
		return r.fields(r.argument(dot, n.Node), n.Field, nil)
	case *parse.IdentifierNode:
		return r.call(dot, n.Ident, nil)
	case *parse.PipeNode:
		if r.deeper() {
			defer r.shallower()
			return r.pipe(dot, n)
		}
	}
	return value{kind: null}
}

// quoted returns the text of a string in an action, which stands there.
func (r *run) quoted(n *parse.StringNode) value {
	if n.Quoted == "" { // of a template that isn't Go's
		return textOf(n.Text)
	}
	p := piece{data: []byte(n.Text), in: r.in, place: newSpan(int(n.Pos), int(n.Pos)+len(n.Quoted)), confidence: source.Medium}
	if len(n.Quoted) == len(n.Text)+2 {
		p.stands = true
		p.place.start++
		p.place.end--
	}
	return value{kind: text, pieces: []piece{p}}
}

func (r *run) fields(v value, names []string, args []value) value {
	for i, name := range names {
		var given []value
		if i == len(names)-1 {
			given = args
		}
		v = r.field(v, name, given)
	}
	return v
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
