package apiversion

import "testing"

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, group, version string }{
		{"v1", "", "v1"},
		{"apps/v1beta1", "apps", "v1beta1"},
		{"networking.k8s.io/v1", "networking.k8s.io", "v1"},
		{"resources.azure.com/v1api20200601", "resources.azure.com", "v1api20200601"},
	} {
		gv, err := Parse(c.in)
		if err != nil || gv.Group != c.group || gv.Version != c.version {
			t.Errorf("Parse(%q) = %v, %v", c.in, gv, err)
		}
	}
	for _, in := range []string{"", "/", "apps/", "/v1", "Apps/v1", "apps/V1", "apps/v1 ", " v1", "a/b/c", "apps/v1.1", "1", "apps/1", "a b/v1", "-a/v1", "日本/v1"} {
		if gv, err := Parse(in); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", in, gv)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"v1", "apps/v1", "a/b/c", "", "x.y/v1alpha1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		gv, err := Parse(s)
		if err == nil && gv.String() != s {
			t.Errorf("Parse(%q) loses text: %q", s, gv.String())
		}
	})
}

func TestStabilityOf(t *testing.T) {
	want := map[string]Stability{
		"v1": Stable, "v2": Stable, "v10": Stable, "v1beta1": Beta, "v2beta12": Beta, "v1alpha1": Alpha,
		"v0": Unnamed, "v01": Unnamed, "v1alpha": Unnamed, "v1alpha0": Unnamed, "v1.1": Unnamed, "V1": Unnamed,
		"v1rc1": Unnamed, "v1beta1-rc": Unnamed, "": Unnamed, "v99999999999999999999": Unnamed,
	}
	for version, stability := range want {
		if got := StabilityOf(version); got != stability {
			t.Errorf("StabilityOf(%q) = %q, want %q", version, got, stability)
		}
	}
}

func TestReleases(t *testing.T) {
	for in, want := range map[string]string{
		"1.37": "1.37", "v1.37.2": "1.37", "1.31..1.37": "1.31..1.37", "v1.27.3-gke.100": "1.27", "1.29+": "1.29", "1.30..1.30": "1.30",
	} {
		got, err := ParseRange(in)
		if err != nil || got.String() != want {
			t.Errorf("ParseRange(%q) = %v, %v, want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", "1", "37", "x", "1.x", "1.37..", "..1.37", "1.37..1.31", "1.9999", "0.1", "1.37..2.1"} {
		if got, err := ParseRange(in); err == nil {
			t.Errorf("ParseRange(%q) = %v, want an error", in, got)
		}
	}
	if !(NewRelease(1, 9) < NewRelease(1, 10)) {
		t.Error("releases don't compare by number")
	}
	n := 0
	for range (Range{NewRelease(1, 31), NewRelease(1, 37)}).Releases() {
		n++
	}
	if n != 7 {
		t.Errorf("1.31..1.37 has %d releases", n)
	}
	for range (Range{}).Releases() {
		t.Error("the empty range yields a release")
	}
}
