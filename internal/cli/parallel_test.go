package cli

import (
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func numbers(n int, taken *atomic.Int64) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			taken.Add(1)
			if !yield(i) {
				return
			}
		}
	}
}

func TestInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var taken, workers atomic.Int64
		newWorker := func() func(int) int {
			workers.Add(1)
			return func(i int) int {
				time.Sleep(time.Duration(i%7) * time.Second) // so that they end out of order
				return i * i
			}
		}
		var got, want []int
		for square := range inOrder(numbers(100, &taken), 4, batchSize, newWorker) {
			got = append(got, square)
		}
		for i := range 100 {
			want = append(want, i*i)
		}
		if !slices.Equal(got, want) || workers.Load() != 4 {
			t.Errorf("%d workers give %v", workers.Load(), got)
		}
	})
}

// A slow first input must not let the others pile up.
func TestInOrderIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var taken atomic.Int64
		newWorker := func() func(int) int {
			return func(i int) int {
				if i == 0 {
					time.Sleep(time.Hour)
				}
				return i
			}
		}
		for i := range inOrder(numbers(10_000, &taken), 2, batchSize, newWorker) {
			if i == 0 && taken.Load() > 16*batchSize {
				t.Errorf("%d inputs were taken before the first came out", taken.Load())
			}
		}
	})
}

func TestInOrderStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var taken atomic.Int64
		newWorker := func() func(int) int { return func(i int) int { return i } }
		for i := range inOrder(numbers(10_000, &taken), 3, batchSize, newWorker) {
			if i == 5 {
				break
			}
		}
		if taken.Load() == 10_000 {
			t.Error("all inputs were taken after the loop had ended")
		}
	})
}
