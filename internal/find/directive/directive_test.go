package directive

import (
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

// written writes directives: words with commas between them, what is inside in
// brackets.
func written(all []Directive) string {
	var parts []string
	for _, d := range all {
		var words []string
		for _, word := range d.Words {
			words = append(words, string(word.Data))
		}
		part := strings.Join(words, ",")
		if len(d.Inside) > 0 {
			part += "(" + written(d.Inside) + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

var configurations = []struct {
	read       func(source.Text) []Directive
	text, want string
}{
	{HAProxy, "global\n  maxconn 1 # x\nbackend a\n option httpchk GET\\ /b \"c d\"\n\n  server x {{ h['a b'] }}:{{ p }} check\n", "global(maxconn,1) backend,a(option,httpchk,GET /b,c d server,x,{{ h['a b'] }}:{{ p }},check)"},
	{HAProxy, "listen a\n{% for h in x -%}\n  server {{ h }}\n{% endfor %}\n  bind :1 \\\n ssl\nfrontend b", "listen,a(server,{{ h }} bind,:1,ssl) frontend,b"},
	{HAProxy, "option a\noption b\n", "option,a option,b"},
	{HAProxy, "# x", ""},
	{Braces, "http {\n  upstream a { server b:1; server ${c}:2 max=1; }\n  # d {\n}\n", "http(upstream,a(server,b:1 server,${c}:2,max=1))"},
	{Braces, "! comment\nvirtual_server 1.2.3.4 6443\n{\n  real_server 1 2 {\n SSL_GET {\n url { path /a\n }\n}\n}\nscript \"a b\"\n}\nx", "virtual_server,1.2.3.4,6443(real_server,1,2(SSL_GET(url(path,/a))) script,a b) x"},
	{Braces, "if ($a != \"{\") { return 1; }", "if,($a,!=,{)(return,1)"},
	{Braces, "a {{ b }} { c; } } d", "a,{{ b }}(c) d"},
	{Braces, "a;\n{ b; }", "a (b)"},
}

func TestConfigurations(t *testing.T) {
	for _, c := range configurations {
		if got := written(c.read((&source.File{Data: []byte(c.text)}).Text())); got != c.want {
			t.Errorf("%s\ngives %s\nwant  %s", c.text, got, c.want)
		}
	}
}

func TestOutlines(t *testing.T) {
	for _, f := range []struct {
		read       func(source.Text) *source.Outline
		text, want string
	}{
		{HAProxyOutline, "backend a\n  # apilint: x\n  server b\nbackend c\n d e # apilint: y\n", "x: server b\ny: none"},
		{HAProxyOutline, "# apilint: x\nbackend a\n  server b\n\nbackend c\n", "x: backend a\n  server b"},
		{BracesOutline, "a {\n  # apilint: x\n  b c;\n  d;\n}\n", "x: b c"},
		{BracesOutline, "a;\n! apilint: x\nb {\n  c\n}\nd\n", "x: b {\n  c\n}"},
	} {
		o := f.read((&source.File{Data: []byte(f.text)}).Text())
		o.Sort()
		var lines []string
		for _, c := range o.Comments {
			unit := "none"
			if span, found := o.Below(c); found {
				unit = f.text[span.Start:span.End]
			}
			lines = append(lines, c.Raw[len("# apilint: "):]+": "+unit)
		}
		if got := strings.Join(lines, "\n"); got != f.want {
			t.Errorf("%s\ngives %s\nwant  %s", f.text, got, f.want)
		}
	}
}

func TestDeepBraces(t *testing.T) {
	for _, text := range []string{strings.Repeat("a {", 1_000_000), strings.Repeat("a { b; ", 100) + strings.Repeat("}", 100), strings.Repeat("{", 1000) + strings.Repeat("\"", 1_000_000)} {
		if all := Braces((&source.File{Data: []byte(text)}).Text()); len(all) != 1 {
			t.Errorf("%d directives, want 1", len(all))
		}
	}
}

func FuzzConfigurations(f *testing.F) {
	for _, c := range configurations {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, read := range []func(source.Text) []Directive{HAProxy, Braces} {
			inspect(t, len(data), read((&source.File{Data: data}).Text()))
		}
	})
}

func inspect(t *testing.T, size int, all []Directive) {
	for _, d := range all {
		for _, word := range d.Words {
			if span := word.Span(0, len(word.Data)); span.Start < 0 || span.End < span.Start || span.End > size {
				t.Fatalf("%q at %v of %d bytes", word.Data, span, size)
			}
		}
		inspect(t, size, d.Inside)
	}
}
