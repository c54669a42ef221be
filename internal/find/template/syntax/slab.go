package syntax

// slab holds what stays until it is reset, many in one piece of memory.
type slab[T any] struct{ room []T }

// minSlab is for how many there is room at first, and maxSlab for how many the
// room is used again.
const (
	minSlab = 16
	maxSlab = 1 << 14
)

// reset makes the room free.
func (s *slab[T]) reset() {
	if s.room = s.room[:0]; cap(s.room) > maxSlab {
		s.room = nil
	}
}

// reserve makes room for some more, one behind the other.
func (s *slab[T]) reserve(n int) {
	if n > cap(s.room)-len(s.room) {
		s.room = make([]T, 0, max(min(2*cap(s.room), maxSlab), minSlab, n))
	}
}

// add returns a copy of an item that stays.
func (s *slab[T]) add(item T) *T {
	s.reserve(1)
	s.room = append(s.room, item)
	return &s.room[len(s.room)-1]
}

// stack collects the items of lists that stand in each other, and keeps those that
// are complete.
type stack[T any] struct {
	items []T
	kept  slab[T]
}

func (s *stack[T]) push(item T) { s.items = append(s.items, item) }

// take returns all but the first n items.
func (s *stack[T]) take(n int) []T {
	list := s.items[n:]
	s.items = s.items[:n]
	if len(list) == 0 {
		return nil
	}
	s.kept.reserve(len(list))
	start := len(s.kept.room)
	s.kept.room = append(s.kept.room, list...)
	return s.kept.room[start:len(s.kept.room):len(s.kept.room)]
}
