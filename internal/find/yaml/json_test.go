package yaml

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

// toAny turns a JSON tree into what encoding/json gives, numbers as written.
func toAny(v Value) any {
	switch {
	case v.IsMapping():
		m := map[string]any{}
		for key, value := range v.Entries() {
			m[key.String()] = toAny(value)
		}
		return m
	case v.IsSequence():
		s := []any{}
		for item := range v.Items() {
			s = append(s, toAny(item))
		}
		return s
	case v.Style() == DoubleQuoted:
		return v.String()
	}
	switch s := v.String(); s {
	case "true", "false":
		return s == "true"
	case "null":
		return nil
	default:
		return json.Number(s)
	}
}

// compareJSON reads a single strict JSON value both ways.
func compareJSON(t *testing.T, data string) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(data))
	decoder.UseNumber()
	var want any
	err := decoder.Decode(&want)
	var tree Tree
	tree.reset((&source.File{Data: []byte(data)}).Text())
	p := jsonParser{Tree: &tree, src: []byte(data), lenient: -1}
	ok := p.parse()
	if p.lenient >= 0 || err == nil && strings.TrimSpace(data[decoder.InputOffset():]) != "" {
		return // what encoding/json doesn't take, or the first of several values
	}
	if ok != (err == nil) {
		t.Errorf("%q: read: %t (%s), encoding/json: %v", data, ok, p.failure, err)
		return
	}
	if ok {
		got, _ := json.Marshal(toAny(tree.Root()))
		expected, _ := json.Marshal(want)
		if string(got) != string(expected) {
			t.Errorf("%q: got %s, encoding/json %s", data, got, expected)
		}
	}
}

var values = []string{
	`{}`, `[]`, `{"a":1}`, `{"a":[1,2.5,-3e7,true,false,null,"x\n\u0041\"\\\/"],"b":{"c":{}}}`, ` [ 1 , 2 ] `, `"x"`, `12`,
	`{"a":1,}`, `{"a" 1}`, `{"a":}`, `{a:1}`, `[1 2]`, `[`, `{"a":"x`, `01`, `1.`, `.5`, `-`, `+1`, `tru`, `nul`, `"\x"`, `"\u12"`, "\"a\nb\"", `1e999`,
	`{"a":1} // c`, `/* c */ {"a":1}`, `"😀"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ud8000udC00"`, `{"a":{"b":[[[]]]}}`, `{"a":1,"a":2}`, `]`, ``, `{"a":1}}`,
}

func TestJSONAgrees(t *testing.T) {
	for _, value := range values {
		if strings.TrimSpace(value) != "" {
			compareJSON(t, value)
		}
	}
}

func FuzzJSON(f *testing.F) {
	for _, value := range values {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, data string) {
		if _, _, reason := inspect([]byte(data)); reason == "" && strings.TrimSpace(data) != "" {
			compareJSON(t, data)
		}
	})
}
