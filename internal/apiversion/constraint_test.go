package apiversion

import (
	"strings"
	"testing"
)

func TestConstraint(t *testing.T) {
	newest := NewRelease(1, 37)
	for _, c := range []struct{ in, holds, fails, suffixed string }{
		{">=1.19-0", "1.19..", "1.0..1.18", "1.19.."},
		{"<1.19-0", "1.0..1.18", "1.19..", "1.0..1.18"},
		{">=1.19", "1.19..", "1.0..1.18", ""},
		{"<1.19", "1.0..1.18", "1.19..", ""},
		{"^1.14-0", "1.14..", "1.0..1.13", "1.14.."},
		{"~1.14", "1.14", "1.0..1.13,1.15..", ""},
		{">=1.14.3-0, <1.16.0-0", "1.14..1.15", "1.0..1.14,1.16..", "1.14..1.15"},
		{">1.16-0 || <1.10-0", "1.0..1.9,1.17..", "1.10..1.16", "1.0..1.9,1.17.."},
		{"1.16 - 1.18", "1.16..1.18", "1.0..1.15,1.19..", ""},
		{"1.16.x", "1.16", "1.0..1.15,1.17..", ""},
		{">=v1.19-0", "1.19..", "1.0..1.18", "1.19.."},
	} {
		got, err := ParseConstraint(c.in)
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		if h, f, s := got.Plain.Holds.Text(newest), got.Plain.Fails.Text(newest), got.Suffixed.Holds.Text(newest); h != c.holds || f != c.fails || s != c.suffixed {
			t.Errorf("%q holds on %s, fails on %s, holds with a suffix on %s", c.in, h, f, s)
		}
	}
	for _, in := range []string{"", "y", "1.19 or later", ">=", strings.Repeat(">=1.19,", 100) + ">=1.19"} {
		if _, err := ParseConstraint(in); err == nil {
			t.Errorf("%q is taken", in)
		}
	}
}

func FuzzParseConstraint(f *testing.F) {
	f.Add(">=1.19-0 <1.25.3")
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := ParseConstraint(s); err == nil && c.Plain.Holds|c.Plain.Fails != ^ReleaseSet(0) {
			t.Errorf("%q neither holds nor fails on a release", s)
		}
	})
}
