package cli

import (
	"iter"
	"sync"
)

// inOrder does the same work on each of the inputs, on several goroutines, and
// yields what comes out in the order of the inputs. Inputs are taken only a
// little ahead of what was yielded. newWorker is called once per goroutine, so
// that the work can keep buffers.
func inOrder[In, Out any](inputs iter.Seq[In], workers int, newWorker func() func(In) Out) iter.Seq[Out] {
	type job struct {
		in  In
		out chan Out
	}
	return func(yield func(Out) bool) {
		todo := make(chan *job)
		queue := make(chan *job, 8*workers) // in order
		stop := make(chan struct{})
		var running sync.WaitGroup
		defer running.Wait()
		defer close(stop)
		for range workers {
			running.Go(func() {
				work := newWorker()
				for j := range todo {
					j.out <- work(j.in)
				}
			})
		}
		running.Go(func() {
			defer close(queue)
			defer close(todo)
			for in := range inputs {
				j := &job{in, make(chan Out, 1)}
				select {
				case queue <- j:
					todo <- j
				case <-stop:
					return
				}
			}
		})
		for j := range queue {
			if !yield(<-j.out) {
				return
			}
		}
	}
}
