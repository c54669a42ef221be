package lint

import "testing"

func FuzzParseBaseline(f *testing.F) {
	f.Add([]byte(`{"apilint": "baseline/v1", "findings": {"a.yaml": {"removed-api": 2}}}`))
	f.Add([]byte(`{"apilint": "baseline/v1", "findings": null} x`))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := ParseBaseline(data)
		if err != nil {
			return
		}
		again, err := ParseBaseline(b.Text())
		if err != nil || len(again.Findings) != len(b.Findings) {
			t.Errorf("what it writes is read as %v, %v", again, err)
		}
	})
}

// What was merged badly must not know more than either side did.
func TestBaselineKeys(t *testing.T) {
	for text, want := range map[string]string{
		`{"apilint": "baseline/v1", "findings": {"a": {"x": 1}, "b": {"x": 1}}}`:                  "",
		`{"apilint": "baseline/v1", "findings": {"findings": {"apilint": 1}}}`:                    "",
		"{\"apilint\": \"baseline/v1\", \"findings\": {\n\"a\": {\"x\": 1,\n\"x\": 2}}}":          "3: \"x\" stands here twice: write the baseline anew by `apilint baseline`",
		"{\"apilint\": \"baseline/v1\", \"findings\": {\n\"a\": {\"x\": 1},\n\"a\": {\"y\": 2}}}": "3: \"a\" stands here twice: write the baseline anew by `apilint baseline`",
		`{"apilint": "baseline/v1", "findings": {}, "findings": {"a": {"x": 1}}}`:                 "1: \"findings\" stands here twice: write the baseline anew by `apilint baseline`",
		`{"apilint": "baseline/v1", "findings": {}, "Findings": {"a": {"x": 1}}}`:                 "1: \"Findings\" is not a key here",
	} {
		said := ""
		if _, err := ParseBaseline([]byte(text)); err != nil {
			said = err.Error()
		}
		if said != want {
			t.Errorf("%s: %q, want %q", text, said, want)
		}
	}
}
