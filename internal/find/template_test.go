package find

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/find/template"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// describeConditions writes what a cluster must be like.
func describeConditions(op string, all []reference.Condition) string {
	var parts []string
	for _, c := range all {
		switch c.Op {
		case reference.Serves:
			parts = append(parts, map[bool]string{false: "serves ", true: "lacks "}[c.Negated]+c.API)
		case reference.Version:
			parts = append(parts, "is "+c.Version.Plain.Holds.Text(apiversion.NewRelease(1, 37)))
		case reference.Open:
			parts = append(parts, "open")
		case reference.All:
			parts = append(parts, describeConditions(" and ", c.Of))
		case reference.Any:
			parts = append(parts, describeConditions(" or ", c.Of))
		}
	}
	if len(parts) > 1 && op != ", " {
		return "(" + strings.Join(parts, op) + ")"
	}
	return strings.Join(parts, op)
}

// describeTemplate writes the APIs that a template may give one a line, each
// with its place and what it takes.
func describeTemplate(path, text string) string {
	file := &source.File{Path: path, Data: []byte(text)}
	var f Finder
	f.Find(file)
	var b strings.Builder
	for _, ref := range f.References {
		if broken, is := ref.Subject.(*reference.Broken); is {
			fmt.Fprintf(&b, "broken: %s\n", broken.Reason)
		}
		api, is := ref.Subject.(*reference.API)
		if !is {
			continue
		}
		fmt.Fprintf(&b, "%d %q %s %s %s", file.Position(ref.Span.Start).Line, text[ref.Span.Start:ref.Span.End], api.APIVersion, api.Kind, ref.Confidence)
		if len(ref.Conditions) > 0 {
			b.WriteString(": " + describeConditions(", ", ref.Conditions))
		}
		b.WriteByte('\n')
	}
	for _, u := range f.Unread {
		fmt.Fprintf(&b, "%d unread: %s\n", file.Position(u.Span.Start).Line, u.Reason)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestTemplatesOfManifests(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"branches", "{{ if .a }}\napiVersion: v1\nkind: A\n{{ else if .b }}\napiVersion: v2\nkind: B\n{{ else }}\napiVersion: v3\nkind: C\n{{ end }}", `
2 "v1" v1 A high
5 "v2" v2 B high
8 "v3" v3 C high`},
		{"the version", "{{- if semverCompare \"<1.19-0\" .Capabilities.KubeVersion.Version }}\napiVersion: a/v1\n{{- else }}\napiVersion: b/v1\n{{- end }}\nkind: A\n", `
2 "a/v1" a/v1 A high: is 1.0..1.18
4 "b/v1" b/v1 A high: is 1.19..`},
		{"the number of the release", "{{ $minor := int .Capabilities.KubeVersion.Minor }}{{ if ge $minor 22 }}\napiVersion: a/v1\n{{ else }}\napiVersion: b/v1\n{{ end }}\nkind: A\n", `
2 "a/v1" a/v1 A high: is 1.22..
4 "b/v1" b/v1 A high: is 1.0..1.21`},
		{"a version put together", "{{ if semverCompare \">=1.20\" (printf \"%s.%s\" .Capabilities.KubeVersion.Major .Capabilities.KubeVersion.Minor) }}\napiVersion: a/v1\nkind: A\n{{ end }}", `
2 "a/v1" a/v1 A high: is 1.20..`},
		{"what is served", "{{- if and .Values.on (.Capabilities.APIVersions.Has \"g/v1\") (not (.Capabilities.APIVersions.Has \"g/v2/B\")) }}\napiVersion: g/v1\n{{- else if .Values.on }}\napiVersion: g/v0\n{{- end }}\nkind: A\n", `
2 "g/v1" g/v1 A high: (open and serves g/v1 and lacks g/v2/B)
4 "g/v0" g/v0 A high: (lacks g/v1 or serves g/v2/B)`},
		{"variables", "{{ $v := \"a/v1\" }}{{ if .Capabilities.APIVersions.Has \"b/v1\" }}{{ $v = \"b/v1\" }}{{ end }}\nkind: A\napiVersion: {{ $v }}\n", `
1 "b/v1" b/v1 A medium: serves b/v1
1 "a/v1" a/v1 A medium: lacks b/v1`},
		{"named templates", "{{ define \"v\" }}{{ if .Capabilities.APIVersions.Has \"b/v1\" }}b/v1{{ else }}a/v1{{ end }}{{ end }}\napiVersion: {{ include \"v\" . }}\nkind: A\n", `
1 "b/v1" b/v1 A high: serves b/v1
1 "a/v1" a/v1 A high: lacks b/v1`},
		{"answers of named templates", "{{ define \"isNew\" }}{{ if .Capabilities.APIVersions.Has \"b/v1\" }}true{{ end }}{{ end }}\n{{ if eq (include \"isNew\" .) \"true\" }}\napiVersion: b/v1\n{{ else }}\napiVersion: a/v1\n{{ end }}\nkind: A\n", `
3 "b/v1" b/v1 A high: serves b/v1
5 "a/v1" a/v1 A high: lacks b/v1`},
		{"a context in a mapping", "{{ define \"v\" }}{{ ternary \"b/v1\" .old (.ctx.Capabilities.APIVersions.Has \"b/v1\") }}{{ end }}\napiVersion: {{ include \"v\" (dict \"ctx\" $ \"old\" \"a/v1\") }}\nkind: A\n", `
1 "b/v1" b/v1 A medium: serves b/v1
2 "a/v1" a/v1 A medium: lacks b/v1`},
		{"a value with a default", "apiVersion: {{ .Values.v | default \"a/v1\" | quote }}\nkind: A\n", `
1 "{{ .Values.v | default \"a/v1\" | quote }}" a/v1 A medium`},
		{"values that exclude each other", "{{ if eq .Values.kind \"A\" }}\nkind: A\n{{ end }}{{ if eq .Values.kind \"B\" }}\nkind: B\n{{ end }}\napiVersion: v1\n", `
6 "v1" v1 A high
6 "v1" v1 B high`},
		{"pairs of alternatives", "kind: {{ if .a }}A{{ else }}B{{ end }}\napiVersion: {{ if .b }}v1{{ else }}v2{{ end }}\n", `
2 "v1" v1 A high
2 "v2" v2 B high
2 "v1" v1 B high
2 "v2" v2 A high`},
		{"documents in a branch", "apiVersion: v1\nkind: A\n{{- if .x }}\n---\napiVersion: v1\nkind: B\n{{- end }}\n", `
1 "v1" v1 A high
5 "v1" v1 B high`},
		{"loops", "{{ range $v := list \"a/v1\" \"b/v1\" }}\n---\napiVersion: {{ $v }}\nkind: {{ $.Values.x | default \"A\" }}\n{{ end }}{{ range .Values.l }}\n---\napiVersion: v1\nkind: B\nname: {{ .name }}\n{{ end }}", `
1 "a/v1" a/v1 A medium
1 "b/v1" b/v1 A medium
7 "v1" v1 B high`},
		{"a loop that sets a variable", "{{ $v := \"a/v1\" }}{{ $w := 1 }}{{ range $v = list \"b/v1\" }}{{ end }}\napiVersion: {{ $v }}\nkind: A{{ $w }}\n", `
1 "b/v1" b/v1 A1 medium`},
		{"what is open", "apiVersion: {{ .Values.v }}\nkind: A\n---\n{{ template \"x\" . }}\n---\nkind: A\napiVersion: {{ include \"x\" . }}\n---\n{{ .Files.Get \"x\" }}\n", `
1 unread: apiVersion hangs on values
4 unread: a named template that isn't here gives it
7 unread: apiVersion comes from a named template that isn't here
9 unread: values, or files of the chart, give the whole of it`},
		{"not YAML", "apiVersion: v1\nkind: A\n{{ if .x }}\na: b: c\n{{ end }}", `
1 "v1" v1 A medium
4 unread: what it gives was not understood: mapping values are not allowed in this context`},
		{"a failure in the middle of a line", "apiVersion: v1\nkind: A\nspec:\n  {{- if gt .Values.n 1 }}\n  {{- fail \"too many\" }}\n  {{- end }}\n  a: b\n", `
1 "v1" v1 A high`},
		{"a text through YAML", "{{ define \"x\" }}\napiVersion: b/v1\nkind: B\n{{ end }}apiVersion: v1\nkind: ConfigMap\ndata:\n{{ $x := include \"x\" . | fromYaml }}\n  {{ if kindIs \"map\" $x }}\n  a: |\n    {{- toYaml $x | nindent 4 }}\n  {{ end }}", `
4 "v1" v1 ConfigMap high
2 "b/v1" b/v1 B medium`},
		{"a variable that is set behind a line", "{{ $v := \"v1\" }}x: y\n{{- if .a }}{{ $v = .b }}{{ end }}\nkind: A\napiVersion: {{ $v }}\n", `
1 "v1" v1 A medium`},
		{"templates in strings", "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    {{ if .x }}\n    apiVersion: b/v1\n    {{ else }}\n    apiVersion: c/v1\n    {{ end }}\n    kind: B\n", `
1 "v1" v1 ConfigMap high
6 "b/v1" b/v1 B medium
8 "c/v1" c/v1 B medium`},
		{"a default for an empty text", "apiVersion: g/{{ if semverCompare \">=1.20-0\" .Capabilities.KubeVersion.Version }}v1{{ end }}\nkind: A\n", `
1 "g/{{ if semverCompare \">=1.20-0\" .Capabilities.KubeVersion.Version }}v1" g/v1 A high: is 1.20..
1 "g/" g/ A high: is 1.0..1.19`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := describeTemplate("a.yaml", c.in); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("%s\ngives\n%s\nwant%s", c.in, got, c.want)
			}
		})
	}
}

func TestForeignTemplates(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"Jinja", "{% if a %}\napiVersion: v1\n{% elif b %}\napiVersion: v2\n{% else %}\napiVersion: v3\n{% endif %}\nkind: A\n{% for x in y %}\n{{ x }}: {{ z }}\n{% endfor %}", `
2 "v1" v1 A high
4 "v2" v2 A high
6 "v3" v3 A high`},
		{"Jinja's macros, which give nothing where they stand", "{% macro a() -%}\nx\n{%- endmacro %}\napiVersion: v1\nkind: A\nb: {{ a() }}\n", `
4 "v1" v1 A high`},
		{"Jinja's macros that give manifests", "{% macro a() %}\napiVersion: v1\nkind: A\n{% endmacro %}\n", `
2 "v1" v1 A high`},
		{"Jinja's defaults, comments and raw text", "{# a comment #}\napiVersion: {{ v | default('v1') }}\nkind: A\nx: {% raw %}{{ y }}{% endraw %}\n", `
2 "{{ v | default('v1') }}" v1 A medium`},
		{"values that exclude each other", "{% if a == 'x' %}\napiVersion: v1\n{% endif %}\n{% if a != 'x' %}\napiVersion: v2\n{% endif %}\nkind: A\n", `
2 "v1" v1 A high
5 "v2" v2 A high`},
		{"a choice of Jinja", "apiVersion: {{ 'v2' if new else 'v1' }}\nkind: A\n", `
1 "{{ 'v2' if new else 'v1' }}" v2 A medium
1 "{{ 'v2' if new else 'v1' }}" v1 A medium`},
		{"ERB", "<% if @a -%>\napiVersion: v1\n<% else -%>\napiVersion: v2\n<% end -%>\nkind: A\n<% @b.each do |x| -%>\nc: <%= x %>\n<% end -%>\n", `
2 "v1" v1 A high
4 "v2" v2 A high`},
		{"variables", "${MORE}\napiVersion: ${V:-v1}\nkind: A\n---\napiVersion: ${V}\nkind: A\n", `
2 "${V:-v1}" v1 A low
5 unread: apiVersion hangs on values`},
		{"variables in braces", "apiVersion: ${V:-v1}\nkind: A\nmetadata: {name: ${N}, labels: {a: ${L}}}\nl: [${X}, ${Y}]\n", `
1 "${V:-v1}" v1 A low`},
		{"unclosed", "{% if a %}\napiVersion: v1\nkind: A\n{{ b\n", `
2 "v1" v1 A medium
4 unread: what it gives was not understood: did not find expected key`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := describeTemplate("a.yaml", c.in); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("%s\ngives\n%s\nwant%s", c.in, got, c.want)
			}
		})
	}
}

// nestedIfs is a text of many conditions in each other.
func nestedIfs(n int) string {
	return strings.Repeat("{{if .a}}b: c\n{{else}}", n) + strings.Repeat("{{end}}", n)
}

// doubled defines named templates each of which gives the next one twice.
func doubled(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{{define \"t%d\"}}{{include \"t%d\" .}}{{include \"t%d\" .}}\nx: y\n{{end}}", i, i+1, i+1)
	}
	return b.String() + "{{ include \"t0\" . }}\n"
}

// Bad input ends soon in something said.
func TestHostileTemplates(t *testing.T) {
	object := "apiVersion: v1\nkind: A\n"
	for name, in := range map[string]string{
		"nested ifs, 1 MB":        nestedIfs(40_000),
		"nested ifs":              nestedIfs(400),
		"many ifs":                strings.Repeat("{{if .a}}b: c\n{{else}}d: e\n{{end}}", 30_000),
		"many different ifs":      manyIfs(5_000),
		"defines that double":     doubled(50),
		"a define in itself":      "{{define \"a\"}}{{include \"a\" .}}b: c\n{{end}}{{include \"a\" .}}\n",
		"defines in each other":   "{{define \"a\"}}{{include \"b\" .}}{{end}}{{define \"b\"}}{{include \"a\" .}}{{end}}{{include \"a\" .}}\n",
		"a text that doubles":     "{{$x := \"aaaaaaaaaa\"}}" + strings.Repeat("{{$x = print $x $x}}", 60) + "{{if eq $x \"b\"}}{{$x}}{{end}}{{$x | replace \"a\" $x}}\n",
		"a list that doubles":     "{{$x := list 1}}" + strings.Repeat("{{$x = list $x $x}}", 60) + "{{range $x}}{{range .}}{{range .}}a: b\n{{end}}{{end}}{{end}}",
		"a condition that grows":  "{{$x := .a}}" + strings.Repeat("{{$x = and $x (or .b (not $x))}}", 200) + "{{if $x}}a: b\n{{end}}",
		"a variable set deep":     "{{$x := 1}}" + strings.Repeat("{{if .a}}", 40_000) + strings.Repeat("{{$x = 1}}", 40_000) + strings.Repeat("{{end}}", 40_000),
		"variables set deep":      manyVariables(20_000, "{{$x%d := 1}}") + strings.Repeat("{{range .a}}", 400) + manyVariables(20_000, "{{$x%d = 1}}") + strings.Repeat("{{end}}", 400),
		"variables not set":       manyVariables(20_000, "{{$x%d := 1}}") + strings.Repeat("{{range list 1 2 3 4 5 6 7 8 9}}", 5) + "{{if false}}" + manyVariables(20_000, "{{$x%d = 1}}") + strings.Repeat("{{end}}", 6),
		"variables used":          manyVariables(40_000, "{{$x%d := 1}}") + strings.Repeat("{{$x39999}}{{$x0}}\n", 40_000),
		"an unknown variable":     strings.Repeat("{{if $x}}", 100_000),
		"a mapping in itself":     "{{$d := dict}}{{$_ := set $d \"d\" $d}}{{range $d}}{{.}}{{end}}{{$d | toYaml}}\n",
		"parentheses":             "{{if " + strings.Repeat("(not ", 5_000) + ".a" + strings.Repeat(")", 5_000) + "}}a: b\n{{end}}",
		"indentation":             strings.Repeat("{{.a | indent 99999999}}{{\"a\" | nindent 200}}\n", 1_000),
		"unclosed":                strings.Repeat("{{ a\n", 10_000),
		"unknown functions":       "{{ a (b \"c\") | d }}\n{{ range e }}f: g\n{{ end }}",
		"not UTF-8":               "{{ if .a }}\xff\xfe: b\n{{ end }}",
		"a binary":                "\x7fELF\x02{{\x00}}\x00",
		"Jinja, nested":           strings.Repeat("{% if a %}b: c\n{% else %}", 20_000),
		"Jinja, ends only":        strings.Repeat("{% endif %}{% else %}{% elif x %}", 20_000),
		"Jinja, raw":              "{% raw %}" + strings.Repeat("{% if %}", 20_000),
		"a line of holes":         strings.Repeat("{{ .a }}", 100_000) + "\n",
		"a long line with a hole": strings.Repeat("x", 1<<20) + "{{ .a }}" + strings.Repeat("{{ if .a }}y{{ end }}", 10_000) + "\n",
		"a big define, often":     "{{define \"a\"}}" + strings.Repeat("x: y\n", 200_000) + "{{end}}" + strings.Repeat("{{include \"a\" .}}\n", 5_000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			got := describeTemplate("a.yaml", in+"---\n"+object)
			if taken := time.Since(start); taken > time.Minute {
				t.Errorf("took %s", taken)
			}
			if got == "" {
				t.Error("nothing is said")
			}
		})
	}
}

// manyVariables says something of each of n variables.
func manyVariables(n int, action string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, action, i)
	}
	return b.String()
}

func manyIfs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{{if .a%d}}b: c\n{{else}}d: e\n{{end}}", i)
	}
	return b.String()
}

func FuzzTemplate(f *testing.F) {
	for _, seed := range []string{
		"{{ if semverCompare \"<1.19-0\" .Capabilities.KubeVersion.Version }}\napiVersion: a/v1\n{{ else }}\napiVersion: b/v1\n{{ end }}\nkind: A\n",
		"{{ define \"v\" }}{{ printf \"%s/%s\" .a \"v1\" | quote | nindent 2 }}{{ end }}apiVersion: {{ include \"v\" (dict \"a\" \"b\") }}\nkind: A\n",
		"{{ range $i, $x := list 1 2 }}{{ $x | default \"a\" | trimSuffix \"b\" }}{{ end }}{{ with .x }}{{ . }}{{ else }}a{{ end }}",
		"{{ range $, $x = list \"a/v1\" }}{{ end }}", "{% if a == 'b' %}\na: {{ c | default('d') }}\n{% elif x %}\n{% endif %}", "<% if a %>\nb: <%= c %>\n<% end %>", "${A}\nb: ${C:-d}\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		all := []*template.Template{template.Foreign("", data), template.Variables(data)}
		if read, err := new(template.Reader).Go("", data); err == nil {
			all = append(all, read)
		} else {
			checkSpan(t, data, source.Span{Start: err.Start, End: err.End})
		}
		for _, read := range all {
			var found Finder
			found.template("a.yaml", source.Text{Data: data}, read, &template.Context{})
			for _, ref := range found.References {
				checkSpan(t, data, ref.Span)
				if api, is := ref.Subject.(*reference.API); is {
					checkSpan(t, data, api.KindSpan)
				}
			}
			for _, u := range found.Unread {
				checkSpan(t, data, u.Span)
			}
		}
	})
}
