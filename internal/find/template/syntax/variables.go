package syntax

// Variables are those that are declared where one is in a template, each with a
// value. To find one takes as long among many as among few.
type Variables[T any] struct {
	items  []variable[T]
	latest map[string]int // where the last of a name is
	bottom int            // where those of the template at hand begin
}

type variable[T any] struct {
	name   string
	hidden int // where the one of this name before it is, none if there is none
	value  T
}

// Clear forgets all variables, and gives the memory back if there were many.
func (v *Variables[T]) Clear() {
	if cap(v.items) > maxSlab {
		*v = Variables[T]{}
	}
	clear(v.latest)
	v.items, v.bottom = v.items[:0], 0
}

// Declare adds a variable, which hides others of its name.
func (v *Variables[T]) Declare(name string, value T) {
	hidden, isKnown := v.latest[name]
	if !isKnown {
		hidden = none
		if v.latest == nil {
			v.latest = map[string]int{}
		}
	}
	v.latest[name] = len(v.items)
	v.items = append(v.items, variable[T]{name, hidden, value})
}

// Find returns the value of a variable, nil if there is none of that name. It is
// valid until the next variable is declared.
func (v *Variables[T]) Find(name string) *T {
	if i, isKnown := v.latest[name]; isKnown && i >= v.bottom {
		return &v.items[i].value
	}
	return nil
}

// Len returns how many variables there are, those of all templates that were
// entered included.
func (v *Variables[T]) Len() int { return len(v.items) }

// Keep forgets all variables but the first n.
func (v *Variables[T]) Keep(n int) {
	for i := len(v.items) - 1; i >= n; i-- {
		if last := &v.items[i]; last.hidden == none {
			delete(v.latest, last.name)
		} else {
			v.latest[last.name] = last.hidden
		}
	}
	v.items = v.items[:n]
}

// Enter begins a template, which sees none of the variables around it, and returns
// what Leave takes to end it.
func (v *Variables[T]) Enter() (around int) {
	around, v.bottom = v.bottom, len(v.items)
	return around
}

// Leave forgets the variables of a template that was entered.
func (v *Variables[T]) Leave(around int) {
	v.Keep(v.bottom)
	v.bottom = around
}
