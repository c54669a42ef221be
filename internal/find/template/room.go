package template

// room is memory for what lives as long as a run, and is used again by the next.
type room[T any] struct{ items []T }

// minRoom is for how many there is room at first, and maxRoom for how many the
// room is used again.
const (
	minRoom = 64
	maxRoom = 1 << 13
)

// take returns an empty slice with room for n.
func (r *room[T]) take(n int) []T {
	if n > cap(r.items)-len(r.items) {
		r.items = make([]T, 0, max(min(2*cap(r.items), maxRoom), minRoom, n))
	}
	start := len(r.items)
	r.items = r.items[:start+n]
	return r.items[start : start : start+n]
}

// keep returns a copy of an item.
func (r *room[T]) keep(item T) *T { return &append(r.take(1), item)[0] }

// reset makes the room free.
func (r *room[T]) reset() {
	if r.items = r.items[:0]; cap(r.items) > maxRoom {
		r.items = nil
	}
}
