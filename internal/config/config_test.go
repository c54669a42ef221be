package config

import (
	"strings"
	"testing"
)

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
