// Package yaml reads YAML and JSON into trees in which every node knows the
// bytes it stands on.
//
// There are two ways to read a document and one kind of tree. A parser of our
// own reads the part of YAML that nearly all manifests keep to, an order of
// magnitude faster than a general parser, and gives up at the first thing it
// isn't sure of; go.yaml.in/yaml/v4 then reads the document, or says what is
// wrong with it. Tests hold the two to the same trees.
package yaml

import (
	"iter"

	"github.com/apilint/apilint/internal/source"
)

// Kind is the kind of a node.
type Kind uint8

// The kinds of nodes.
const (
	Scalar Kind = iota
	Mapping
	Sequence
	alias
)

// Style is how a scalar is written.
type Style uint8

// The styles of scalars.
const (
	Plain Style = iota
	SingleQuoted
	DoubleQuoted
	Literal // |
	Folded  // >
)

// node is a node of a tree. Nodes refer to each other by index; 0 is none,
// since the node at index 0 is no node.
type node struct {
	kind       Kind
	style      Style
	start, end int32
	child      int32 // first child: items, or key, value, key, value…; of an alias what it stands for
	next       int32 // next sibling
	value      int32 // index in values where the library decoded the scalar, else 0
}

// Tree is a document as a tree. Reading another document into it reuses its
// memory, so that values of the old document are void.
type Tree struct {
	text   source.Text
	nodes  []node
	values []string
	root   int32

	aliased bool // there are aliases in it
}

// maxNodes is how many nodes a tree may have: manifests have one for some
// fifteen bytes. Of a tree with more than keptNodes the memory isn't kept.
const (
	maxNodes  = 4_000_000
	keptNodes = 500_000
)

func (t *Tree) reset(text source.Text) {
	if cap(t.nodes) > keptNodes {
		t.nodes, t.values = nil, nil
	}
	t.text = text
	t.nodes = append(t.nodes[:0], node{})
	t.values = append(t.values[:0], "")
	t.root, t.aliased = 0, false
}

func (t *Tree) add(n node) int32 {
	t.nodes = append(t.nodes, n)
	return int32(len(t.nodes) - 1)
}

// link puts a node behind the last child of a collection and makes the
// collection end where the node ends.
func (t *Tree) link(collection, last, child int32) {
	if last == 0 {
		t.nodes[collection].child = child
	} else {
		t.nodes[last].next = child
	}
	t.nodes[collection].end = max(t.nodes[collection].end, t.nodes[child].end)
}

// Root returns the document's value; it does not exist in an empty document.
func (t *Tree) Root() Value { return Value{t, t.root} }

// Value is a node of a tree. The zero Value does not exist, and asking it for
// anything gives nothing.
type Value struct {
	tree *Tree
	at   int32
}

// Exists tells whether there is such a node.
func (v Value) Exists() bool { return v.at != 0 }

// Kind returns the kind of the node, that of its target for an alias.
func (v Value) Kind() Kind { return v.target().node().kind }

// IsMapping tells whether the node is a mapping.
func (v Value) IsMapping() bool { return v.Exists() && v.Kind() == Mapping }

// IsSequence tells whether the node is a sequence.
func (v Value) IsSequence() bool { return v.Exists() && v.Kind() == Sequence }

// IsScalar tells whether the node is a scalar.
func (v Value) IsScalar() bool { return v.Exists() && v.Kind() == Scalar }

// IsAlias tells whether the node is written as an alias (*name). Whoever walks
// a whole tree passes over aliases: what they stand for is in the tree already.
func (v Value) IsAlias() bool { return v.Exists() && v.node().kind == alias }

// Target returns the node itself, or what an alias stands for.
func (v Value) Target() Value { return v.target() }

// Style returns the style of a scalar.
func (v Value) Style() Style { return v.target().node().style }

// Span returns the place of the node in the file: of a scalar its text with
// quotes, of an alias the alias, of a collection from its first to its last
// token.
func (v Value) Span() source.Span {
	if !v.Exists() {
		return source.Span{}
	}
	n := v.node()
	return v.tree.text.Span(int(n.start), int(n.end))
}

// Get returns the value of a key of a mapping. The last of several equal keys
// counts; keys that come in by a merge key (<<) count where the mapping has
// none of its own.
func (v Value) Get(key string) Value {
	budget := maxMerges
	return v.get(key, &budget)
}

// maxMerges bounds how many mappings are merged to find a key: merges of
// merges multiply.
const maxMerges = 100

func (v Value) get(key string, budget *int) Value {
	var found, merge Value
	for k, value := range v.Entries() {
		switch said := k.Bytes(); {
		case string(said) == key:
			found = value
		case string(said) == "<<":
			merge = value
		}
	}
	if found.Exists() || !merge.Exists() || *budget == 0 {
		return found
	}
	*budget--
	if merge.IsMapping() {
		return merge.get(key, budget)
	}
	for mapping := range merge.Items() {
		if found = mapping.get(key, budget); found.Exists() || *budget == 0 {
			break
		}
	}
	return found
}

// Entries yields the keys and values of a mapping in the order in which they
// are written, merge keys as they stand.
func (v Value) Entries() iter.Seq2[Value, Value] {
	return func(yield func(Value, Value) bool) {
		if !v.IsMapping() {
			return
		}
		t := v.tree
		for key := v.target().node().child; key != 0; {
			value := t.nodes[key].next
			if !yield(Value{t, key}, Value{t, value}) {
				return
			}
			key = t.nodes[value].next
		}
	}
}

// Items yields the items of a sequence.
func (v Value) Items() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		if !v.IsSequence() {
			return
		}
		t := v.tree
		for item := v.target().node().child; item != 0; item = t.nodes[item].next {
			if !yield(Value{t, item}) {
				return
			}
		}
	}
}

// Len returns the number of items of a sequence.
func (v Value) Len() int {
	n := 0
	for range v.Items() {
		n++
	}
	return n
}

func (v Value) node() *node {
	if v.tree == nil {
		return &node{}
	}
	return &v.tree.nodes[v.at]
}

// target returns the node itself, or what an alias stands for.
func (v Value) target() Value {
	if n := v.node(); n.kind == alias {
		return Value{v.tree, n.child}
	}
	return v
}
