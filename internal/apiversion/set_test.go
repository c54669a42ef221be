package apiversion

import "testing"

func TestReleaseSet(t *testing.T) {
	newest := NewRelease(1, 37)
	for _, text := range []string{"", "1.16", "1.16..1.21", "1.16..1.21,1.31..", "1.0..", "1.37..", "1.5,1.7,1.9..1.10"} {
		set, err := ParseReleaseSet(text, newest)
		if err != nil || set.Text(newest) != text {
			t.Errorf("ParseReleaseSet(%q) = %q, %v", text, set.Text(newest), err)
		}
	}
	for _, text := range []string{"1", "1.", "1.x", "1.64", "2.1", "1.21..1.16", ",", "1.16..", "..1.2", "v1.2", "1.016"} {
		if set, err := ParseReleaseSet(text, NewRelease(1, 15)); err == nil {
			t.Errorf("ParseReleaseSet(%q) = %q, want an error", text, set.Text(newest))
		}
	}
	set, _ := ParseReleaseSet("1.16..1.21,1.31..", newest)
	if !set.Has(NewRelease(1, 18)) || set.Has(NewRelease(1, 22)) || set.Has(0) || set.Has(NewRelease(1, 200)) {
		t.Error("Has is wrong")
	}
	if set.First() != NewRelease(1, 16) || set.Last() != newest || ReleaseSet(0).First() != 0 || ReleaseSet(0).Last() != 0 {
		t.Error("First or Last is wrong")
	}
	if all := ^ReleaseSet(0); all.Text(newest) != "1.0.." || all.Last() != NewRelease(1, 63) {
		t.Errorf("the full set is %q", all.Text(newest))
	}
}
