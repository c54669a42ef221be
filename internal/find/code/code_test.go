package code

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

var codes = []struct {
	read       func(source.Text) []String
	code, want string
}{
	{Python, "\"\"\"doc\n'a'\"\"\"\nimport x # 'b'\ndef f(a, b='c'):\n    'doc'\n    g.h('d', k=f\"e{i.j}\" 'l', m=[\"n\", r'\\o'])\np = 'q'\n",
		"c f(b)|d g.h f|e${i.j}l g.h(k) f|n g.h f|\\o g.h f|q (p)"},
	{Python, "url = base.a() + '/b' + c\nd('e' % f)\nx: str = \"g\"\n'h'.format(1)\n", "${base.a()}/b${c} (url)|e d|g (x)|h"},
	{Python, "def f():\n  def g(): 'a'\n  b('c')\nd('e\\n\\'')\n", "a (g()) f|c b f|e\n' d"},
	{Python, "if x == 'a': f(\n  'b'\n  'c')", "a|bc f"},
	{JavaScript, "// 'a'\n/* 'b' */ const c = `d${e.f({g: 1})}h`;\nfetch('i' + j + \"k\", {l: 'm'}); n = /'o\\/'/;", "d${e.f({g: 1})}h (c)|i${j}k fetch|m fetch(l)"},
	{JavaScript, "class A { async b() { return this.c('d'); } }\nfunction e(f: string = 'g') { h('i') }\nconst j = async () => { k('l') }\n", "d this.c b|g e(f)|i h e|l k j"},
	{JavaScript, "x.y(['a', 'b'], z => z + 'c')\nlet d = e / 'f' / g\n'h", "a x.y|b x.y|${z}c x.y|f (d)|h"},
}

// written writes a string: what it says, the call, in brackets its name, and the
// function that it stands in.
func written(s String) string {
	out := string(s.Text.Data) + " " + s.Call
	if s.Name != "" {
		out += fmt.Sprintf("(%s)", s.Name)
	}
	return strings.TrimRight(out+" "+s.Function, " ")
}

func TestStrings(t *testing.T) {
	for _, c := range codes {
		var all []string
		for _, s := range c.read((&source.File{Data: []byte(c.code)}).Text()) {
			all = append(all, written(s))
		}
		if got := strings.Join(all, "|"); got != c.want {
			t.Errorf("%s\ngives %s\nwant  %s", c.code, got, c.want)
		}
	}
}

func TestLists(t *testing.T) {
	all := Python((&source.File{Data: []byte("f(['a', 'b'], ['c'], 'd')")}).Text())
	if len(all) != 4 || all[0].List != all[1].List || all[1].List == all[2].List || all[3].List == all[2].List {
		t.Errorf("lists are %+v", all)
	}
}

func TestHostile(t *testing.T) {
	for _, code := range []string{
		strings.Repeat("f(", 100_000), strings.Repeat("a+", 100_000) + "'b'", strings.Repeat("a.", 100_000), strings.Repeat("`${", 100_000),
		strings.Repeat("def f():\n", 100_000), strings.Repeat("'\\", 100_000), strings.Repeat("{", 100_000), strings.Repeat("/", 100_000) + "\n" + strings.Repeat("/*", 100_000),
		"f\"" + strings.Repeat("{", 100_000) + "\"", strings.Repeat(")", 100_000),
	} {
		for _, read := range []func(source.Text) []String{Python, JavaScript} {
			read((&source.File{Data: []byte(code)}).Text())
		}
	}
}

func TestOutlines(t *testing.T) {
	code := "a = 1 // apilint: x\n/* apilint: y */\nf('b', {\n  c: 'd' })\n"
	o := JavaScriptOutline((&source.File{Data: []byte(code)}).Text())
	o.Sort()
	if len(o.Comments) != 2 || o.Comments[0].Alone || !o.Comments[1].Alone {
		t.Fatalf("comments are %+v", o.Comments)
	}
	if unit, _ := o.Below(o.Comments[1]); code[unit.Start:unit.End] != "f('b', {\n  c: 'd' })" {
		t.Errorf("the comment speaks of %q", code[unit.Start:unit.End])
	}
	if o := PythonOutline((&source.File{Data: []byte("# apilint: x\na(\n'b')")}).Text()); len(o.Comments) != 1 || len(o.Units) == 0 {
		t.Errorf("the outline is %+v", o)
	}
}

func FuzzStrings(f *testing.F) {
	for _, c := range codes {
		f.Add([]byte(c.code))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := (&source.File{Data: data}).Text()
		for _, s := range append(Python(file), JavaScript(file)...) {
			if span := s.Text.Span(0, len(s.Text.Data)); span.Start < 0 || span.End < span.Start || span.End > len(data) {
				t.Fatalf("%q at %v of %d bytes", s.Text.Data, span, len(data))
			}
		}
		PythonOutline(file)
		JavaScriptOutline(file)
	})
}
