package cli

import (
	"strings"
	"testing"
)

// TestComplaintsDontTalkToTerminals checks that the name of a file can't.
func TestComplaintsDontTalkToTerminals(t *testing.T) {
	var stderr strings.Builder
	code := Main([]string{"check", "no\x1b]0;title\x07.yaml"}, strings.NewReader(""), &strings.Builder{}, &stderr)
	if code != exitIncomplete || strings.ContainsAny(stderr.String(), "\x1b\x07") || !strings.Contains(stderr.String(), "␛]0;title␇.yaml") {
		t.Errorf("exit code %d, %q", code, stderr.String())
	}
}
