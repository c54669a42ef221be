package find

import (
	"math/rand/v2"
	"testing"

	"github.com/apilint/apilint/internal/find/endpoint"
)

// plainLook is firstLook without its steps.
func plainLook(text []byte) mention {
	var all mention
	if endpoint.Mentioned(text) {
		all = mentionsHealth
	}
	for i := range text {
		all |= signsIn(text[i:])
	}
	return all
}

// TestFirstLook compares the first look with one at each byte, on texts made of
// parts of the words that it looks for.
func TestFirstLook(t *testing.T) {
	parts := []string{"apilint", "api", "lint", "apilin", "runtime", "run", "time", "RUNTIME", "-config", "_", "Config", "CONFIG", "healthz", "livez", "ready", "z", "# Source: ", "# Sour", "config.kubernetes.io/", "origin", "\n", " ", "a", "t"}
	random := rand.New(rand.NewPCG(1, 2))
	seen := map[mention]int{}
	for range 200_000 {
		var text []byte
		for range random.IntN(8) {
			text = append(text, parts[random.IntN(len(parts))]...)
		}
		got, want := firstLook(text), plainLook(text)
		if got != want {
			t.Fatalf("firstLook(%q) = %b, want %b", text, got, want)
		}
		seen[want]++
	}
	for m := mentionsUs; m <= mentionsOrigins; m <<= 1 {
		if seen[m] == 0 {
			t.Errorf("no text mentioned %b alone", m)
		}
	}
}

// TestSignLength holds the signs to the length that the steps are made for.
func TestSignLength(t *testing.T) {
	for _, s := range signs {
		if len(s.word) < signLength {
			t.Errorf("%q is shorter than %d bytes", s.word, signLength)
		}
	}
}
