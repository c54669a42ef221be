package literal

import (
	"encoding/json"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

var codes = []struct {
	read       func(source.Text) source.Text
	code, want string
}{
	{Go, `package x; var a = []string{"b", "c" + "d", "e=" + f, g, h + "i"}`, `["${}",{"a":["b","cd","e=${}","${}","${}i"]}]`},
	{Go, "package x\nfunc f() {\n\ta.Set(\"b\", \"c\").Set(\"d\", `e\"\n`)\n\tg := \"h\" // \"i\"\n}", `["${}",[[["b","c"],["d","e\"\n"]],{"g":"h"}]]`},
	{Go, `package x; var _ = map[string]T{"a": {Name: "b", Value: s("c\x41\t")}}`, `["${}",{"_":{"a":{"Name":"b","Value":"c?41\t"}}}]`},
	{Go, `x("a" + f("b", c) + "d")`, `[["a${}d",["b","${}"]]]`},
	{Go, `x.y["a"] = append(z{"b"}, x.y["a"]...)`, `[{"a":[["b"],["a"]]}]`},
	{HCL, "a = \"b\"\nc \"d\" \"e\" {\n  f = [\"g\", var.h]\n  \"i\" : 1 # \"j\"\n}\n", `{"a":"b","c":{"d":{"e":{"f":["g","${var.h}"],"i":"1"}}}}`},
	{HCL, "a = jsonencode({ b = \"c${d(\"e\")}f\\n\" })\n", `{"a":{"b":"c${}f\n"}}`},
	{HCL, "a = <<-E\n    b: \"c\"\n      d\n  E\nf = <<E\n  ${g}\nE\n", `{"a":"b: \"c\"\n  d\n","f":"  ${g}\n"}`},
	{HCL, "{\n  a = [\n    \"b\"\n    \"c\"\n  ] ++ d;\n  e = ''\n    f ''${g}\n  '';\n}", `[{"a":["b","c"],"e":"\nf ''${g}\n"}]`},
	{HCL, "a = \"${var.b[0]}:${ c }${d(1)}\"\ne = -1\nf = 6443\ng = h.i[*].j\nk = true", `{"a":"${var.b[0]}:${ c }${}","e":"${}","f":"6443","g":"${h.i[*].j}","k":"true"}`},
	{HCL, "a = <<E\n✅ \"é\"\nE\n", `{"a":"✅ \"é\"\n"}`},
	{HCL, "a = b ? \"c\" : \"d\"\n", `{"a":["c","d"]}`},
	{HCL, "a = merge({ b = \"c\" }, d)", `{"a":[{"b":"c"},"${d}"]}`},
}

func TestLiterals(t *testing.T) {
	for _, c := range codes {
		if got := string(c.read((&source.File{Data: []byte(c.code)}).Text()).Data); got != c.want {
			t.Errorf("%s\ngives %s\nwant  %s", c.code, got, c.want)
		}
	}
}

func FuzzLiterals(f *testing.F) {
	for _, c := range codes {
		f.Add([]byte(c.code))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, read := range []func(source.Text) source.Text{Go, HCL} {
			text := read((&source.File{Data: data}).Text())
			if !json.Valid(text.Data) {
				t.Errorf("%q gives %q", data, text.Data)
			}
			for i := range text.Data {
				if at := text.Offset(i); at < 0 || at > len(data) {
					t.Fatalf("byte %d of %q at %d", i, text.Data, at)
				}
			}
		}
	})
}
