package report

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/diagnostic"
)

func TestSARIFRules(t *testing.T) {
	run := Run{Version: "1.2.3", Rules: []Rule{
		{ID: "a-rule", Severity: diagnostic.Info, Summary: "something", Doc: strings.Repeat("long ", 400) + "\n\nMore.", Page: "https://example.com/a-rule",
			Examples: []Example{{"Bad", "a: b\n"}}},
		{ID: "removed-api", Severity: diagnostic.Error, Summary: "it went", Doc: "It went.", Page: "https://example.com/removed-api"},
	}}
	var log struct {
		Runs []struct {
			Tool    sarifTool
			Results []struct {
				RuleIndex int
			}
		}
	}
	text := written(t, "sarif", run, diagnostic.Summary{}, at(1, "a: |b|"))
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	driver := log.Runs[0].Tool.Driver
	if driver.SemanticVersion != "1.2.3" || len(driver.Rules) != 2 || log.Runs[0].Results[0].RuleIndex != 1 {
		t.Fatalf("the driver is %+v, the results %+v", driver, log.Runs[0].Results)
	}
	rule := driver.Rules[0]
	if rule.Short.Text != "Something." || rule.Configuration.Level != "note" || rule.HelpURI != "https://example.com/a-rule" ||
		rule.Properties.Problem != "recommendation" || len([]rune(rule.Full.Text)) != maxDescription {
		t.Errorf("the rule is %+v", rule)
	}
	if !strings.HasSuffix(rule.Help.Markdown, "\n\nMore.\n\nBad:\n\n```yaml\na: b\n```\n") || rule.Help.Text == "" {
		t.Errorf("help is %q", rule.Help.Markdown)
	}
	if devel := written(t, "sarif", Run{Version: "devel"}, diagnostic.Summary{}); !strings.Contains(devel, `"semanticVersion":"0.0.0-devel"`) {
		t.Errorf("the version isn't semantic: %s", devel)
	}
}

// Of more results than GitHub takes the most severe are kept, and what was cut
// is said in the report and to the user.
func TestSARIFLimit(t *testing.T) {
	var warned []string
	run := &Run{Warn: func(s string) { warned = append(warned, s) }}
	var out strings.Builder
	r := newSARIF(&out, run)
	for i := range maxSARIFResults + 10 {
		d := at(i+1, "a: |b|")
		d.Severity = diagnostic.Info
		if i >= maxSARIFResults-5 { // the last fifteen
			d.Severity = diagnostic.Error
		}
		if err := r.Diagnostic(&d); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Finish(diagnostic.Summary{}); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if n := strings.Count(text, `"ruleId"`); n != maxSARIFResults {
		t.Errorf("there are %d results", n)
	}
	if n := strings.Count(text, `"level":"error","message":{"text":"gone.`); n != 15 {
		t.Errorf("of 15 errors %d are kept", n)
	}
	if first := strings.Index(text, `"ruleId"`); !strings.Contains(text[first:first+60], `"level":"error"`) {
		t.Errorf("the first result is %s", text[first:first+60])
	}
	const cut = "only the 25000 most severe of 25010 findings are listed"
	if !strings.Contains(text, `"toolExecutionNotifications":[{"level":"warning","message":{"text":"`+cut+`."}}]`) || len(warned) != 1 || warned[0] != "sarif: "+cut {
		t.Errorf("the cut isn't said: %q\n%s", warned, text[:2000])
	}
}

func TestSARIFPaths(t *testing.T) {
	for name, want := range map[string]string{
		"deploy/pdb.yaml":  `{"uri":"deploy/pdb.yaml","uriBaseId":"%SRCROOT%"}`,
		"a b/50%/c#d?.yml": `{"uri":"a%20b/50%25/c%23d%3F.yml","uriBaseId":"%SRCROOT%"}`,
		"c:d.yaml":         `{"uri":"c%3Ad.yaml","uriBaseId":"%SRCROOT%"}`,
		"<stdin>":          `{"uri":"%3Cstdin%3E","uriBaseId":"%SRCROOT%"}`,
		"/etc/kube/a.yaml": `{"uri":"file:///etc/kube/a.yaml"}`,
		"C:/kube/a b.yaml": `{"uri":"file:///C:/kube/a%20b.yaml"}`,
	} {
		d := at(1, "a: |b|")
		d.File = name
		if got := written(t, "sarif", Run{}, diagnostic.Summary{}, d); !strings.Contains(got, `"artifactLocation":`+want) {
			t.Errorf("%s is not named %s:\n%s", name, want, got)
		}
	}
}

// What is quoted must not be taken for a link to a place.
func TestSARIFLinks(t *testing.T) {
	d := at(1, "a: |b|")
	d.Message = "it says [click](1)"
	if got := written(t, "sarif", Run{}, diagnostic.Summary{}, d); strings.Contains(got, "](") {
		t.Errorf("a link: %s", got)
	}
}

// A summary that is too long is dropped by GitHub as a whole.
func TestMarkdownLimit(t *testing.T) {
	for _, length := range []int{10, 5000} {
		var warned []string
		run := Run{Warn: func(s string) { warned = append(warned, s) }}
		var many []diagnostic.Diagnostic
		for i := range maxMarkdownRows + 1 {
			d := at(i+1, "a: |b|")
			d.Message = strings.Repeat("x", length)
			many = append(many, d)
		}
		got := written(t, "markdown", run, diagnostic.Summary{}, many...)
		rows := strings.Count(got, "| 🔴 error |")
		cut := fmt.Sprintf("only the %d most severe of %d findings are listed", rows, len(many))
		if len(got) > 1<<20 || rows < 100 || len(warned) != 1 || warned[0] != "markdown: "+cut || !strings.Contains(got, "\nO"+cut[1:]+".\n") {
			t.Errorf("%d bytes, %d rows, %q", len(got), rows, warned)
		}
	}
}
