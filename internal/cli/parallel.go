package cli

import (
	"iter"
	"sync"
)

// batchSize is how many inputs a goroutine is handed at once: handing over is
// dear beside the work on one small file.
const batchSize = 32

// inOrder does the same work on each of the inputs, on several goroutines that
// are handed batchSize inputs at once, and yields what comes out in the order of
// the inputs. Inputs are taken only a little ahead of what was yielded.
// newWorker is called once per goroutine, so that the work can keep buffers.
func inOrder[In, Out any](inputs iter.Seq[In], workers, batchSize int, newWorker func() func(In) Out) iter.Seq[Out] {
	type job struct {
		in  []In
		out chan []Out
	}
	return func(yield func(Out) bool) {
		todo := make(chan *job)
		queue := make(chan *job, 4*workers) // in order
		stop := make(chan struct{})
		var running sync.WaitGroup
		defer running.Wait()
		defer close(stop)
		for range workers {
			running.Go(func() {
				work := newWorker()
				for j := range todo {
					out := make([]Out, len(j.in))
					for i, in := range j.in {
						out[i] = work(in)
					}
					j.out <- out
				}
			})
		}
		running.Go(func() {
			defer close(queue)
			defer close(todo)
			for batch := range batches(inputs, batchSize) {
				j := &job{batch, make(chan []Out, 1)}
				select {
				case queue <- j:
					todo <- j
				case <-stop:
					return
				}
			}
		})
		for j := range queue {
			for _, out := range <-j.out {
				if !yield(out) {
					return
				}
			}
		}
	}
}

// batches yields the inputs by size.
func batches[In any](inputs iter.Seq[In], size int) iter.Seq[[]In] {
	return func(yield func([]In) bool) {
		var batch []In
		for in := range inputs {
			if batch = append(batch, in); len(batch) == size {
				if !yield(batch) {
					return
				}
				batch = nil
			}
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}
