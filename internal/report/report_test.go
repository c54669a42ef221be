package report

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
)

// at makes a diagnostic about the part of a line between two bars.
func at(line int, marked string) diagnostic.Diagnostic {
	before, rest, _ := strings.Cut(marked, "|")
	part, after, _ := strings.Cut(rest, "|")
	column := len([]rune(before)) + 1
	return diagnostic.Diagnostic{
		Rule: "removed-api", Severity: diagnostic.Error, Confidence: source.High,
		Message: "gone", File: "deploy/pdb.yaml",
		Start:   source.Position{Line: line, Column: column},
		End:     source.Position{Line: line, Column: column + len([]rune(part))},
		Snippet: diagnostic.Snippet{Text: before + part + after, Start: len(before), End: len(before) + len(part)},
	}
}

// written returns the report of a run.
func written(t *testing.T, format string, run Run, summary diagnostic.Summary, diagnostics ...diagnostic.Diagnostic) string {
	t.Helper()
	for _, f := range Formats {
		if f.Name != format {
			continue
		}
		var out strings.Builder
		reporter := f.New(&out, &run)
		for i := range diagnostics {
			if name := diagnostics[i].File; i == 0 || name != diagnostics[i-1].File {
				if err := reporter.File(name, nil); err != nil {
					t.Fatal(err)
				}
			}
			if err := reporter.Diagnostic(&diagnostics[i]); err != nil {
				t.Fatal(err)
			}
		}
		if err := reporter.Finish(summary); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	t.Fatalf("no format %q", format)
	return ""
}

func target(s string) apiversion.Range {
	r, err := apiversion.ParseRange(s)
	if err != nil {
		panic(err)
	}
	return r
}

func compare(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestText(t *testing.T) {
	full := at(3, "apiVersion: |policy/v1beta1|")
	full.Help, full.Note = "write policy/v1", "removed in 1.25\nsee the guide"
	warning := at(1234, "\t日本: '|apps/v1beta1|' # ✅")
	warning.Severity, warning.Rule, warning.File = diagnostic.Warning, "deprecated-api", "b.yaml"
	empty := at(1, "||")
	compare(t, written(t, "text", Run{Target: target("1.31..1.37")},
		diagnostic.Summary{Files: 1, Objects: 2, Errors: 2, Warnings: 1, Skipped: 1, Ignored: 3, Templates: 12}, full, warning, empty),
		`error[removed-api]: gone
  --> deploy/pdb.yaml:3:13
   |
 3 | apiVersion: policy/v1beta1
   |             ^^^^^^^^^^^^^^
   = help: write policy/v1
   = note: removed in 1.25
           see the guide

warning[deprecated-api]: gone
     --> b.yaml:1234:7
      |
 1234 |     日本: 'apps/v1beta1' # ✅
      |            ^^^^^^^^^^^^
`+`
error[removed-api]: gone
  --> deploy/pdb.yaml:1:1
   |
 1 |
   | ^

checked 2 objects in 1 file against Kubernetes 1.31..1.37: 2 errors, 1 warning, 3 ignored
1 document held no Kubernetes object
12 documents of templates not read whole (-v names them): render first, as in helm template CHART | apilint -
`)
}

func TestTextColor(t *testing.T) {
	got := written(t, "text", Run{Target: target("1.37"), Color: true, Quiet: true}, diagnostic.Summary{}, at(3, "a: |b|"))
	compare(t, got, "\x1b[1;31merror[removed-api]\x1b[0m\x1b[1m: gone\x1b[0m\n"+
		"  \x1b[1;34m-->\x1b[0m deploy/pdb.yaml:3:4\n"+
		"  \x1b[1;34m |\x1b[0m\n"+
		" \x1b[1;34m3 |\x1b[0m a: b\n"+
		"  \x1b[1;34m |\x1b[0m    \x1b[1;31m^\x1b[0m\n\n")
}

// A file must not be able to send escape sequences to the terminal, neither by
// its text nor by its name.
func TestControlCharacters(t *testing.T) {
	hostile := at(1, "a\x1b[31m: \u202e|v\x00\x7f1\u200b\xff|")
	hostile.File, hostile.Message = "a\x1b]0;x\x07\nb.yaml", "it says \"\x1b[2J\"\r\n::error::"
	hostile.Help = "two\nlines\x9b"
	for _, format := range []string{"text", "concise"} {
		got := written(t, format, Run{Quiet: true}, diagnostic.Summary{}, hostile)
		for _, r := range got {
			if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x202e || r == 0x200b) {
				t.Errorf("%s lets %U through:\n%s", format, r, got)
			}
		}
		if format == "concise" && strings.Count(got, "\n") != 1 {
			t.Errorf("a diagnostic runs over lines: %q", got)
		}
		if format == "text" && !strings.Contains(got, " 1 | a␛[31m: �v␀␡1��\n   |          ^^^^^^\n") {
			t.Errorf("line and marks are\n%s", got)
		}
	}
}

func TestExcerptFits(t *testing.T) {
	long := strings.Repeat("x", 100)
	for _, c := range []struct {
		line        string
		room        int
		want, marks string
	}{
		{"a: |b|", 24, "a: b", "   ^"},
		{"a: |b| " + long, 24, "a: b xxxxxxxxxxxxxxxxxx…", "   ^"},
		{long + " |b|", 24, "…xxxxxxxxxxxxxxxxxxxxx b", "                       ^"},
		{long + "|bcd|" + long, 24, "…xxxxxxxxxxxxbcdxxxxxxx…", "             ^^^"},
		{"xxxxxxxxxxxxxxxxxxxxxxxx||", 24, "…xxxxxxxxxxxxxxxxxxxxxx", "                       ^"},
		{"|" + long + "|", 24, strings.Repeat("x", 23) + "…", strings.Repeat("^", 24)},
		{long + "|" + long + "|" + long, 24, "…xxxxxxxxxxxxxx…xxxxxxx…", "        ^^^^^^^^"},
		{strings.Repeat("日", 30) + "|b|", 24, "…日日日日日日日日日日日b", "                       ^"},
	} {
		d := at(1, c.line)
		line, m := excerpt(d.Snippet, c.room)
		if width := widthOf(cellsOf(line)); width > c.room {
			t.Errorf("%q takes %d columns of %d", line, width, c.room)
		}
		if line != c.want || m.indent+m.carets != c.marks {
			t.Errorf("%q is shown as\n%s\n%s%s, want\n%s\n%s", c.line, line, m.indent, m.carets, c.want, c.marks)
		}
	}
}

func TestJSON(t *testing.T) {
	d := at(3, "apiVersion: |policy/v1beta1|")
	d.Help, d.Group, d.APIVersion, d.Kind = "write <policy/v1>", "policy", "policy/v1beta1", "PodDisruptionBudget"
	bare := at(1, "||")
	bare.Severity, bare.Confidence = diagnostic.Info, source.Medium
	run := Run{Version: "0.1.0", Target: target("1.31..1.37")}
	compare(t, written(t, "json", run, diagnostic.Summary{Files: 1, Objects: 1, Errors: 1, Infos: 1}, d, bare),
		`{"version":1,"tool":{"name":"apilint","version":"0.1.0"},"target":{"from":"1.31","to":"1.37"},"diagnostics":[
{"rule":"removed-api","severity":"error","confidence":"high","file":"deploy/pdb.yaml","line":3,"column":13,"endLine":3,"endColumn":27,`+
			`"message":"gone","help":"write <policy/v1>","group":"policy","apiVersion":"policy/v1beta1","kind":"PodDisruptionBudget"},
{"rule":"removed-api","severity":"info","confidence":"medium","file":"deploy/pdb.yaml","line":1,"column":1,"endLine":1,"endColumn":1,"message":"gone"}
],"summary":{"files":1,"objects":1,"skipped":0,"templates":0,"unresolved":0,"errors":1,"warnings":0,"infos":1,"ignored":0,"fixable":0,"unsafe":0}}
`)
	empty := written(t, "json", run, diagnostic.Summary{})
	if !json.Valid([]byte(empty)) || !strings.Contains(empty, `"diagnostics":[],"summary"`) {
		t.Errorf("a report without diagnostics is %s", empty)
	}
}

func TestConcise(t *testing.T) {
	got := written(t, "concise", Run{}, diagnostic.Summary{}, at(3, "a: |b|"), at(4, "a: |b|"))
	compare(t, got, "deploy/pdb.yaml:3:4: error: gone [removed-api]\ndeploy/pdb.yaml:4:4: error: gone [removed-api]\n")
}

func TestSentences(t *testing.T) {
	run := &Run{Target: target("1.37")}
	for want, summary := range map[string]diagnostic.Summary{
		"checked 1 object in 1 file against Kubernetes 1.37: no problems":                  {Files: 1, Objects: 1},
		"checked 0 objects in 2 files against Kubernetes 1.37: nothing to judge":           {Files: 2},
		"checked 1 object in 1 file against Kubernetes 1.37: no problems, 1 ignored":       {Files: 1, Objects: 1, Ignored: 1},
		"checked 3 objects in 1 file against Kubernetes 1.37: 1 error, 1 warning, 2 infos": {Files: 1, Objects: 3, Errors: 1, Warnings: 1, Infos: 2},
	} {
		if got := Sentences(run, summary)[0]; got != want {
			t.Errorf("%+v: %q, want %q", summary, got, want)
		}
	}
}

// A report that can't be written must not look like a good one.
func TestWriteErrors(t *testing.T) {
	for _, format := range Formats {
		reporter := format.New(broken{}, &Run{})
		d := at(1, "a: |b|")
		err := reporter.Diagnostic(&d)
		if finish := reporter.Finish(diagnostic.Summary{}); err == nil && finish == nil {
			t.Errorf("%s hides that it could not be written", format.Name)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func FuzzText(f *testing.F) {
	f.Add("a: b", 3, 4, 24)
	f.Add("\x1b日\t", 1, 2, 30)
	f.Fuzz(func(t *testing.T, line string, start, end, width int) {
		d := at(1, "")
		d.Snippet = diagnostic.Snippet{Text: line, Start: start, End: end}
		run := Run{Width: max(width%200, 0), Quiet: true}
		for _, shown := range strings.Split(written(t, "text", run, diagnostic.Summary{}, d), "\n") {
			if strings.ContainsAny(shown, "\x1b\x00\r") {
				t.Errorf("%q is let through", shown)
			}
			if cells := widthOf(cellsOf(shown)); strings.Contains(shown, " | ") && run.Width > 30 && cells > run.Width {
				t.Errorf("%q takes %d of %d columns", shown, cells, run.Width)
			}
		}
	})
}

func TestTextFixesAndRelatedPlaces(t *testing.T) {
	d := at(3, "a: |b|")
	d.Help = "write c"
	d.Fix = &diagnostic.Fix{Safety: diagnostic.Safe, Description: "write c"}
	d.Related = []diagnostic.Related{{Message: "switched off here", File: "b.yaml", Start: source.Position{Line: 7, Column: 2}}}
	other := d
	other.Fix = &diagnostic.Fix{Safety: diagnostic.Unsafe, Description: "write d"}
	other.Related = make([]diagnostic.Related, maxRelated+2)
	run := Run{Quiet: true, Rules: []Rule{{ID: "removed-api", Page: "https://example.com/"}}}
	got := written(t, "text", run, diagnostic.Summary{}, d, other)
	for _, want := range []string{
		"   = help: write c (--fix does it)\n   = note: b.yaml:7:2: switched off here\n   = rule: https://example.com/\n\n",
		"   = help: write c\n   = fix: write d (--fix --unsafe-fixes does it)\n",
		"   = note: and 2 more\n\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no\n%s in\n%s", want, got)
		}
	}
	shown := d
	shown.Fix = &diagnostic.Fix{Description: "write c"}
	if got := written(t, "text", Run{Quiet: true}, diagnostic.Summary{}, shown); !strings.Contains(got, "= help: write c\n") {
		t.Errorf("a fix that is only to be shown is offered:\n%s", got)
	}
}

// Of a run of any size a bounded part is kept.
func TestProblemsAreBounded(t *testing.T) {
	p := newProblems()
	for i := range maxProblems + 3 {
		d := at(1, "a: |b|")
		d.Severity, d.Message = diagnostic.Info, strings.Repeat("x", i%7)+strings.Repeat("y", i/7)
		p.add(&d)
	}
	d := at(1, "a: |b|")
	for range maxSpots {
		p.add(&d)
	}
	all := p.all()
	spots := 0
	for _, problem := range all {
		spots += len(problem.places)
	}
	if len(all) != maxProblems+1 || p.lost != 3 || spots > maxSpots || all[0].count != maxSpots || all[0].files != 1 {
		t.Errorf("%d problems and %d places are kept, %d lost; the first comes %d times in %d files", len(all), spots, p.lost, all[0].count, all[0].files)
	}
}
