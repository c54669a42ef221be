// Package syntax reads Go templates (text/template) into trees in which every
// action knows where it stands. It takes what the standard library's parser takes,
// with any functions, several times faster: tests hold the two to the same trees
// and the same errors.
package syntax

// Kind is the kind of a node.
type Kind uint8

// The kinds of nodes.
const (
	Text     Kind = iota
	Action        // a pipeline: what it comes to is given, unless it sets a variable
	Template      // a call of a named template
	If
	With
	Range
	Break
	Continue
)

// Node is a part of a template: a text, or an action with what it encloses.
// Comments are left out.
type Node struct {
	Kind Kind
	// Start and End are offsets in the source: of the text as it is given, or of an
	// action from its opening braces to its closing ones.
	Start, End int32
	Name       string  // of the template that is called
	Pipe       *Pipe   // nil where a template is called with nothing
	Branch     *Branch // of If, With and Range
}

// Branch is what an action encloses.
type Branch struct {
	Then, Else []Node
	// Assigned names the variables that are set in it to something else, be it
	// carried out or not. One that is set in several of its branches may be named
	// more than once.
	Assigned []string
}

// Pipe is a pipeline.
type Pipe struct {
	Declared []string // the variables that it declares, or sets if IsAssign
	IsAssign bool
	Commands []Command
}

// Command is a function or a value, and what it is given. It has at least one
// operand.
type Command []Operand

// OperandKind is the kind of an operand.
type OperandKind uint8

// The kinds of operands.
const (
	Dot      OperandKind = iota
	Variable             // Name with its dollar
	Function             // Name
	Pipeline             // Pipe, in parentheses
	String               // Name is what it says
	Number               // Name as it is written; Int if it IsInt
	Bool                 // Name is true or false
	Nil
)

// Operand is a term, with the fields that are asked of it.
type Operand struct {
	Kind       OperandKind
	IsInt      bool
	Start, End int32 // of a String with its quotes, which is in the source if End isn't 0
	Name       string
	Path       string // the fields, each behind a dot: ".a.b"; the root's if Kind is Dot
	Int        int64
	Pipe       *Pipe
}

// Define is a named template.
type Define struct {
	Name string
	Body []Node
}

// Tree is a template with those that are defined in it, in the order of their
// names' first definition.
type Tree struct {
	Main    []Node
	Defines []Define
}

// Error says why a text is no template.
type Error struct {
	At     int // an offset on the line to look at
	Reason string
}
