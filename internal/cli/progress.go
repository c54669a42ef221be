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
}

// startProgress begins a run. Who is not at a terminal isn't told.
func (k *check) startProgress(c *console) *progress {
	if k.quiet || !isTerminal(c.stderr) {
		return &progress{silent: true, timer: time.AfterFunc(0, func() {})}
	}
	return startProgress(c.stderr, patience)
}

func startProgress(out io.Writer, after time.Duration) *progress {
	p := &progress{out: out}
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
