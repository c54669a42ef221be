package report

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
)

// rich is a diagnostic with all there can be, in a line that begins with a tab,
// wide characters and a letter with a combining accent, and ends in CR LF.
func rich() diagnostic.Diagnostic {
	file := &source.File{Path: "a b/ü.yaml", Data: []byte("x: 1\r\n\t日本e\u0301: policy/v1beta1\r\ny: 2\r\n")}
	start := strings.Index(string(file.Data), "policy")
	line := file.Line(start)
	span := source.Span{Start: start, End: start + len("policy/v1beta1")}
	edit := diagnostic.Edit{Span: span, Text: "policy/v1", Start: file.Position(span.Start), End: file.Position(span.End)}
	return diagnostic.Diagnostic{
		Rule: "removed-api", Severity: diagnostic.Error, Message: "it was removed", Help: "write policy/v1", Note: "see https://example.com/",
		File: file.Path, Span: span, Start: edit.Start, End: edit.End, LineHash: "abc:1",
		Snippet: diagnostic.Snippet{Text: string(file.Data[line.Start:line.End]), Start: span.Start - line.Start, End: span.End - line.Start},
		Fix:     &diagnostic.Fix{Safety: diagnostic.Safe, Description: "write policy/v1", Edits: []diagnostic.Edit{edit}},
		Related: []diagnostic.Related{{Message: "switched [on] here", File: "b.yaml",
			Start: source.Position{Line: 7, Column: 2, Byte: 2}, End: source.Position{Line: 8, Column: 3, Byte: 5}}},
	}
}

// Each format counts columns as its readers do.
func TestColumns(t *testing.T) {
	d := rich()
	for format, want := range map[string]string{
		"text":       "--> a b/ü.yaml:2:8\n",
		"json":       `"line":2,"column":8,"endLine":2,"endColumn":22,`,
		"jsonl":      `"line":2,"column":8,"endLine":2,"endColumn":22,`,
		"sarif":      `"region":{"startLine":2,"startColumn":8,"endLine":2,"endColumn":22}`,
		"github":     ",line=2,endLine=2,col=8,endColumn=22::",
		"gitlab":     `"lines":{"begin":2,"end":2}`,
		"junit":      "removed-api at 2:8",
		"checkstyle": `line="2" column="8"`,
		"rdjson":     `"range":{"start":{"line":2,"column":13},"end":{"line":2,"column":27}}`,
		"markdown":   "`a b/ü.yaml:2:8`",
	} {
		if got := written(t, format, Run{}, diagnostic.Summary{}, d); !strings.Contains(got, want) {
			t.Errorf("%s has no %s:\n%s", format, want, got)
		}
	}
	// A tab is four cells wide, 日 and 本 are two each, the accent none.
	text := written(t, "text", Run{Quiet: true}, diagnostic.Summary{}, d)
	if !strings.Contains(text, "\n   | "+strings.Repeat(" ", 4+2+2+1+len(": "))+strings.Repeat("^", 14)+"\n") {
		t.Errorf("the marks are\n%s", text)
	}
}

// GitHub takes columns only for a part of one line.
func TestGitHubColumns(t *testing.T) {
	d := at(3, "a: |b|")
	d.End = source.Position{Line: 5, Column: 1}
	compare(t, written(t, "github", Run{}, diagnostic.Summary{}, d),
		"::error title=apilint (removed-api),file=deploy/pdb.yaml,line=3,endLine=5::gone\n")
}

func TestFixesAndRelatedPlaces(t *testing.T) {
	d := rich()
	for format, wants := range map[string][]string{
		"json": {`"fix":{"safety":"safe","description":"write policy/v1","edits":[{"line":2,"column":8,"endLine":2,"endColumn":22,"text":"policy/v1"}]}`,
			`"related":[{"message":"switched [on] here","file":"b.yaml","line":7,"column":2,"endLine":8,"endColumn":3}]`},
		"sarif": {`"fixes":[{"description":{"text":"write policy/v1"},"artifactChanges":[{"artifactLocation":{"uri":"a%20b/%C3%BC.yaml","uriBaseId":"%SRCROOT%"},` +
			`"replacements":[{"deletedRegion":{"startLine":2,"startColumn":8,"endLine":2,"endColumn":22},"insertedContent":{"text":"policy/v1"}}]}]}]`,
			`\n[switched (on) here](1)"`,
			`"relatedLocations":[{"id":1,"physicalLocation":{"artifactLocation":{"uri":"b.yaml"`},
		"rdjson": {`"suggestions":[{"range":{"start":{"line":2,"column":13},"end":{"line":2,"column":27}},"text":"policy/v1"}]`,
			`"relatedLocations":[{"message":"switched [on] here","location":{"path":"b.yaml","range":{"start":{"line":7,"column":2},"end":{"line":8,"column":5}}}}]`},
	} {
		got := written(t, format, Run{}, diagnostic.Summary{}, d)
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s has no %s:\n%s", format, want, got)
			}
		}
	}
}

// A fix that is only to be shown isn't offered to programs that would carry it
// out.
func TestDisplayOnlyFix(t *testing.T) {
	d := rich()
	d.Fix.Safety = diagnostic.DisplayOnly
	for _, format := range []string{"sarif", "rdjson"} {
		if got := written(t, format, Run{}, diagnostic.Summary{}, d); strings.Contains(got, `"policy/v1"`) {
			t.Errorf("%s offers it:\n%s", format, got)
		}
	}
}

func TestJUnit(t *testing.T) {
	info := at(4, "a: |b|")
	info.Severity = diagnostic.Info
	failing := at(3, "a: |b|")
	var out strings.Builder
	r := newJUnit(&out, &Run{FailOn: diagnostic.Warning})
	for _, err := range []error{
		r.File("clean.yaml", nil), r.File("deploy/pdb.yaml", nil), r.Diagnostic(&failing), r.Diagnostic(&info),
		r.File("gone.yaml", errors.New("no such <file>")), r.Finish(diagnostic.Summary{}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	compare(t, out.String(), `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="apilint">
  <testsuite name="clean.yaml" tests="1" failures="0" errors="0">
    <testcase name="no findings" classname="clean.yaml"></testcase>
  </testsuite>
  <testsuite name="deploy/pdb.yaml" tests="2" failures="1" errors="0">
    <testcase name="removed-api at 3:4" classname="deploy/pdb.yaml"><failure type="removed-api" message="gone">deploy/pdb.yaml:3:4: error: gone</failure></testcase>
    <testcase name="removed-api at 4:4" classname="deploy/pdb.yaml"><system-out>deploy/pdb.yaml:4:4: info: gone</system-out></testcase>
  </testsuite>
  <testsuite name="gone.yaml" tests="1" failures="0" errors="1">
    <testcase name="read" classname="gone.yaml"><error type="read" message="no such &lt;file&gt;"/></testcase>
  </testsuite>
</testsuites>
`)
}

// Fingerprints are the same wherever a finding moves, and differ in a report.
func TestGitLabFingerprints(t *testing.T) {
	a, b := at(3, "a: |b|"), at(9, "a: |b|")
	moved, other := at(5, "a: |b|"), at(3, "a: |b|")
	other.File = "b.yaml"
	fingerprints := regexp.MustCompile(`"fingerprint":"(\w+)"`)
	first := fingerprints.FindAllString(written(t, "gitlab", Run{}, diagnostic.Summary{}, a, b, other), -1)
	second := fingerprints.FindAllString(written(t, "gitlab", Run{}, diagnostic.Summary{}, moved), -1)
	if len(first) != 3 || len(second) != 1 || first[0] != second[0] || first[0] == first[1] || first[0] == first[2] {
		t.Errorf("fingerprints are %q and, moved, %q", first, second)
	}
}

// Whatever a file is called and whatever stands in it, a report is well-formed,
// says one thing per finding, and is known again as a report.
func TestHostileText(t *testing.T) {
	hostile := rich()
	hostile.File = "a\"<b>&\n::error::'|`]](x)\x1b[2J%{0}:,\xff.yaml"
	hostile.Message = "says \"]]>\" & <!-- | `x` [a](http://example.com/) \x00\x1b[0m\r\n::warning::\xff"
	hostile.Help = hostile.Message
	hostile.Related[0].Message = hostile.Message
	for _, format := range Formats {
		clean := written(t, format.Name, Run{}, diagnostic.Summary{})
		got := written(t, format.Name, Run{}, diagnostic.Summary{Errors: 2}, hostile, hostile)
		if lines := strings.Count(got, "\n"); format.Name == "github" && lines != 2 || format.Name == "jsonl" && lines != 3 {
			t.Errorf("%s has %d lines:\n%s", format.Name, lines, got)
		}
		switch format.Name {
		case "json", "json-v1", "sarif", "gitlab", "rdjson":
			if !json.Valid([]byte(got)) || !json.Valid([]byte(clean)) {
				t.Errorf("%s is no JSON:\n%s\n%s", format.Name, got, clean)
			}
		case "junit", "checkstyle":
			wellFormed(t, format.Name, got)
			wellFormed(t, format.Name, clean)
		}
		if strings.Contains(got, "\x1b") {
			t.Errorf("%s lets an escape sequence through:\n%s", format.Name, got)
		}
		isKept := !slices.Contains([]string{"text", "concise", "github", "junit", "checkstyle"}, format.Name)
		if isKept && (!Begins([]byte(got[:min(len(got), 1024)])) || format.Name != "jsonl" && !Begins([]byte(clean[:min(len(clean), 1024)]))) {
			t.Errorf("%s isn't known again:\n%s", format.Name, got)
		}
	}
}

func wellFormed(t *testing.T, name, text string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v:\n%s", name, err, text)
			return
		}
	}
}

func TestBegins(t *testing.T) {
	for _, text := range []string{"", "apiVersion: v1 # apilint: ignore[x] y\n", `{"apiVersion":"v1"}`, "# apilint\n", "[]"} {
		if Begins([]byte(text)) {
			t.Errorf("%q is taken for a report", text)
		}
	}
}
