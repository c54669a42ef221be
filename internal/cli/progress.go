package cli

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// patience is how long a run may take before it says that it is still at work.
const patience = 2 * time.Second

// progress says once, after a while, how far a run has come, unless something
// else is on the terminal by then.
type progress struct {
	lock   sync.Mutex
	out    io.Writer
	timer  *time.Timer
	files  int
	silent bool
	after  time.Duration
	waited bool // for something, which was told
}

// startProgress begins a run. Who is not at a terminal isn't told.
func (k *check) startProgress(c *console) *progress {
	if k.quiet || !isTerminal(c.stderr) {
		return &progress{silent: true, timer: time.AfterFunc(0, func() {})}
	}
	return startProgress(c.stderr, patience)
}

func startProgress(out io.Writer, after time.Duration) *progress {
	p := &progress{out: out, after: after}
	p.timer = time.AfterFunc(after, p.say)
	return p
}

func (p *progress) say() {
	p.lock.Lock()
	defer p.lock.Unlock()
	if !p.silent {
		fmt.Fprintf(p.out, "apilint: still at work, %d files so far\n", p.files)
	}
}

// await says once what is waited for, should it take a while until over is
// called, be there a report on the terminal or not. Of a run that nobody watches
// nothing is said; p may be nil for one.
func (p *progress) await(what string) (over func()) {
	if p == nil || p.out == nil {
		return func() {}
	}
	p.stop()
	timer := time.AfterFunc(p.after, func() {
		p.lock.Lock()
		defer p.lock.Unlock()
		if !p.waited {
			p.waited = true
			fmt.Fprintf(p.out, "apilint: %s\n", what)
		}
	})
	return func() { timer.Stop() }
}

// read counts a file.
func (p *progress) read() {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.files++
}

// stop says no more.
func (p *progress) stop() {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.silent = true
	p.timer.Stop()
}

// before returns a writer to a terminal at which nothing is said once something
// is written.
func (p *progress) before(out io.Writer) io.Writer { return &announced{out, p} }

type announced struct {
	io.Writer
	progress *progress
}

func (a *announced) Write(data []byte) (int, error) {
	if a.progress != nil {
		a.progress.stop()
		a.progress = nil
	}
	return a.Writer.Write(data)
}
