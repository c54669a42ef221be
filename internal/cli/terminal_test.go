package cli

import (
	"io"
	"testing"
)

func TestFollowsLinks(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want bool
	}{
		{nil, false},
		{map[string]string{"TERM": "xterm-256color"}, false},
		{map[string]string{"TERM": "xterm-kitty"}, true},
		{map[string]string{"TERM_PROGRAM": "iTerm.app"}, true},
		{map[string]string{"TERM_PROGRAM": "Apple_Terminal"}, false},
		{map[string]string{"VTE_VERSION": "7600"}, true},
		{map[string]string{"VTE_VERSION": "4200"}, false},
		{map[string]string{"VTE_VERSION": "many"}, false},
		{map[string]string{"KONSOLE_VERSION": "230804"}, true},
		{map[string]string{"WT_SESSION": "a"}, true},
		{map[string]string{"VTE_VERSION": "7600", "TMUX": "/tmp/x"}, false},
		{map[string]string{"WT_SESSION": "a", "TERM": "dumb"}, false},
	} {
		if got := followsLinks(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: %v, want %v", c.env, got, c.want)
		}
	}
	if links("auto", io.Discard) || !links("always", io.Discard) || links("never", io.Discard) {
		t.Error("--hyperlinks isn't heeded where there is no terminal")
	}
}
