package syntax

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"
)

// compare reads a template in both ways and says how they differ.
func compare(src string) string {
	tree, err := Parse(src)
	std := parse.New("")
	std.Mode = parse.ParseComments | parse.SkipFuncCheck
	named := map[string]*parse.Tree{}
	std, stdErr := std.Parse(src, openBraces, closeBraces, named)
	if err != nil || stdErr != nil {
		return compareErrors(src, err, stdErr)
	}
	ours := dumper{src: src}
	ours.list(tree.Main)
	slices.SortFunc(tree.Defines, func(a, b Define) int { return strings.Compare(a.Name, b.Name) })
	for _, d := range tree.Defines {
		if d.Name != "" {
			fmt.Fprintf(&ours, "define %q\n", d.Name)
			ours.list(d.Body)
		}
	}
	var theirs standard
	theirs.list(std.Root)
	for _, name := range slices.Sorted(maps.Keys(named)) {
		if name != "" {
			fmt.Fprintf(&theirs, "define %q\n", name)
			theirs.list(named[name].Root)
		}
	}
	if ours.problem != "" || ours.String() != theirs.String() {
		return fmt.Sprintf("%s\ngot:\n%swant:\n%s", ours.problem, &ours, &theirs)
	}
	return ""
}

func compareErrors(src string, err *Error, stdErr error) string {
	if err == nil || stdErr == nil {
		return fmt.Sprintf("got the error %v, want %v", err, stdErr)
	}
	line := 1 + strings.Count(src[:err.At], "\n")
	want := stdErr.Error()
	got := fmt.Sprintf("template: :%d: %s", line, err.Reason)
	if got == want {
		return ""
	}
	if reason, started, is := strings.Cut(want, " started at :"); is && strings.HasSuffix(reason, ": "+err.Reason) && started == strconv.Itoa(line) {
		return ""
	}
	return fmt.Sprintf("got the error %q, want %q", got, want)
}

// dumper writes a tree of ours.
type dumper struct {
	strings.Builder
	src     string
	problem string // what is wrong with a place
}

func (d *dumper) list(list []Node) {
	d.WriteString("[\n")
	for i := range list {
		d.node(&list[i])
	}
	d.WriteString("]\n")
}

func (d *dumper) node(n *Node) {
	stands := d.src[n.Start:n.End]
	if n.Kind != Text && (!strings.HasPrefix(stands, openBraces) || !strings.HasSuffix(stands, closeBraces)) {
		d.problem = fmt.Sprintf("%q is no action", stands)
	}
	switch n.Kind {
	case Text:
		fmt.Fprintf(d, "text %d %q\n", n.Start, stands)
	case Action:
		d.pipe(n.Pipe)
	case Template:
		fmt.Fprintf(d, "template %q ", n.Name)
		d.pipe(n.Pipe)
	case Break, Continue:
		fmt.Fprintln(d, map[Kind]string{Break: "{{break}}", Continue: "{{continue}}"}[n.Kind])
	default:
		fmt.Fprint(d, map[Kind]string{If: "if ", With: "with ", Range: "range "}[n.Kind])
		d.pipe(n.Pipe)
		fmt.Fprintln(d, distinct(n.Branch.Assigned))
		d.list(n.Branch.Then)
		d.list(n.Branch.Else)
	}
}

func (d *dumper) pipe(p *Pipe) {
	if p == nil {
		d.WriteString("nothing\n")
		return
	}
	fmt.Fprintf(d, "%v %v", p.Declared, p.IsAssign)
	for _, command := range p.Commands {
		d.WriteString(" |")
		for i := range command {
			d.operand(&command[i])
		}
	}
	d.WriteByte('\n')
}

func (d *dumper) operand(o *Operand) {
	switch o.Kind {
	case Dot:
		if o.Path == "" {
			d.WriteString(" dot")
		}
	case Variable, Function, Bool:
		d.WriteString(" " + o.Name)
	case Pipeline:
		d.WriteString(" (")
		d.pipe(o.Pipe)
		d.WriteString(")")
	case String:
		fmt.Fprintf(d, " %d %s %q", o.Start, d.src[o.Start:o.End], o.Name)
	case Number:
		fmt.Fprint(d, " ", o.Name, o.IsInt)
		if o.IsInt {
			fmt.Fprint(d, o.Int)
		}
	case Nil:
		d.WriteString(" nil")
	}
	if o.Path != "" {
		fmt.Fprint(d, " path", o.Path)
	}
}

// standard writes a tree of the standard library's in the same way.
type standard struct{ strings.Builder }

func (d *standard) list(list *parse.ListNode) {
	d.WriteString("[\n")
	if list != nil {
		for _, n := range list.Nodes {
			d.node(n)
		}
	}
	d.WriteString("]\n")
}

func (d *standard) node(node parse.Node) {
	switch n := node.(type) {
	case *parse.TextNode:
		fmt.Fprintf(d, "text %d %q\n", n.Pos, n.Text)
	case *parse.ActionNode:
		d.pipe(n.Pipe)
	case *parse.TemplateNode:
		fmt.Fprintf(d, "template %q ", n.Name)
		d.pipe(n.Pipe)
	case *parse.BreakNode, *parse.ContinueNode:
		fmt.Fprintln(d, n)
	case *parse.IfNode:
		d.branch("if ", &n.BranchNode)
	case *parse.WithNode:
		d.branch("with ", &n.BranchNode)
	case *parse.RangeNode:
		d.branch("range ", &n.BranchNode)
	}
}

func (d *standard) branch(name string, n *parse.BranchNode) {
	d.WriteString(name)
	d.pipe(n.Pipe)
	fmt.Fprintln(d, distinct(assignedIn(n.ElseList, assignedIn(n.List, nil))))
	d.list(n.List)
	d.list(n.ElseList)
}

// distinct returns names in order, each once.
func distinct(names []string) []string { return slices.Compact(slices.Sorted(slices.Values(names))) }

func assignedIn(list *parse.ListNode, names []string) []string {
	if list == nil {
		return names
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			if n.Pipe.IsAssign {
				names = append(names, n.Pipe.Decl[0].Ident[0])
			}
		case *parse.IfNode:
			names = assignedIn(n.ElseList, assignedIn(n.List, names))
		case *parse.WithNode:
			names = assignedIn(n.ElseList, assignedIn(n.List, names))
		case *parse.RangeNode:
			names = assignedIn(n.ElseList, assignedIn(n.List, names))
		}
	}
	return names
}

func (d *standard) pipe(p *parse.PipeNode) {
	if p == nil {
		d.WriteString("nothing\n")
		return
	}
	var declared []string
	for _, v := range p.Decl {
		declared = append(declared, v.Ident[0])
	}
	fmt.Fprintf(d, "%v %v", declared, p.IsAssign)
	for _, command := range p.Cmds {
		d.WriteString(" |")
		for _, arg := range command.Args {
			d.operand(arg)
		}
	}
	d.WriteByte('\n')
}

func (d *standard) operand(node parse.Node) {
	switch n := node.(type) {
	case *parse.DotNode:
		d.WriteString(" dot")
	case *parse.FieldNode:
		d.path(n.Ident)
	case *parse.VariableNode:
		d.WriteString(" " + n.Ident[0])
		d.path(n.Ident[1:])
	case *parse.ChainNode:
		d.operand(n.Node)
		d.path(n.Field)
	case *parse.PipeNode:
		d.WriteString(" (")
		d.pipe(n)
		d.WriteString(")")
	case *parse.StringNode:
		fmt.Fprintf(d, " %d %s %q", n.Pos, n.Quoted, n.Text)
	case *parse.NumberNode:
		fmt.Fprint(d, " ", n.Text, n.IsInt)
		if n.IsInt {
			fmt.Fprint(d, n.Int64)
		}
	default:
		fmt.Fprint(d, " ", n)
	}
}

func (d *standard) path(fields []string) {
	if len(fields) > 0 {
		fmt.Fprint(d, " path.", strings.Join(fields, "."))
	}
}

// templates are of all that a template may have, and of what is wrong with some.
var templates = []string{
	"", "a", " a {{ . }} b ", "a\n{{- .b.c -}}\n d", "{{/* a */}}b{{- /* c\n */ -}} d", "{{ if .a }}b{{ else if .c }}d{{ else }}e{{ end }}f",
	"{{ with $x := .a }}{{ $x }}{{ else with .b }}{{ .c }}{{ else }}d{{ end }}", "{{ range $i, $x := .a }}{{ if $i }}{{ break }}{{ end }}{{ continue }}{{ else }}b{{ end }}",
	"{{ define \"a\" }}{{ $x := 1 }}{{ if .b }}{{ $x = 2 }}{{ end }}{{ $x }}{{ end }}{{ template \"a\" . }}{{ template `b` }}", "{{ block \"a\" .b }}c{{ end }}",
	"{{ include \"a\" (dict \"b\" .c \"d\" (list 1 -2 0x1F 1_000 1.5 1e3 0i 1+2i 'a' '\\n' nil true false)) | nindent 4 | quote }}",
	"{{ (.a).b.c }}{{ $.a.b }}{{ a.b }}{{ .a.b.c | d.e }}{{ $ }}{{ print . }}", "{{ .Values.a | default \"b\\tc\" | `d\ne` }}", "{{ $a := .b }}{{ $a = .c }}{{ $a, $b := .d }}",
	"{{ $x := 1 }}{{ if .a }}{{ $x = 2 }}{{ if .b }}{{ $x = 3 }}{{ $y := 1 }}{{ $y = 2 }}{{ end }}{{ $x = 4 }}{{ block \"a\" . }}{{ $x := 1 }}{{ with .c }}{{ $x = 5 }}{{ end }}{{ end }}{{ $z = 6 }}{{ else }}{{ $x := 7 }}{{ $x = 8 }}{{ end }}{{ $x }}",
	"{{ if .a }}{{ $x = 1 }}{{ $x }}{{ end }}{{ $x }}", "{{ $x := 1 }}{{ block \"a\" . }}{{ $y := 2 }}{{ $x = $y }}{{ end }}{{ $x }}{{ $y }}", "{{ block \"c\" . }}\n{{ else }}{{ end }}", "{{ block \"c\"\n. -}}\n\n{{ block \"d\" . }}\n{{ end }}\n{{ else if a }}{{ end }}", "{{ define \"c\" }}\n{{ else }}{{ end }}",
	"{{ if .a }}{{ $x }}{{ end }}", "{{ if .a }}", "{{ end }}", "{{ else }}", "{{ if .a }}{{ else }}{{ else }}{{ end }}", "{{ define \"a\" }}{{ else }}{{ end }}",
	"{{ if .a }}{{ else with .b }}{{ end }}", "{{ range .a }}{{ else if .b }}{{ end }}", "{{ break }}", "{{ range .a }}{{ else }}{{ break }}{{ end }}", "{{ range .a }}{{ define \"b\" }}{{ end }}{{ end }}",
	"{{ range .a }}{{ block \"b\" . }}{{ break }}{{ end }}{{ end }}", "{{ if }}", "{{ }}", "{{ | a }}", "{{ a | }}", "{{ a | .b }}", "{{ a | . }}", "{{ a | 1 }}", "{{ a | \"b\" }}", "{{ a | nil }}", "{{ () }}", "{{ (a }}", "{{ a) }}", "{{ (a\n -}}",
	"{{ \"a }}", "{{ \"a\nb\" }}", "{{ `a }}", "{{ 'a }}", "{{ 'ab' }}", "{{ '' }}", "{{ \"\\q\" }}", "{{ a", "a\n{{ b\n\n", "{{ if\n\"a }}", "{{/* a", "{{/* a */", "{{ if .a }}\n{{/* b", "{{ if .a }}{{ else if\n`b }}",
	"{{ 1a }}", "{{ 0x }}", "{{ 08 }}", "{{ 99999999999999999999 }}", "{{ 18446744073709551615 }}", "{{ 1+2 }}", "{{ 1.5.a }}", "{{ \"a\".b }}", "{{ ..a }}", "{{ .a .b }}", "{{ .a+b }}", "{{ $+ }}", "{{ a\x00 }}", "{{ é.ü }}", "{{ \xff }}", "{{ a\xff }}", "{{ a ? b }}", "{{ a : b }}", "{{ a := 1 }}",
	"{{ define a }}{{ end }}", "{{ define \"a\" b }}{{ end }}", "{{ define \"a\n", "{{ define \"a\" }}b{{ end }}{{ define \"a\" }}c{{ end }}", "{{ define \"a\" }}b{{ end }}{{ define \"a\" }} {{ end }}{{ define \"c\" }}{{ end }}{{ define \"c\" }}d{{ end }}", "{{ define \"\" }}a{{ end }}b", "{{ define \"\" }}a{{ end }} ", "{{ define \"\" }} {{ end }}a",
	"{{ template }}", "{{ template .a }}", "{{ block \"a\" }}{{ end }}", "{{ $a, $b := 1 }}", "{{ range $a, 1 }}{{ end }}", "{{ range $a, $b, $c := .d }}{{ end }}", "{{ range $a, }}{{ end }}", "{{ range $a, $b := .c }}{{ $a }}{{ end }}{{ $a }}", "{{ if ($x := .a) }}{{ $x }}{{ end }}", "{{ $x := 1 }}{{ define \"a\" }}{{ $x }}{{ end }}",
	"{{- a -}} {{-a-}}", "{{-3}}", "{{- 3-}}", "{{ a   -}}  b", "{{ a  -}", "{{.}}{{.a}}{{..}}", "{{ . }", "{{{ a }}", "{{ a }}}", "{{{{ a }}}}", "{{ dot.nil.end }}", "{{ end.a }}", "{{ if.a }}{{ end }}", "{{ nil.a }}", "{{ a\r\n\t}}", "{{ a,b }}", "{{ (a)(b) }}", "{{ a(b) }}", "{{ \"averylongstring\" := }}", "{{ = }}", "{{ a | if }}", "{{ 0b1 0o7 1_0 0x1p-2 1E+2 .5 5. +1 - }}",
}

func TestLikeStandard(t *testing.T) {
	for _, src := range templates {
		if problem := compare(src); problem != "" {
			t.Errorf("%q: %s", src, problem)
		}
	}
}

// TestDeep nests as deep as nobody does: blocks have no bound, parentheses that of
// the standard library.
func TestDeep(t *testing.T) {
	const deep = 3000
	for _, src := range []string{
		strings.Repeat("{{ if .a }}", deep) + strings.Repeat("{{ end }}", deep), strings.Repeat("{{ if .a }}", deep),
		"{{ if .a }}" + strings.Repeat("{{ else if .a }}", deep) + "{{ end }}",
		"{{ " + strings.Repeat("(", maxDepth) + ".a" + strings.Repeat(")", maxDepth) + " }}", "{{ " + strings.Repeat("(", maxDepth+1),
	} {
		if problem := compare(src); problem != "" {
			t.Errorf("%.40q…: %.200s", src, problem)
		}
	}
	if _, err := Parse(strings.Repeat("{{if a}}", 1_000_000)); err == nil || err.Reason != "unexpected EOF" {
		t.Errorf("a million ifs give %v", err)
	}
}

// TestReset reads templates one after the other into the same memory.
func TestReset(t *testing.T) {
	var p Parser
	for _, src := range templates {
		p.Reset()
		tree, err := p.Parse(src)
		fresh, freshErr := Parse(src)
		if err != nil || freshErr != nil {
			if err == nil || freshErr == nil || *err != *freshErr {
				t.Errorf("%q: got %v, want %v", src, err, freshErr)
			}
			continue
		}
		got, want := dumper{src: src}, dumper{src: src}
		got.list(tree.Main)
		want.list(fresh.Main)
		if got.String() != want.String() {
			t.Errorf("%q: got %s, want %s", src, &got, &want)
		}
	}
}

func FuzzLikeStandard(f *testing.F) {
	for _, src := range templates {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if problem := compare(src); problem != "" {
			t.Errorf("%q: %s", src, problem)
		}
	})
}
