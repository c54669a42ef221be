package suggest

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"Ingress", "IngressClass", "NetworkPolicy", "removed-api", "alpha-api"}
	for word, want := range map[string]string{
		"Ingres": "Ingress", "ingress": "Ingress", "IngressClas": "IngressClass", "remove-api": "removed-api",
		"alpha-ap": "alpha-api", "Deployment": "", "": "", "NetworkPolicies": "NetworkPolicy",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"kitten", "sitting", 3}, {"abc", "abc", 0}, {"abc", "acb", 2}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
