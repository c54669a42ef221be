package openapi

import (
	"os"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/apiversion"
)

// TestDeprecationGuide checks the rows of the official deprecation guide: when
// a kind went, what it is replaced by, and since when that has existed.
func TestDeprecationGuide(t *testing.T) {
	text, err := os.ReadFile("testdata/deprecation-guide.tsv")
	if err != nil {
		t.Fatal(err)
	}
	c := Builtin()
	rows := 0
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n")+"\t\t", "\t")
		removed, apiVersion, kind, instead, since := f[0], f[1], f[2], f[3], f[4]
		if _, proven, corrected := strings.Cut(since, "!"); corrected {
			since = proven
		}
		checkGuideRow(t, c, release(t, removed), apiVersion, kind, instead, since)
		rows++
	}
	if rows != 49 {
		t.Errorf("%d rows of the guide, want 49", rows)
	}
}

func checkGuideRow(t *testing.T, c *Catalog, removed apiversion.Release, apiVersion, kind, instead, since string) {
	t.Helper()
	gv, err := apiversion.Parse(apiVersion)
	if err != nil {
		t.Fatal(err)
	}
	k := c.Find(gv.Group, gv.Version, kind)
	switch {
	case k == nil:
		t.Errorf("%s %s is unknown", apiVersion, kind)
		return
	case k.Removed != removed || k.ServedByDefault(removed) || removed > c.Releases().From && !k.ServedByDefault(removed-1):
		t.Errorf("%v: removed in %s, served by default in %v, want %s", k, k.Removed, k.byDefault.Text(c.releases.To), removed)
	case k.Deprecated == 0 || k.Deprecated >= removed:
		t.Errorf("%v is removed in %s and deprecated in %q", k, removed, k.Deprecated)
	}
	other := c.Replacement(k, apiversion.Range{From: removed, To: removed})
	if instead == "" {
		if other != nil {
			t.Errorf("%v is replaced by %v, the guide names none", k, other)
		}
		return
	}
	if other == nil {
		t.Errorf("%v has no replacement in %s, want %s", k, removed, instead)
		return
	}
	next := c.Find(other.Group, strings.TrimPrefix(instead, other.Group+"/"), other.Kind)
	if next == nil || since != "" && next.Introduced.String() != since {
		t.Errorf("%v is replaced by %v, want %s since %q", k, other, instead, since)
	}
	if apiversion.Compare(other.Version, next.Version) < 0 {
		t.Errorf("%v is replaced by %v, older than the guide's %s", k, other, instead)
	}
}
