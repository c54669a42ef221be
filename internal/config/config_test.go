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

func TestOneDocument(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "",
		"# nothing yet\n":                 "",
		"---\nignore: [beta-api]\n...\n":  "",
		"ignore: [beta-api]\n---\n{}\n":   "a.yaml:2: a second document begins here: a configuration is one",
		"ignore: [beta-api]\n---\n- [\n":  "a.yaml:4: did not find expected node content",
		"ignore: [beta-api]\n---\na: 1\n": "a.yaml:2: a second document begins here: a configuration is one",
	} {
		said := ""
		if _, err := Parse("a.yaml", "/a", []byte(text)); err != nil {
			said = err.Error()
		}
		if said != want {
			t.Errorf("%q: %q, want %q", text, said, want)
		}
	}
}
