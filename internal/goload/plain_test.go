package goload

import (
	"testing"

	"golang.org/x/tools/go/packages"
)

func TestPlaced(t *testing.T) {
	for _, c := range []struct {
		err  packages.Error
		want string
	}{
		{packages.Error{Msg: "# example.com/a\na.go:3:1: syntax error: unexpected }\n"}, "a.go:3:1: syntax error: unexpected }"},
		{packages.Error{Pos: "/src/a/a.go:3:8", Msg: "missing import path"}, "a.go:3:8: missing import path"},
		{packages.Error{Pos: "a.go:3:8", Msg: "a.go:3:8: missing import path"}, "a.go:3:8: missing import path"},
		{packages.Error{Pos: "-", Msg: "# only a heading"}, "# only a heading"},
		{packages.Error{Msg: "err: signal: killed: stderr: "}, "go list: signal: killed"},
		{packages.Error{Msg: "err: exit status 1: stderr: go: nothing works\n"}, "nothing works"},
	} {
		if got := placed(c.err); got != c.want {
			t.Errorf("of %q at %q it makes %q, want %q", c.err.Msg, c.err.Pos, got, c.want)
		}
	}
}

// What can't be imported since something else is missing is told by that.
func TestReasonNamesWhatIsMissing(t *testing.T) {
	lacking := &packages.Package{PkgPath: "example.org/c", Errors: []packages.Error{{Msg: "module lookup disabled by GOPROXY=off"}}}
	between := &packages.Package{PkgPath: "example.org/b", Imports: map[string]*packages.Package{"example.org/c": lacking}}
	i := &imports{lacks: new(Module).lacks}
	const want = "example.org/c: it is not downloaded, which `go mod download` does"
	if got := i.reasonOf(between).Error(); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}
