package template

import (
	"bytes"
	"strings"

	"github.com/apilint/apilint/internal/find/template/syntax"
)

// Most conditions of a template choose a name or a number, and nobody looks at
// those: what leans on Kubernetes are keys, apiVersions, kinds and flags. Of what
// stands behind other text on its line one branch is enough, unless the cluster
// is asked.

// isMidLine tells whether the line at hand has text already, and none of the
// keys whose values matter.
func (r *run) isMidLine() bool {
	hasText := false
	for i := len(r.given) - 1; i >= r.from && i > len(r.given)-maxPiecesOfLine; i-- {
		p := &r.given[i]
		if p.hole != nil {
			hasText = true
			continue
		}
		at := bytes.LastIndexByte(p.data, '\n') + 1
		isText, matters := look(p.data[at:])
		if matters {
			return false
		}
		hasText = hasText || isText
		if at > 0 {
			break
		}
	}
	return hasText
}

// maxPiecesOfLine is how many pieces of a line are looked at.
const maxPiecesOfLine = 10

// keysThatMatter begin, or are part of, those whose values lean on Kubernetes.
var keysThatMatter = []string{"apiVersion", "apiGroup", "group:", "kind", "path", "untime"}

// look tells whether a part of a line has text, and one of the keys whose values
// matter.
func look(line []byte) (hasText, matters bool) {
	for i, c := range line {
		if isNoText[c] {
			continue
		}
		hasText = true
		if !beginsKey[c] {
			continue
		}
		for _, key := range keysThatMatter {
			if len(line)-i >= len(key) && string(line[i:i+len(key)]) == key {
				return true, true
			}
		}
	}
	return hasText, false
}

// isNoText marks what may stand before a value: blanks, dashes and quotes.
var isNoText = [256]bool{' ': true, '\t': true, '-': true, '"': true, '\'': true}

// beginsKey marks the characters that keysThatMatter begin with.
var beginsKey = func() (table [256]bool) {
	for _, key := range keysThatMatter {
		table[key[0]] = true
	}
	return table
}()

// functionOf returns the name of the function that a command calls, "" if it calls
// none.
func functionOf(command syntax.Command) string {
	if o := &command[0]; o.Kind == syntax.Function && o.Path == "" {
		return o.Name
	}
	return ""
}

// staysOnLine tells whether what a pipeline gives has no lines of its own.
func (r *run) staysOnLine(pipe *syntax.Pipe) bool {
	if pipe == nil {
		return true
	}
	for _, command := range pipe.Commands {
		name := functionOf(command)
		if name == "nindent" || name == "indent" {
			return false
		}
		for i := range command {
			switch o := &command[i]; o.Kind {
			case syntax.String:
				if name == "include" && i == 1 && !r.namedStaysOnLine(o.Name) {
					return false
				}
			case syntax.Pipeline:
				if o.Path == "" && !r.staysOnLine(o.Pipe) {
					return false
				}
			}
		}
	}
	return true
}

func (r *run) namedStaysOnLine(name string) bool {
	define := r.define(name)
	if define == nil {
		return true
	}
	if known := define.lines.Load(); known != unknownYet {
		return known == no
	}
	define.lines.Store(yes) // while it is looked through, and if it calls itself
	if r.isInline(define.in, define.body) {
		define.lines.Store(no)
	}
	return define.lines.Load() == no
}

// isInline tells whether a branch of a template stays on its line.
func (r *run) isInline(in *Template, list []syntax.Node) bool {
	for i := range list {
		is := true
		switch n := &list[i]; n.Kind {
		case syntax.Text:
			is = bytes.IndexByte(in.Source[n.Start:n.End], '\n') < 0
		case syntax.Action:
			is = len(n.Pipe.Declared) > 0 || r.staysOnLine(n.Pipe)
		case syntax.Template:
			is = r.namedStaysOnLine(n.Name)
		case syntax.If, syntax.With, syntax.Range:
			is = r.isInline(in, n.Branch.Then) && r.isInline(in, n.Branch.Else)
		}
		if !is {
			return false
		}
	}
	return true
}

// Answers that are remembered of a named template.
const (
	unknownYet = iota
	yes
	no
)

// givesNames tells whether a named template only puts names together, as those
// called fullname do: it has no text of its own but what stands between the
// parts of a name, and asks nothing of the cluster.
func (r *run) givesNames(define *Define) bool {
	if known := define.names.Load(); known != unknownYet {
		return known == yes
	}
	define.names.Store(no) // while it is looked through, and if it calls itself
	if r.listGivesNames(define.in, define.body) {
		define.names.Store(yes)
	}
	return define.names.Load() == yes
}

func (r *run) listGivesNames(in *Template, list []syntax.Node) bool {
	for i := range list {
		is := true
		switch n := &list[i]; n.Kind {
		case syntax.Text:
			is = isBetweenNames(string(in.Source[n.Start:n.End]))
		case syntax.Action:
			is = r.hasOnlyNames(n.Pipe)
		case syntax.Template:
			is = r.namedGivesNames(n.Name)
		case syntax.If, syntax.With, syntax.Range:
			is = r.hasOnlyNames(n.Pipe) && r.listGivesNames(in, n.Branch.Then) && r.listGivesNames(in, n.Branch.Else)
		}
		if !is {
			return false
		}
	}
	return true
}

func (r *run) namedGivesNames(name string) bool {
	define := r.define(name)
	return define == nil || r.givesNames(define)
}

// throughs are the functions that give back texts they are given; what others
// give is unknown, whatever texts they are given.
var throughs = map[string]bool{
	"print": true, "printf": true, "println": true, "cat": true, "default": true, "coalesce": true, "ternary": true, "or": true, "and": true,
	"quote": true, "squote": true, "trim": true, "trimSuffix": true, "trimPrefix": true, "trimAll": true, "replace": true, "trunc": true,
	"lower": true, "upper": true, "title": true, "toString": true, "toYaml": true, "toJson": true, "indent": true, "nindent": true,
	"list": true, "tuple": true, "set": true, "required": true, "has": true,
}

func (r *run) hasOnlyNames(pipe *syntax.Pipe) bool {
	if pipe == nil {
		return true
	}
	for _, command := range pipe.Commands {
		name := functionOf(command)
		for i := range command {
			if !r.operandIsName(name, i, &command[i]) {
				return false
			}
		}
	}
	return true
}

// operandIsName tells whether an operand of a function, or one that stands alone,
// adds no text to what it gives.
func (r *run) operandIsName(function string, i int, o *syntax.Operand) bool {
	if hasField(o.Path, "Capabilities") {
		return false
	}
	switch o.Kind {
	case syntax.String:
		switch {
		case function == "include" && i == 1:
			return r.namedGivesNames(o.Name)
		case function == "" || throughs[function] || function == "dict" && i%2 == 0:
			return isBetweenNames(o.Name)
		}
	case syntax.Pipeline:
		return function == "tpl" || r.hasOnlyNames(o.Pipe)
	case syntax.Dot:
		return !hasField(o.Path, "apiVersion") && !hasField(o.Path, "kind")
	}
	return true
}

// hasField tells whether a field is among those of a path.
func hasField(path, name string) bool {
	for path != "" {
		var field string
		if field, path = cutField(path); field == name {
			return true
		}
	}
	return false
}

// hasNothingToSee tells whether one needn't look into a branch of the template at
// hand: nothing in it leans on Kubernetes.
func (r *run) hasNothingToSee(list []syntax.Node) bool {
	if r.isVoid(list) {
		return true
	}
	known, is := r.dull[&list[0]]
	if !is {
		known = r.listGivesNames(r.in, list)
		r.dull[&list[0]] = known
	}
	return known
}

// isBetweenNames tells whether a text is blank, or something like "%s-%s".
func isBetweenNames(s string) bool { return strings.Trim(s, " \t\r\n-_.%s+") == "" }
