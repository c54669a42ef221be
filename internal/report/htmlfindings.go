package report

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// id names a step in the page.
func (s step) id() string {
	return fmt.Sprintf("%d-%s-%t", s.part, s.release, s.after)
}

// worst is the severity of the worst problem of a stage.
func (s *stage) worst() diagnostic.Severity {
	worst := diagnostic.Info
	for _, p := range s.problems {
		worst = max(worst, p.first.Severity)
	}
	return worst
}

// shortTitle names a step where there is little room.
func (r *Run) shortTitle(s step) string {
	switch {
	case s.part == now:
		return "Now"
	case s.after:
		return "From " + s.release.String() + " on"
	case s.part == undated:
		return "No date"
	}
	return "Before " + s.release.String()
}

// steps writes what is to be done, step by step.
func (r *htmlReporter) steps(stages []*stage) string {
	var b strings.Builder
	b.WriteString("<section id=\"steps\" aria-labelledby=\"steps-title\">\n<h2 id=\"steps-title\">What to change, step by step</h2>\n")
	if len(stages) == 0 {
		b.WriteString("<p class=\"none\">There is nothing to change.</p>\n")
	}
	for i, s := range stages {
		fmt.Fprintf(&b, "<section class=\"stage\" id=\"step-%d\">\n<h3>%s <small>%s</small></h3>\n", i, html.EscapeString(r.run.title(s.step)), s.counts())
		for _, p := range s.problems {
			b.WriteString(r.problem(p))
		}
		b.WriteString("</section>\n")
	}
	b.WriteString("</section>\n")
	return b.String()
}

// marks are the attributes by which the filters know a finding.
func (r *htmlReporter) marks(d *diagnostic.Diagnostic) string {
	return fmt.Sprintf(`data-severity="%s" data-rule="%s" data-step="%s"`, d.Severity, html.EscapeString(d.Rule), r.run.stepOf(d).id())
}

// problem writes a problem with its places.
func (r *htmlReporter) problem(p *problem) string {
	d := &p.first
	var b strings.Builder
	fmt.Fprintf(&b, "<article class=\"problem %s\" %s>\n<h4>%s %s</h4>\n", d.Severity, r.marks(d), badge(d.Severity), htmlText(d.Message))
	if d.Help != "" {
		fmt.Fprintf(&b, "<p class=\"help\">%s</p>\n", htmlText(d.Help))
	}
	if d.Fix != nil && d.Fix.Safety > diagnostic.DisplayOnly {
		fmt.Fprintf(&b, "<p class=\"fix\">%s</p>\n", htmlText(capital(strings.Trim(fixFlags[d.Fix.Safety], " ()"))+"."))
	}
	fmt.Fprintf(&b, "<figure><figcaption><code>%s</code></figcaption>\n%s</figure>\n", html.EscapeString(place(d)), htmlExcerpt(d))
	b.WriteString(p.htmlPlaces())
	note := ""
	if d.Note != "" {
		note = " · " + htmlText(d.Note)
	}
	fmt.Fprintf(&b, "<p class=\"note\">%s%s</p>\n</article>\n", r.ruleLink(d.Rule), note)
	return b.String()
}

// htmlPlaces lists the places of a problem that has several.
func (p *problem) htmlPlaces() string {
	if p.count == 1 {
		return ""
	}
	title := "all " + Count(p.count, "place")
	if p.files > 1 {
		title += " in " + Count(p.files, "file")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<details class=\"places\"><summary>%s</summary><ul>\n", title)
	shown := p.places[:min(len(p.places), maxHTMLPlaces)]
	for _, s := range shown {
		fmt.Fprintf(&b, "<li><code>%s</code></li>\n", html.EscapeString(s.String()))
	}
	if more := p.count - len(shown); more > 0 {
		fmt.Fprintf(&b, "<li>and %d more</li>\n", more)
	}
	b.WriteString("</ul></details>\n")
	return b.String()
}

// finding writes a finding for the list of its file.
func (r *htmlReporter) finding(d *diagnostic.Diagnostic) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<li class=\"finding %s\" %s><p>%s <code class=\"at\">%d:%d</code> %s</p>\n",
		d.Severity, r.marks(d), badge(d.Severity), d.Start.Line, d.Start.Column, htmlText(d.Message))
	b.WriteString(htmlExcerpt(d))
	if d.Help != "" {
		fmt.Fprintf(&b, "<p class=\"help\">%s</p>\n", htmlText(d.Help))
	}
	for i, other := range d.Related {
		if i == maxRelated {
			fmt.Fprintf(&b, "<p class=\"note\">and %d more</p>\n", len(d.Related)-i)
			break
		}
		fmt.Fprintf(&b, "<p class=\"note\"><code>%s</code> %s</p>\n",
			html.EscapeString(spot{other.File, other.Start.Line, other.Start.Column}.String()), htmlText(other.Message))
	}
	b.WriteString("</li>\n")
	return b.String()
}

// files writes the findings file by file.
func (r *htmlReporter) files() string {
	findings := r.findings.all()
	slices.SortFunc(findings, func(a, b htmlFinding) int { return cmp.Compare(a.order, b.order) })
	var b strings.Builder
	b.WriteString("<section id=\"files\" aria-labelledby=\"files-title\">\n<h2 id=\"files-title\">File by file</h2>\n")
	if len(findings) == 0 {
		b.WriteString("<p class=\"none\">Nothing is said of any file.</p>\n")
	}
	for len(findings) > 0 {
		n := 1
		for n < len(findings) && findings[n].file == findings[0].file {
			n++
		}
		b.WriteString(fileDetails(findings[:n]))
		findings = findings[n:]
	}
	b.WriteString("</section>\n")
	return b.String()
}

// fileDetails writes the findings of one file.
func fileDetails(findings []htmlFinding) string {
	var counts [diagnostic.Error + 1]int
	for _, f := range findings {
		counts[f.severity]++
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<details class=\"file\"><summary><code>%s</code>", html.EscapeString(printable(findings[0].file)))
	for severity := diagnostic.Error; ; severity-- {
		if n := counts[severity]; n > 0 {
			fmt.Fprintf(&b, " <span class=\"count %s\">%s</span>", severity, Count(n, severity.String()))
		}
		if severity == diagnostic.Info {
			break
		}
	}
	b.WriteString("</summary><ol>\n")
	for _, f := range findings {
		b.WriteString(f.text)
	}
	b.WriteString("</ol></details>\n")
	return b.String()
}

func badge(severity diagnostic.Severity) string {
	return fmt.Sprintf(`<span class="badge %s">%s</span>`, severity, severity)
}

func (r *htmlReporter) ruleLink(id string) string {
	id = html.EscapeString(id)
	if page := r.run.page(id); page != "" {
		return fmt.Sprintf(`<a href="%s"><code>%s</code></a>`, html.EscapeString(page), id)
	}
	return "<code>" + id + "</code>"
}

// htmlExcerpt shows the line with the place in question marked.
func htmlExcerpt(d *diagnostic.Diagnostic) string {
	s := d.Snippet
	start := min(max(s.Start, 0), len(s.Text))
	end := min(max(s.End, start), len(s.Text))
	if strings.TrimSpace(s.Text) == "" {
		return ""
	}
	part := func(text string) string { return html.EscapeString(textOf(cellsOf(text))) }
	return fmt.Sprintf("<pre><span class=\"line\">%d</span>%s<mark>%s</mark>%s</pre>\n",
		d.Start.Line, part(s.Text[:start]), part(s.Text[start:end]), part(s.Text[end:]))
}

// htmlText writes text for HTML, with links of the addresses in it.
func htmlText(text string) string {
	words := strings.Split(PrintableLines(text), " ")
	for i, word := range words {
		bare := strings.TrimRight(word, ".,;:)")
		words[i] = html.EscapeString(word)
		if strings.HasPrefix(bare, "https://") {
			url := html.EscapeString(bare)
			words[i] = fmt.Sprintf(`<a href="%s">%s</a>%s`, url, url, html.EscapeString(word[len(bare):]))
		}
	}
	return strings.Join(words, " ")
}
