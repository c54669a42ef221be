package config

import (
	"strings"
	"testing"
)

// TestSecondDocument checks that nothing of a configuration is left unread.
func TestSecondDocument(t *testing.T) {
	_, err := Parse("a.yaml", "/a", []byte("ignore: [beta-api]\n---\nbogus: 1\n"))
	if err == nil || !strings.HasPrefix(err.Error(), "a.yaml:2: ") {
		t.Errorf("a second document gives %v", err)
	}
	for _, empty := range []string{"", "# nothing\n", "ignore: [beta-api]\n...\n"} {
		if _, err := Parse("a.yaml", "/a", []byte(empty)); err != nil {
			t.Errorf("%q: %v", empty, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("kubernetes-version: 1.37\nselect: [all]\nrules: {beta-api: {severity: info}}\npaths: [{glob: a/, ignore: [api]}]\nexclude: ['*.b']\n"))
	f.Add([]byte("a: &a [*a]\n<<: *a\nselect: *a\n"))
	f.Add([]byte("- a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("a.yaml", "/a", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "a.yaml:") {
				t.Errorf("the error names no place: %v", err)
			}
			return
		}
		c.Matching("/a/b/c.yaml")
		c.Excluded.Match("/a/b", true)
	})
}
