package syntax

// Builder puts the nodes of a tree together as they come, those of actions that
// enclose others included.
type Builder struct {
	nodes    stack[Node] // of the lists that are open, one behind the other
	assigned []string    // the variables that are set in them, those of a branch one behind the other
	open     []enclosing
	branches slab[Branch]
}

// enclosing is an action that isn't closed yet.
type enclosing struct {
	node         Node
	then         []Node
	nodes, names int // how many there were before it
	hasElse      bool
}

func (b *Builder) begin() {
	b.nodes.items, b.assigned, b.open = b.nodes.items[:0], nil, b.open[:0]
}

func (b *Builder) reset() {
	b.nodes.kept.reset()
	b.branches.reset()
}

// Add adds a node to the list at hand.
func (b *Builder) Add(n Node) { b.nodes.push(n) }

// Open begins what an action encloses.
func (b *Builder) Open(n Node) {
	b.open = append(b.open, enclosing{node: n, nodes: len(b.nodes.items), names: len(b.assigned)})
}

// assign notes that a variable is set, unless that is noted of the action at hand.
// noted is how many names there were once the variable was noted last, 0 if it
// wasn't, and is returned for the next time.
func (b *Builder) assign(name string, noted int) int {
	if n := len(b.open); n > 0 && noted <= b.open[n-1].names {
		b.assigned = append(b.assigned, name)
		return len(b.assigned)
	}
	return noted
}

// Else goes on with what is carried out where the condition of the action at hand
// doesn't hold. An action has one else.
func (b *Builder) Else() {
	if at := &b.open[len(b.open)-1]; !at.hasElse {
		at.then, at.hasElse = b.nodes.take(at.nodes), true
	}
}

// Close adds the action at hand, with what it encloses, to the list around it.
func (b *Builder) Close() {
	at := b.leave()
	branch := b.branches.add(Branch{Assigned: b.assigned[at.names:len(b.assigned):len(b.assigned)]})
	if branch.Then, branch.Else = at.then, b.nodes.take(at.nodes); !at.hasElse {
		branch.Then, branch.Else = branch.Else, nil
	}
	at.node.Branch = branch
	b.Add(at.node)
}

// CloseList returns what the action at hand encloses, which becomes no part of the
// list around it.
func (b *Builder) CloseList() []Node {
	return b.nodes.take(b.leave().nodes)
}

func (b *Builder) leave() enclosing {
	at := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	return at
}

// Main returns the outermost list, with what isn't closed.
func (b *Builder) Main() []Node {
	for len(b.open) > 0 {
		b.Close()
	}
	return b.nodes.take(0)
}
