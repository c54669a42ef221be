package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// htmlReporter writes one page to look at in a browser: what to change by step
// and by file, and the lives of the APIs in use. It needs nothing else, from
// nowhere; its script only filters what is there.
type htmlReporter struct {
	everyFile
	out      io.Writer
	run      *Run
	problems *problems
	findings worst[htmlFinding]
}

// htmlFinding is a finding in the list by file.
type htmlFinding struct {
	order    int // among all findings
	file     string
	severity diagnostic.Severity
	text     string
}

// What a page holds: browsers take their time over more.
const (
	maxHTMLFindings = 5_000
	maxHTMLProblems = 2_000
	maxHTMLPlaces   = 100 // of a problem
	maxHTMLLives    = 1_000
)

//go:embed page.css
var pageStyle string

//go:embed page.js
var pageScript string

func newHTML(out io.Writer, run *Run) Reporter {
	return &htmlReporter{out: out, run: run, problems: newProblems(), findings: worst[htmlFinding]{limit: maxHTMLFindings}}
}

func (r *htmlReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	r.problems.add(d)
	return r.findings.add(d.Severity, func() (htmlFinding, error) {
		return htmlFinding{r.findings.total, d.File, d.Severity, r.finding(d)}, nil
	})
}

func (r *htmlReporter) Finish(summary diagnostic.Summary) error {
	all := r.problems.all()
	shown := all[:min(len(all), maxHTMLProblems)]
	cuts := r.cuts(all[len(shown):])
	stages := r.run.stages(shown)
	for _, write := range []func() string{
		func() string { return r.head(summary, cuts) },
		func() string { return r.filters(stages) },
		func() string { return r.steps(stages) },
		r.files,
		r.lives,
		func() string { return "</main>\n</div>\n<script>" + pageScript + "</script>\n</body>\n</html>\n" },
	} {
		if _, err := io.WriteString(r.out, write()); err != nil {
			return err
		}
	}
	return nil
}

// cuts says what the page leaves out.
func (r *htmlReporter) cuts(left []*problem) []string {
	var cuts []string
	if cut := r.findings.cut(); cut != "" {
		cuts = append(cuts, "by file, "+cut)
	}
	n := r.problems.lost
	for _, p := range left {
		n += p.count
	}
	if n > 0 {
		cuts = append(cuts, "by step, "+Count(n, "finding")+" of less severe or less frequent problems are left out")
	}
	for _, cut := range cuts {
		r.run.warn("html: " + cut)
	}
	return cuts
}

// head writes the page up to its filters.
func (r *htmlReporter) head(summary diagnostic.Summary, cuts []string) string {
	sum := sha256.Sum256([]byte(pageScript))
	title := html.EscapeString(r.run.upgrade())
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html>
<!-- apilint report -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="apilint %s">
<title>%s · apilint</title>
<style>%s</style>
</head>
<body>
<a class="skip" href="#steps">Skip to what to change</a>
<header class="top">
<p class="brand"><span><a href="%s">apilint</a> %s</span> <button type="button" id="theme" hidden>Light or dark</button></p>
<h1>%s</h1>
`, base64.StdEncoding.EncodeToString(sum[:]), html.EscapeString(r.run.Version), title, pageStyle, Home, html.EscapeString(r.run.Version), title)
	b.WriteString(tiles(summary))
	for _, sentence := range append(Sentences(r.run, summary), cuts...) {
		fmt.Fprintf(&b, "<p class=\"said\">%s</p>\n", html.EscapeString(endSentence(capital(sentence))))
	}
	b.WriteString("</header>\n" + `<div class="page">` + "\n")
	return b.String()
}

// tiles are the numbers of a run at a glance.
func tiles(s diagnostic.Summary) string {
	var b strings.Builder
	b.WriteString(`<ul class="tiles">` + "\n")
	for _, tile := range []struct {
		class, name string
		count       int
	}{
		{"error", "error", s.Errors}, {"warning", "warning", s.Warnings}, {"info", "info", s.Infos},
		{"", "ignored finding", s.Ignored}, {"", "object", s.Objects}, {"", "file", s.Files},
	} {
		class := tile.class
		if tile.count == 0 {
			class = "zero"
			if tile.name == "ignored finding" {
				continue
			}
		}
		number, name, _ := strings.Cut(Count(tile.count, tile.name), " ")
		fmt.Fprintf(&b, "<li class=\"tile %s\"><b>%s</b> %s</li>\n", class, number, name)
	}
	b.WriteString("</ul>\n")
	return b.String()
}

// filters writes the list of the steps, as a way through the page, and the
// filters.
func (r *htmlReporter) filters(stages []*stage) string {
	var b strings.Builder
	b.WriteString(`<nav class="way" aria-label="Steps of the upgrade"><ol>` + "\n")
	for i, s := range stages {
		fmt.Fprintf(&b, "<li class=\"%s\"><a href=\"#step-%d\"><span>%s</span> <b>%d</b></a></li>\n",
			s.worst(), i, html.EscapeString(r.run.shortTitle(s.step)), len(s.problems))
	}
	b.WriteString("</ol>\n<p><a href=\"#files\">File by file</a></p>\n<p><a href=\"#lives\">APIs in use</a></p></nav>\n<main>\n")
	b.WriteString(`<form class="filters" role="search" aria-label="Filters" hidden>
<label class="find">Find <input type="search" id="find" placeholder="file, API, text" autocomplete="off"></label>
<fieldset><legend>Severity</legend>`)
	for _, severity := range []diagnostic.Severity{diagnostic.Error, diagnostic.Warning, diagnostic.Info} {
		fmt.Fprintf(&b, `<label class="pick %s"><input type="checkbox" name="severity" value="%s" checked> %s</label>`, severity, severity, severity)
	}
	b.WriteString("</fieldset>\n<label>Rule <select id=\"rule\"><option value=\"\">all</option>")
	for _, rule := range r.speaking() {
		fmt.Fprintf(&b, `<option>%s</option>`, html.EscapeString(rule))
	}
	b.WriteString("</select></label>\n<label>Step <select id=\"step\"><option value=\"\">all</option>")
	for _, s := range stages {
		fmt.Fprintf(&b, `<option value="%s">%s</option>`, s.id(), html.EscapeString(r.run.shortTitle(s.step)))
	}
	b.WriteString("</select></label>\n<button type=\"reset\">Clear</button>\n" +
		"<p id=\"shown\" role=\"status\"></p>\n</form>\n")
	return b.String()
}

// speaking lists the rules that found something.
func (r *htmlReporter) speaking() []string {
	var rules []string
	for _, p := range r.problems.all() {
		if !slices.Contains(rules, p.first.Rule) {
			rules = append(rules, p.first.Rule)
		}
	}
	slices.Sort(rules)
	return rules
}
