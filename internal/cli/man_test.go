package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// The manual page tells of every verb and flag, and all that looks like a
// request to roff is one.
func TestManualPage(t *testing.T) {
	page := manualPage()
	for line := range strings.Lines(page) {
		request, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		known := []string{".TH", ".SH", ".SS", ".PP", ".TP", ".br", ".nf", ".fi"}
		if strings.HasPrefix(line, ".") && !slices.Contains(known, request) || strings.HasPrefix(line, "'") {
			t.Errorf("%q is no request that the page means to make", line)
		}
	}
	for _, v := range verbs() {
		if !strings.Contains(page, ".SS "+roff(v.name)) {
			t.Errorf("it doesn't tell of the verb %s", v.name)
		}
		_, flags := v.parser()
		flags.VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(page, `\fB\-\-`+roff(f.Name)+`\fR`) {
				t.Errorf("it doesn't tell of --%s", f.Name)
			}
		})
	}
}

func TestRoff(t *testing.T) {
	if got, want := roff(".a\n'b' `c` \\d -e"), "\\&.a\n\\(aqb\\(aq \\(gac\\(ga \\ed \\-e"; got != want {
		t.Errorf("roff gives %q, want %q", got, want)
	}
}
