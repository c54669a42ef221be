package cli

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

func TestCandidates(t *testing.T) {
	for _, c := range []struct {
		line  string // the words, separated by blanks; the last one is completed
		want  string
		files bool
	}{
		{"che", "check", true},
		{"explain synt", "syntax", false},
		{"explain syntax ", "", false},
		{"help expl", "explain", false},
		{"completion ", "bash zsh fish powershell", false},
		{"check --fail-on ", "warning error info", false},
		{"--fail-on=e", "--fail-on=error", false},
		{"check --fail-on error ", "", true},
		{"check -- --fail-on ", "", true},
		{"check --quiet ", "", true},
		{"check --kubernetes-ver", "--kubernetes-version", false},
		{"check --kubernetes-version 1.31..1.36", "1.31..1.36", false},
		{"check --select removed-api,deprec", "removed-api,deprecated-api", false},
		{"check --select=al", "--select=alpha-api --select=all", false},
		{"check -o conc", "concise", false},
		{"check -oconc", "-oconcise", false},
		{"check -qo conc", "concise", false},
		{"check -o json=", "", true},
		{"check --exclude ", "", true},
		{"check --stdin-filename ", "", false},
		{"check --nonsense ", "", true},
		{"check --nonsense=", "", false},
		{"lookup networking.k8s.io/v1be", "networking.k8s.io/v1beta1", false},
		{"lookup --sources IngressC", "IngressClass", false},
		{"lookup gate InPlacePodVerticalScalingEx", "InPlacePodVerticalScalingExclusiveCPUs InPlacePodVerticalScalingExclusiveMemory", false},
		{"runtime-config api/al", "api/all=true api/all=false api/alpha=true api/alpha=false", false},
		{"runtime-config --feature-gates AllB", "", false},
	} {
		list, files := candidates(strings.Split(c.line, " "))
		var got []string
		for _, candidate := range list {
			got = append(got, candidate.value)
		}
		if strings.Join(got, " ") != c.want || files != c.files {
			t.Errorf("%q is completed by %q and files %t, want %q and %t", c.line, got, files, c.want, c.files)
		}
	}
}

// Whoever names a value by a new word says here, or in placeholders, what may
// stand for it.
func TestPlaceholdersAreKnown(t *testing.T) {
	freeText := []string{"NAME", "REASON", "REF"}
	isKnown := func(word string) bool {
		_, known := placeholders()[word]
		return known || slices.Contains(freeText, word)
	}
	for _, v := range verbs() {
		for word := range strings.FieldsFuncSeq(v.usage, func(r rune) bool { return strings.ContainsRune("[]|. -", r) }) {
			if !isKnown(word) {
				t.Errorf("apilint %s takes %s, which is not in placeholders", v.name, word)
			}
		}
		_, flags := v.parser()
		flags.VisitAll(func(f *pflag.Flag) {
			_, isChoice := f.Value.(choice)
			if word, _ := pflag.UnquoteUsage(f); word != "" && !isChoice && !isKnown(word) {
				t.Errorf("apilint %s --%s takes %q, which is not in placeholders", v.name, f.Name, word)
			}
		})
	}
}

// TestBashCompletes types command lines into bash, where there is one.
func TestBashCompletes(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Log("no bash here: the script is not tried")
		return
	}
	for line, want := range map[string]string{
		"apilint che": "check",
		"apilint check --select removed-api,unkn": "removed-api,unknown-api",
		"apilint check --select=unkn":             "unknown-api",
		"apilint -o conc":                         "concise",
		"apilint -o json=no-such-fi":              "",
		"apilint runtime-config api/alpha=t":      "true",
		"apilint completion ":                     "bash zsh fish powershell",
	} {
		out, err := exec.Command(bash, "--norc", "-c", `source <(apilint completion bash)
			COMP_LINE=$1 COMP_POINT=${#1}; _apilint; echo "${COMPREPLY[*]}"`, "bash", line).CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || got != want {
			t.Errorf("bash completes %q by %q (%v), want %q", line, got, err, want)
		}
	}
}

// FuzzCandidates completes any words.
func FuzzCandidates(f *testing.F) {
	for _, line := range []string{"", "check -qo json", "--select=a,b", "lookup gate X", "-\x80", "-- -", "--=", "help --"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		words := strings.Split(line, " ")
		list, _ := candidates(words)
		for _, c := range list {
			rest, isCompleted := strings.CutPrefix(c.value, words[len(words)-1])
			if !isCompleted || strings.ContainsAny(rest+c.meaning, "\t\n") {
				t.Errorf("%q is completed by %q", line, c)
			}
		}
	})
}
