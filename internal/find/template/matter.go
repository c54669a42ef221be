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

// givesLines tells whether a pipeline gives lines of their own.
func givesLines(pipe *parse.PipeNode) bool {
	if pipe == nil {
		return false
	}
	for _, command := range pipe.Cmds {
		if n, is := command.Args[0].(*parse.IdentifierNode); is && (n.Ident == "nindent" || n.Ident == "indent") {
			return true
		}
	}
	return false
}

// isInline tells whether a branch stays on its line.
func isInline(list *parse.ListNode) bool {
	if list == nil {
		return true
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.TextNode:
			if bytes.IndexByte(n.Text, '\n') >= 0 {
				return false
			}
		case *parse.ActionNode:
			if givesLines(n.Pipe) {
				return false
			}
		case *parse.CommentNode:
		case *parse.IfNode:
			if !isInline(n.List) || !isInline(n.ElseList) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// What is known of whether a named template gives nothing but names.
const (
	namesUnknown = iota
	namesOnly
	notNames
)

// givesNames tells whether a named template only puts names together, as those
// called fullname do: it has no text of its own but what stands between the
// parts of a name, and asks nothing of the cluster.
func (r *run) givesNames(define *Define) bool {
	if known := define.names.Load(); known != namesUnknown {
		return known == namesOnly
	}
	define.names.Store(notNames) // while it is looked through, and if it calls itself
	if r.listGivesNames(define.body) {
		define.names.Store(namesOnly)
	}
	return define.names.Load() == namesOnly
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
		case *parse.IfNode:
			is = r.branchGivesNames(&n.BranchNode)
		case *parse.WithNode:
			is = r.branchGivesNames(&n.BranchNode)
		case *parse.RangeNode:
			is = r.branchGivesNames(&n.BranchNode)
		case *parse.TemplateNode:
			is = r.namedGivesNames(n.Name)
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

func (r *run) hasOnlyNames(pipe *parse.PipeNode) bool {
	if pipe == nil {
		return true
	}
	for _, command := range pipe.Cmds {
		function, _ := command.Args[0].(*parse.IdentifierNode)
		for i, arg := range command.Args {
			isName := i == 1 && function != nil && function.Ident == "include"
			if !r.operandIsName(arg, isName) {
				return false
			}
		}
	}
	return true
}

func (r *run) operandIsName(node parse.Node, isTemplate bool) bool {
	switch n := node.(type) {
	case *parse.StringNode:
		if isTemplate {
			return r.namedGivesNames(n.Text)
		}
		return isBetweenNames(n.Text)
	case *parse.PipeNode:
		return r.hasOnlyNames(n)
	case *parse.FieldNode:
		return !slices.Contains(n.Ident, "Capabilities") && !slices.Contains(n.Ident, "apiVersion") && !slices.Contains(n.Ident, "kind")
	case *parse.VariableNode:
		return !slices.Contains(n.Ident, "Capabilities")
	case *parse.ChainNode:
		return false
	case *parse.BoolNode:
		return false
	}
	return true
}

// isBetweenNames tells whether a text is blank, or something like "%s-%s".
func isBetweenNames(s string) bool { return strings.Trim(s, " \t\r\n-_.%s+") == "" }
