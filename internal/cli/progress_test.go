package cli

import (
	"strings"
	"sync"
	"testing"
	"time"
)

// said collects what is written, and tells when something was.
type said struct {
	lock sync.Mutex
	text strings.Builder
	once chan struct{}
}

func (s *said) Write(data []byte) (int, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.text.Len() == 0 {
		close(s.once)
	}
	return s.text.Write(data)
}

func TestProgress(t *testing.T) {
	out := &said{once: make(chan struct{})}
	p := startProgress(out, time.Hour)
	p.read()
	p.read()
	p.timer.Reset(0)
	<-out.once
	p.stop()
	if got := out.text.String(); got != "apilint: still at work, 2 files so far\n" {
		t.Errorf("it says %q", got)
	}
}

// Once a report is on the terminal, a line about progress would stand in it.
func TestProgressIsSilentAfterReport(t *testing.T) {
	var out, report strings.Builder
	p := startProgress(&out, time.Hour)
	if _, err := p.before(&report).Write([]byte("error")); err != nil {
		t.Fatal(err)
	}
	p.say()
	if out.Len() > 0 || report.String() != "error" {
		t.Errorf("it says %q and %q", out.String(), report.String())
	}
}

// What is waited for is told once, also after the report has begun.
func TestProgressAwaits(t *testing.T) {
	out := &said{once: make(chan struct{})}
	p := startProgress(out, time.Hour)
	p.stop()
	p.after = time.Nanosecond
	for range 2 {
		over := p.await("loading")
		<-out.once
		over()
	}
	if got := out.text.String(); got != "apilint: loading\n" {
		t.Errorf("it says %q", got)
	}
	p.after = time.Hour
	p.await("nothing")()
	(*progress)(nil).await("nothing")()
}
