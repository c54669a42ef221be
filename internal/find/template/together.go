package template

// Together tells whether some possibility has all these parts of one template:
// what they are guarded by doesn't contradict.
func Together(parts ...Origin) bool {
	a := newAssumptions()
	for _, part := range parts {
		for _, g := range part.guard.list() {
			if !a.assume(g.condition, g.want) {
				return false
			}
		}
	}
	return true
}
