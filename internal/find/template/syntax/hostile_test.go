package syntax

import (
	"fmt"
	"strings"
	"testing"
)

// times returns a text with %[1]d for each number below n, one behind the other.
func times(n int, text string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, text, i)
	}
	return b.String()
}

// TestManyNames reads what takes minutes, or all memory, where each name is held
// against each other one, or kept at each level.
func TestManyNames(t *testing.T) {
	const n = 40_000
	declared, ends := times(n, "{{$x%[1]d := 1}}"), strings.Repeat("{{end}}", n)
	for name, src := range map[string]string{
		"one variable, set in ifs":          "{{$x := 1}}" + strings.Repeat("{{if .a}}", n) + strings.Repeat("{{$x = 1}}", n) + ends,
		"one variable, set in ranges":       "{{$x := 1}}" + strings.Repeat("{{range .a}}", n) + strings.Repeat("{{$x = 1}}", n) + ends,
		"one variable, set in withs":        "{{$x := 1}}" + strings.Repeat("{{with .a}}{{$x = 1}}{{else}}{{$x = 2}}", n) + ends,
		"many variables, set in ifs":        declared + strings.Repeat("{{if .a}}", n) + times(n, "{{$x%[1]d = 1}}") + ends,
		"many variables, each set in an if": declared + times(n, "{{if .a}}{{$x%[1]d = 1}}") + ends,
		"many variables, used":              declared + strings.Repeat("{{$x39999}}{{$x0}}", n),
		"one variable, declared often":      strings.Repeat("{{$x := 1}}", n) + strings.Repeat("{{with $x := $x}}", n) + ends,
		"many blocks beside names":          declared + "{{if .a}}" + times(n, "{{$x%[1]d = 1}}{{block \"b%[1]d\" .}}{{$ = 1}}{{end}}") + "{{end}}",
		"blanks before something":           "{{define \"a\"}}" + strings.Repeat(" {{/* b */}}", n) + "c{{end}}" + strings.Repeat("{{define \"a\"}}{{end}}", n),
	} {
		if _, err := Parse(src); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAssigned looks at which variables a branch sets.
func TestAssigned(t *testing.T) {
	tree, err := Parse("{{$x := 1}}{{if .a}}{{$x = 1}}{{$x = 2}}{{with .b}}{{$x = 3}}{{$y = 4}}{{else}}{{$x = 5}}{{end}}{{$x = 6}}" +
		"{{block \"b\" .}}{{$z := 1}}{{if .c}}{{$z = 2}}{{end}}{{end}}{{$v := 7}}{{$v = 8}}{{end}}")
	if err != nil {
		t.Fatal(err)
	}
	outer := tree.Main[1].Branch
	inner, block := outer.Then[2].Branch, tree.Defines[0].Body[1].Branch
	for _, c := range []struct {
		branch *Branch
		want   string
	}{{outer, "[$x $x $y $v]"}, {inner, "[$x $y]"}, {block, "[$z]"}} {
		if got := fmt.Sprint(c.branch.Assigned); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestVariables(t *testing.T) {
	var v Variables[int]
	says := func(name string, want int) {
		t.Helper()
		got := 0
		if at := v.Find(name); at != nil {
			got = *at
		}
		if got != want {
			t.Errorf("%s is %d, want %d", name, got, want)
		}
	}
	v.Declare("$a", 1)
	v.Declare("$b", 2)
	v.Declare("$a", 3)
	says("$a", 3)
	around := v.Enter()
	says("$a", 0)
	v.Declare("$a", 4)
	says("$a", 4)
	v.Leave(around)
	says("$a", 3)
	v.Keep(2)
	says("$a", 1)
	v.Keep(1)
	says("$b", 0)
	v.Clear()
	says("$a", 0)
}
