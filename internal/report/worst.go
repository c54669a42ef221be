package report

import (
	"fmt"
	"slices"

	"github.com/apilint/apilint/internal/diagnostic"
)

// worst keeps a limited number of findings, the most severe ones, and of those
// the first.
type worst[T any] struct {
	limit int
	kept  [diagnostic.Error + 1][]T
	total int
}

// add keeps a finding, which is made only if there is room for it.
func (w *worst[T]) add(severity diagnostic.Severity, finding func() (T, error)) error {
	w.total++
	if w.size() == w.limit && !w.makeRoom(severity) {
		return nil
	}
	made, err := finding()
	w.kept[severity] = append(w.kept[severity], made)
	return err
}

func (w *worst[T]) size() int {
	n := 0
	for _, list := range w.kept {
		n += len(list)
	}
	return n
}

// makeRoom drops a finding that is less severe, if there is one.
func (w *worst[T]) makeRoom(severity diagnostic.Severity) bool {
	for less := range severity {
		if n := len(w.kept[less]); n > 0 {
			w.kept[less] = slices.Delete(w.kept[less], n-1, n)
			return true
		}
	}
	return false
}

// keep drops all but the first n of what is kept.
func (w *worst[T]) keep(n int) {
	for i := len(w.kept) - 1; i >= 0; i-- {
		w.kept[i] = w.kept[i][:min(n, len(w.kept[i]))]
		n -= len(w.kept[i])
	}
}

// all returns what is kept, the most severe first.
func (w *worst[T]) all() []T {
	return slices.Concat(w.kept[diagnostic.Error], w.kept[diagnostic.Warning], w.kept[diagnostic.Info])
}

// cut says what was left out, "" if nothing was.
func (w *worst[T]) cut() string {
	if w.total == w.size() {
		return ""
	}
	return fmt.Sprintf("only the %d most severe of %d findings are listed", w.size(), w.total)
}
