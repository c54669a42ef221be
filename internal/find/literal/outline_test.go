package literal

import (
	"testing"

	"github.com/apilint/apilint/internal/source"
)

func TestGoOutline(t *testing.T) {
	for _, unit := range []string{
		"a, err := f()",
		"a, err := f().\n\t\tg(\"b\").\n\t\th()",
		"_, _ = f(), g()",
		"a[0], b.c = f(), g()",
		"if _, err := f(); err != nil {\n\t\tg()\n\t}",
		"for i, j := 0, 1; i < j; i++ {\n\t\tg()\n\t}",
		"return f(), nil",
		"var a, b = f()",
		"switch x := f(); {\n\tcase x, y:\n\t\tg()\n\t}",
		"go func() {\n\t\tf(a, b)\n\t}()",
	} {
		checkBelow(t, "package x\n\nfunc f() {\n\tbefore()\n\t", unit, "\n\tafter()\n}\n")
		checkBelow(t, "package x\n\nfunc f() {\n\tswitch y {\n\tcase 1, 2:\n\t", unit, "\n\tdefault:\n\t}\n}\n")
	}
	checkBelow(t, "package x\n\nvar x = f(1,\n", "g(2, 3)", ",\n\t4)\n")
	checkBelow(t, "package x\n\nvar x = []T{\n", "T{\"a\", 1}", ",\n\t{\"b\", 2},\n}\n")
	checkBelow(t, "package x\n\nconst (\n", "a, b = 1, 2", "\n\tc = 3\n)\n")
	checkBelow(t, "package x\n\ntype t struct {\n", "a, b string", "\n\tc int\n}\n")
}

// checkBelow checks that a comment between the first two of three parts of a
// file speaks of the second.
func checkBelow(t *testing.T, before, unit, after string) {
	t.Helper()
	code := before + "//" + source.Marker + "ignore x\n\t" + unit + after
	o := GoOutline((&source.File{Data: []byte(code)}).Text())
	o.Sort()
	if len(o.Comments) != 1 {
		t.Fatalf("%s\nhas the comments %v", code, o.Comments)
	}
	if got, _ := o.Below(o.Comments[0]); code[got.Start:got.End] != unit {
		t.Errorf("%s\nthe comment speaks of %q, want %q", code, code[got.Start:got.End], unit)
	}
}
