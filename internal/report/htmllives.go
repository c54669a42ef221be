package report

import (
	"fmt"
	"html"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

var stageNames = [...]string{Absent: "absent", Off: "off", Served: "served", Deprecated: "deprecated"}

// stageWords say what a stage means, for the legend and for those who don't see
// the drawing.
var stageWords = [...]string{
	Absent:     "not there",
	Off:        "only when switched on",
	Served:     "served",
	Deprecated: "served, but deprecated",
}

// lives draws the lives of the APIs in use: first those in which something
// happens on the target releases.
func (r *htmlReporter) lives() string {
	var lives []Life
	if r.run.Lives != nil {
		lives = r.run.Lives()
	}
	var moving, quiet []Life
	for _, l := range lives {
		if l.isQuiet(r.run.Target) {
			quiet = append(quiet, l)
		} else {
			moving = append(moving, l)
		}
	}
	var b strings.Builder
	b.WriteString("<section id=\"lives\" aria-labelledby=\"lives-title\">\n<h2 id=\"lives-title\">APIs in use</h2>\n")
	if len(lives) == 0 {
		b.WriteString("<p class=\"none\">No API that the catalog knows is in use.</p>\n</section>\n")
		return b.String()
	}
	b.WriteString(legend())
	b.WriteString(r.lifeLines(moving[:min(len(moving), maxHTMLLives)]))
	if len(quiet) > 0 {
		open := ""
		if len(moving) == 0 {
			open = " open"
		}
		fmt.Fprintf(&b, "<details class=\"quiet\"%s><summary>%s that the target serves throughout</summary>\n%s</details>\n",
			open, Count(len(quiet), "API"), r.lifeLines(quiet[:min(len(quiet), maxHTMLLives)]))
	}
	b.WriteString("</section>\n")
	return b.String()
}

// isQuiet tells whether all releases of the range serve the API without a
// warning.
func (l *Life) isQuiet(target apiversion.Range) bool {
	for release := range target.Releases() {
		if i := int(release) - int(l.From); i < 0 || i >= len(l.Stages) || l.Stages[i] != Served {
			return false
		}
	}
	return true
}

func legend() string {
	var b strings.Builder
	b.WriteString(`<p class="legend">`)
	for _, stage := range []Stage{Served, Deprecated, Off, Absent} {
		fmt.Fprintf(&b, `<span><svg width="26" height="16" aria-hidden="true">%s</svg> %s</span> `, bar(stage, 0, 100), stageWords[stage])
	}
	b.WriteString("<span><svg width=\"26\" height=\"16\" aria-hidden=\"true\"><rect class=\"band\" width=\"26\" height=\"16\"/></svg> the target</span></p>\n")
	return b.String()
}

// lifeLines draws a list of lives below a scale.
func (r *htmlReporter) lifeLines(lives []Life) string {
	if len(lives) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("<div class=\"lives\">\n" + r.scale(&lives[0]) + "<ul>\n")
	for i := range lives {
		l := &lives[i]
		fmt.Fprintf(&b, "<li><span class=\"api\"><code>%s</code> <b>%s</b></span><span class=\"uses\">%s</span>%s</li>\n",
			html.EscapeString(printable(l.APIVersion)), html.EscapeString(printable(l.Kind)), Count(l.Uses, "use"), r.lifeLine(l))
	}
	b.WriteString("</ul>\n</div>\n")
	return b.String()
}

// across gives the place of a release in a drawing, in percent of its width.
func across(i, n int) float64 { return 100 * float64(i) / float64(n) }

// scale names the releases above the lines: the ends, those of the target, and
// some between where there is room.
func (r *htmlReporter) scale(l *Life) string {
	n := len(l.Stages)
	var b strings.Builder
	b.WriteString(`<svg class="scale" width="100%" height="18" aria-hidden="true">`)
	from, to := int(r.run.Target.From)-int(l.From), int(r.run.Target.To)-int(l.From)
	for i := range n {
		class := "minor"
		switch {
		case i == from || i == to:
			class = "target"
		case i%4 != 0 || near(i, from) || near(i, to):
			continue
		}
		fmt.Fprintf(&b, `<text class="%s" x="%.2f%%" y="13" text-anchor="middle">%s</text>`, class, across(2*i+1, 2*n), l.From+apiversion.Release(i))
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// near tells whether two names on the scale would touch.
func near(i, j int) bool { return i-j < 3 && j-i < 3 }

// lifeLine draws one life.
func (r *htmlReporter) lifeLine(l *Life) string {
	n := len(l.Stages)
	var b, words strings.Builder
	for start := 0; start < n; {
		end := start + 1
		for end < n && l.Stages[end] == l.Stages[start] {
			end++
		}
		b.WriteString(bar(l.Stages[start], across(start, n), across(end-start, n)))
		run := apiversion.Range{From: l.From + apiversion.Release(start), To: l.From + apiversion.Release(end-1)}
		fmt.Fprintf(&words, "; %s: %s", run, stageWords[l.Stages[start]])
		start = end
	}
	label := html.EscapeString(strings.TrimPrefix(words.String(), "; "))
	return fmt.Sprintf(`<svg class="life" width="100%%" height="16" role="img" aria-label="%s"><title>%s</title>%s%s</svg>`,
		label, label, r.band(l), b.String())
}

// band marks the target releases.
func (r *htmlReporter) band(l *Life) string {
	n := len(l.Stages)
	from := min(max(int(r.run.Target.From)-int(l.From), 0), n)
	to := min(max(int(r.run.Target.To)-int(l.From)+1, from), n)
	return fmt.Sprintf(`<rect class="band" x="%.2f%%" width="%.2f%%" height="16"/>`, across(from, n), across(to-from, n))
}

// bar draws a stage over a part of the width. The stages differ in height and
// pattern, not in colour alone.
func bar(stage Stage, x, width float64) string {
	name := stageNames[stage]
	switch stage {
	case Absent:
		return fmt.Sprintf(`<rect class="%s" x="%.2f%%" width="%.2f%%" y="7.5" height="1"/>`, name, x, width)
	case Off:
		return fmt.Sprintf(`<rect class="%s" x="%.2f%%" width="%.2f%%" y="6" height="4"/>`, name, x, width)
	case Deprecated:
		return fmt.Sprintf(`<rect class="%s" x="%.2f%%" width="%.2f%%" y="3" height="10"/><rect class="stripe" x="%.2f%%" width="%.2f%%" y="9" height="4"/>`, name, x, width, x, width)
	}
	return fmt.Sprintf(`<rect class="%s" x="%.2f%%" width="%.2f%%" y="3" height="10"/>`, name, x, width)
}
