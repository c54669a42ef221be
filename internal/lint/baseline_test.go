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
