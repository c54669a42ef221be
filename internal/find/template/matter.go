package template

import (
	"bytes"
	"slices"
	"strings"
	"text/template/parse"
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
		tail := p.data[at:]
		if mattersAfter(tail) {
			return false
		}
		hasText = hasText || len(bytes.Trim(tail, " \t-\"'")) > 0
		if at > 0 {
			break
		}
	}
	return hasText
}

// maxPiecesOfLine is how many pieces of a line are looked at.
const maxPiecesOfLine = 10

// keysThatMatter begin, or are part of, those whose values lean on Kubernetes.
var keysThatMatter = [][]byte{[]byte("apiVersion"), []byte("apiGroup"), []byte("group:"), []byte("kind"), []byte("path"), []byte("untime")}

func mattersAfter(line []byte) bool {
	for _, key := range keysThatMatter {
		if bytes.Contains(line, key) {
			return true
		}
	}
	return false
}

// staysOnLine tells whether what a pipeline gives has no lines of its own.
func (r *run) staysOnLine(pipe *parse.PipeNode) bool {
	if pipe == nil {
		return true
	}
	for _, command := range pipe.Cmds {
		name := ""
		if function, is := command.Args[0].(*parse.IdentifierNode); is {
			name = function.Ident
		}
		if name == "nindent" || name == "indent" {
			return false
		}
		for i, arg := range command.Args {
			switch n := arg.(type) {
			case *parse.StringNode:
				if name == "include" && i == 1 && !r.namedStaysOnLine(n.Text) {
					return false
				}
			case *parse.PipeNode:
				if !r.staysOnLine(n) {
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
	if r.isInline(define.body) {
		define.lines.Store(no)
	}
	return define.lines.Load() == no
}

// isInline tells whether a branch stays on its line.
func (r *run) isInline(list *parse.ListNode) bool {
	if list == nil {
		return true
	}
	for _, node := range list.Nodes {
		is := true
		switch n := node.(type) {
		case *parse.TextNode:
			is = bytes.IndexByte(n.Text, '\n') < 0
		case *parse.ActionNode:
			is = len(n.Pipe.Decl) > 0 || r.staysOnLine(n.Pipe)
		case *parse.TemplateNode:
			is = r.namedStaysOnLine(n.Name)
		default:
			if b := branchOf(node); b != nil {
				is = r.isInline(b.List) && r.isInline(b.ElseList)
			}
		}
		if !is {
			return false
		}
	}
	return true
}

// branchOf returns what a node has to choose from, nil where it chooses nothing.
func branchOf(node parse.Node) *parse.BranchNode {
	switch n := node.(type) {
	case *parse.IfNode:
		return &n.BranchNode
	case *parse.WithNode:
		return &n.BranchNode
	case *parse.RangeNode:
		return &n.BranchNode
	}
	return nil
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
	if r.listGivesNames(define.body) {
		define.names.Store(yes)
	}
	return define.names.Load() == yes
}

func (r *run) listGivesNames(list *parse.ListNode) bool {
	if list == nil {
		return true
	}
	for _, node := range list.Nodes {
		is := true
		switch n := node.(type) {
		case *parse.TextNode:
			is = isBetweenNames(string(n.Text))
		case *parse.ActionNode:
			is = r.hasOnlyNames(n.Pipe)
		case *parse.TemplateNode:
			is = r.namedGivesNames(n.Name)
		default:
			if b := branchOf(node); b != nil {
				is = r.branchGivesNames(b)
			}
		}
		if !is {
			return false
		}
	}
	return true
}

func (r *run) branchGivesNames(n *parse.BranchNode) bool {
	return r.hasOnlyNames(n.Pipe) && r.listGivesNames(n.List) && r.listGivesNames(n.ElseList)
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

func (r *run) hasOnlyNames(pipe *parse.PipeNode) bool {
	if pipe == nil {
		return true
	}
	for _, command := range pipe.Cmds {
		name := ""
		if function, is := command.Args[0].(*parse.IdentifierNode); is {
			name = function.Ident
		}
		for i, arg := range command.Args {
			if !r.operandIsName(name, i, arg) {
				return false
			}
		}
	}
	return true
}

// operandIsName tells whether an operand of a function, or one that stands alone,
// adds no text to what it gives.
func (r *run) operandIsName(function string, i int, node parse.Node) bool {
	switch n := node.(type) {
	case *parse.StringNode:
		switch {
		case function == "include" && i == 1:
			return r.namedGivesNames(n.Text)
		case function == "" || throughs[function] || function == "dict" && i%2 == 0:
			return isBetweenNames(n.Text)
		}
	case *parse.PipeNode:
		return function == "tpl" || r.hasOnlyNames(n)
	case *parse.FieldNode:
		return !slices.Contains(n.Ident, "Capabilities") && !slices.Contains(n.Ident, "apiVersion") && !slices.Contains(n.Ident, "kind")
	case *parse.VariableNode:
		return !slices.Contains(n.Ident, "Capabilities")
	case *parse.ChainNode:
		return !slices.Contains(n.Field, "Capabilities") && r.operandIsName(function, i, n.Node)
	}
	return true
}

// hasNothingToSee tells whether one needn't look into a branch: nothing in it
// leans on Kubernetes.
func (r *run) hasNothingToSee(list *parse.ListNode) bool {
	if isVoid(list) {
		return true
	}
	known, is := r.dull[list]
	if !is {
		known = r.listGivesNames(list)
		r.dull[list] = known
	}
	return known
}

// isBetweenNames tells whether a text is blank, or something like "%s-%s".
func isBetweenNames(s string) bool { return strings.Trim(s, " \t\r\n-_.%s+") == "" }
