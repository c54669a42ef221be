package yaml

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

func exported(text string) []string {
	var reader Reader
	var all []string
	for document := range reader.Documents((&source.File{Data: []byte(text)}).Text()) {
		if document.Err == nil {
			all = append(all, string(document.Tree.Root().AppendJSON(nil)))
		}
	}
	return all
}

func TestAppendJSON(t *testing.T) {
	for text, want := range map[string]string{
		"a: b":                            `{"a":"b"}`,
		"[1, -2.5e3, 0x1f, true, ~, '1']": `[1,-2.5e3,31,true,null,"1"]`,
		"a: \"\\u00e9\\n<\"":              `{"a":"é\n<"}`,
		"a: 1\na: 2\nb:":                  `{"a":2,"b":null}`,
		"a: &x [b]\nc: *x":                `{"a":["b"],"c":["b"]}`,
		"a: |\n  b\n  c\n":                `{"a":"b\nc\n"}`,
		"- .inf\n- 012\n- 1_000":          `[".inf",10,1000]`,
		"{}":                              `{}`,
	} {
		if got := strings.Join(exported(text), " "); got != want {
			t.Errorf("%q gives %s, want %s", text, got, want)
		}
	}
}

func FuzzAppendJSON(f *testing.F) {
	f.Add("a: &x [b, 1, ~]\nc: {d: *x}\n")
	f.Add(`{"a": [1e5, "\ud83d\ude00", null]}`)
	f.Add("a: &a [*a]\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, out := range exported(text) {
			if !json.Valid([]byte(out)) {
				t.Errorf("%q is not JSON", out)
			}
		}
	})
}
