package report

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
)

// samplePage is the page of a run in which each part has something to show.
func samplePage(t *testing.T) string {
	waiting := breaking("b.yaml", "new", "")
	waiting.Since = apiversion.NewRelease(1, 24)
	info := breaking("b.yaml", "beta", "")
	info.Severity, info.Rule = diagnostic.Info, "beta-api"
	again := breaking("b.yaml", "gone", "1.25")
	run := Run{Target: target("1.21..1.30"), Version: "1.2.3", Rules: []Rule{{ID: "removed-api", Page: "https://example.com/r"}},
		Lives: func() []Life {
			return []Life{
				{"policy/v1beta1", "PodDisruptionBudget", 3, []Stage{Served, Served, Deprecated, Absent, Off}, apiversion.NewRelease(1, 20)},
				{"v1", "Pod", 1, []Stage{Served, Served, Served, Served, Served, Served, Served, Served, Served, Served, Served}, apiversion.NewRelease(1, 20)},
			}
		}}
	return written(t, "html", run, diagnostic.Summary{Files: 2, Objects: 4, Errors: 4, Infos: 1, Ignored: 2},
		breaking("a.yaml", "gone", "1.25"), rich(), again, waiting, info)
}

// The page is a tree, its references lead somewhere, and it loads nothing.
func TestHTMLStructure(t *testing.T) {
	page := samplePage(t)
	ids, targets := map[string]int{}, []string{}
	var open []string
	for _, tag := range regexp.MustCompile(`<(/?)([a-z][a-z0-9]*)([^>]*)>`).FindAllStringSubmatch(withoutScript(page), -1) {
		name, attributes := tag[2], tag[3]
		for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(attributes, -1) {
			ids[id[1]]++
		}
		for _, to := range regexp.MustCompile(` (?:href="#|aria-labelledby=")([^"]*)"`).FindAllStringSubmatch(attributes, -1) {
			targets = append(targets, to[1])
		}
		if regexp.MustCompile(` (src|action|srcset|style|on[a-z]+)=`).MatchString(attributes) {
			t.Errorf("%s loads or does something", tag[0])
		}
		switch {
		case name == "meta" || name == "input" || strings.HasSuffix(attributes, "/"):
		case tag[1] == "":
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			t.Fatalf("</%s> closes %q", name, open)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("%q are not closed", open)
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%d elements have the id %q", n, id)
		}
	}
	for _, to := range targets {
		if ids[to] == 0 {
			t.Errorf("nothing has the id %q", to)
		}
	}
	for _, outside := range []string{"@import", "url(", "<link", "<img", "<iframe"} {
		if strings.Contains(page, outside) {
			t.Errorf("the page has %s", outside)
		}
	}
}

func withoutScript(page string) string {
	before, _, _ := strings.Cut(page, "<script>")
	_, after, _ := strings.Cut(page, "</script>")
	return before + after
}

func TestHTMLSays(t *testing.T) {
	page := samplePage(t)
	for _, want := range []string{
		"<title>Upgrade from Kubernetes 1.21 to 1.30 · apilint</title>",
		`<li class="tile error"><b>4</b> errors</li>`,
		`<li class="tile "><b>2</b> ignored findings</li>`,
		"<h3>Before Kubernetes 1.25 <small>1 change in 2 places</small></h3>",
		"<summary>all 2 places in 2 files</summary>",
		"<h3>Not before Kubernetes 1.24 runs everywhere <small>1 change in 1 place</small></h3>",
		"<figcaption><code>deploy",
		`<pre><span class="line">2</span>    日本e` + "\u0301" + `: <mark>policy/v1beta1</mark></pre>`,
		`<p class="fix">--fix does it.</p>`,
		`<p class="note"><code>b.yaml:7:2</code> switched [on] here</p>`,
		`<p class="note"><a href="https://example.com/r"><code>removed-api</code></a> · see <a href="https://example.com/">https://example.com/</a></p>`,
		`aria-label="1.20..1.21: served; 1.22: served, but deprecated; 1.23: not there; 1.24: only when switched on"`,
		"<summary>1 API that the target serves throughout</summary>",
	} {
		if want = strings.ReplaceAll(want, "<figcaption><code>deploy", "<figcaption><code>a.yaml:3:4"); !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	clean := written(t, "html", Run{Target: target("1.30")}, diagnostic.Summary{Files: 1, Objects: 1})
	for _, want := range []string{"There is nothing to change.", "Nothing is said of any file.", "No API that the catalog knows is in use."} {
		if !strings.Contains(clean, want) {
			t.Errorf("the page of a clean run doesn't say %q", want)
		}
	}
}

// Nothing that is quoted gets to be markup.
func TestHTMLEscapes(t *testing.T) {
	d := rich()
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&amp;https://example.com/"><b>`
	d.File, d.Message, d.Help, d.Note, d.Rule, d.Snippet.Text = evil, evil, evil, evil, evil, evil
	d.Related[0].File, d.Related[0].Message = evil, evil
	run := Run{Lives: func() []Life { return []Life{{evil, evil, 1, []Stage{Absent}, apiversion.NewRelease(1, 30)}} }}
	page := withoutScript(written(t, "html", run, diagnostic.Summary{Errors: 2}, d, d))
	for _, bad := range []string{"<script", "<img", "<b>'", "https://example.com/\"><b>"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
}

func TestHTMLLimits(t *testing.T) {
	var warned []string
	run := Run{Target: target("1.21..1.30"), Warn: func(s string) { warned = append(warned, s) }}
	var many []diagnostic.Diagnostic
	for i := range maxHTMLFindings + 7 {
		d := breaking("a.yaml", "message "+strings.Repeat("x", i%50)+strings.Repeat("y", i/50), "1.25")
		many = append(many, d)
	}
	page := written(t, "html", run, diagnostic.Summary{}, many...)
	if n := strings.Count(page, `<li class="finding`); n != maxHTMLFindings {
		t.Errorf("%d findings are listed", n)
	}
	if n := strings.Count(page, `<article`); n != maxHTMLProblems {
		t.Errorf("%d problems are listed", n)
	}
	if len(warned) != 2 || !strings.Contains(page, "By file, only the 5000 most severe of 5007 findings are listed.") ||
		!strings.Contains(page, "By step, 3007 findings of less severe or less frequent problems are left out.") {
		t.Errorf("the cuts aren't said: %q", warned)
	}
}

// Each drawing is well-formed by itself.
func TestHTMLDrawings(t *testing.T) {
	drawings := regexp.MustCompile(`(?s)<svg.*?</svg>`).FindAllString(samplePage(t), -1)
	if len(drawings) != 5+2*2 {
		t.Errorf("there are %d drawings", len(drawings))
	}
	for _, drawing := range drawings {
		decoder := xml.NewDecoder(strings.NewReader(drawing))
		for {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%v in %s", err, drawing)
			}
		}
	}
}

// In a browser the script runs, allowed by the page's own policy, and filters.
// This needs Chromium; `make browser` tells whether it ran.
func TestHTMLInBrowser(t *testing.T) {
	browser := chromium()
	if browser == "" {
		t.Log("left out: there is no Chromium")
		return
	}
	page := samplePage(t)
	if dom := opened(t, browser, page); !strings.Contains(dom, `role="status">4 of 4 changes shown</p>`) {
		t.Errorf("the script did not run:\n%s", dom)
	}
	const policy = `<meta http-equiv="Content-Security-Policy"`
	tried := regexp.MustCompile(policy+`[^>]*>`).ReplaceAllString(page, "")
	tried = strings.Replace(tried, "</body>", `<script>
		document.getElementById("find").value = "A.yaml GONE";
		document.querySelector("[value=info]").checked = false;
		document.querySelector("form").dispatchEvent(new Event("input"));
	</script></body>`, 1)
	dom := opened(t, browser, tried)
	if !strings.Contains(dom, `role="status">1 of 4 changes shown</p>`) || strings.Count(dom, `data-hidden=""`) == 0 {
		t.Errorf("the filters do nothing:\n%s", dom)
	}
}

// chromium finds a browser, "" if there is none.
func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	return ""
}

// opened returns what a page has become in a browser.
func opened(t *testing.T, browser, page string) string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "page.html")
	if err := os.WriteFile(file, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	limit, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	dom, err := exec.CommandContext(limit, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+filepath.Join(dir, "profile"),
		"--dump-dom", "file://"+filepath.ToSlash(file)).Output()
	if err != nil {
		t.Fatalf("%s: %v", browser, err)
	}
	return string(dom)
}
