package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// planReporter writes what is to be done for an upgrade as a checklist: step by
// step, each problem once, with its places.
type planReporter struct {
	everyFile
	out      io.Writer
	run      *Run
	problems *problems
	form     planForm
	limit    int // in bytes, 0 where a plan may be of any size
}

// planForm writes the parts of a plan.
type planForm interface {
	head(title, counts string) string
	stage(title, counts string) string
	change(p *problem) string
	end(sentences []string) string
}

func newPlan(out io.Writer, run *Run) Reporter {
	return &planReporter{out: out, run: run, problems: newProblems(), form: planText{run, paletteFor(run)}}
}

func newPlanMarkdown(out io.Writer, run *Run) Reporter {
	return &planReporter{out: out, run: run, problems: newProblems(), form: planMarkdown{run}, limit: maxMarkdownBytes}
}

func (r *planReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	r.problems.add(d)
	return nil
}

func (r *planReporter) Finish(summary diagnostic.Summary) error {
	all := r.problems.all()
	places := 0
	for _, p := range all {
		places += p.count
	}
	counts := "nothing to change"
	if len(all) > 0 {
		counts = Count(len(all), "change") + " in " + Count(places, "place")
	}
	var b strings.Builder
	b.WriteString(r.form.head(r.run.upgrade(), counts))
	left := r.write(&b, r.run.stages(all))
	var cuts []string
	if left > 0 {
		cuts = append(cuts, "for want of room, "+Count(left, "change")+" are left out of this plan")
	}
	if r.problems.lost > 0 {
		cuts = append(cuts, "of too many kinds of problems, "+Count(r.problems.lost, "finding")+" are left out of this plan")
	}
	for _, cut := range cuts {
		r.run.warn("plan: " + cut)
	}
	said := cuts
	if !r.run.Quiet {
		said = append(said, Sentences(r.run, summary)...)
	}
	b.WriteString(r.form.end(said))
	_, err := io.WriteString(r.out, b.String())
	return err
}

// write writes the stages, and returns how many changes it left out.
func (r *planReporter) write(b *strings.Builder, stages []*stage) (left int) {
	for _, s := range stages {
		b.WriteString(r.form.stage(r.run.title(s.step), s.counts()))
		for _, p := range s.problems {
			if text := r.form.change(p); r.limit == 0 || b.Len()+len(text) <= r.limit {
				b.WriteString(text)
			} else {
				left++
			}
		}
	}
	return left
}

// planText is a plan for terminals.
type planText struct {
	run    *Run
	colors palette
}

func (f planText) head(title, counts string) string {
	return f.colors.title.paint(title+": "+counts) + "\n"
}

func (f planText) stage(title, counts string) string {
	return "\n" + f.colors.frame.paint(title) + " (" + counts + ")\n"
}

func (f planText) change(p *problem) string {
	d := &p.first
	var b strings.Builder
	fmt.Fprintf(&b, "  %s %s [%s]\n", f.colors.severity[d.Severity].paint("[ ]"), printable(d.Message), f.run.ruleName(d.Rule))
	if d.Help != "" {
		b.WriteString("      " + printable(d.Help) + "\n")
	}
	for _, line := range p.byFile() {
		b.WriteString("        " + line + "\n")
	}
	return b.String()
}

func (f planText) end(sentences []string) string {
	if len(sentences) == 0 {
		return ""
	}
	return "\n" + strings.Join(sentences, "\n") + "\n"
}

// byFile names the places of a problem, a file a line: a.yaml:3, 17.
func (p *problem) byFile() []string {
	var lines []string
	for i, s := range p.places {
		at := strconv.Itoa(s.line)
		if i > 0 && p.places[i-1].file == s.file {
			lines[len(lines)-1] += ", " + at
			continue
		}
		lines = append(lines, printable(s.file)+":"+at)
	}
	if more := p.count - len(p.places); more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more places", more))
	}
	return lines
}

// planMarkdown is a plan for an issue, whose boxes can be ticked.
type planMarkdown struct{ run *Run }

// maxPlanFiles is how many files of a problem a plan in Markdown names.
const maxPlanFiles = 50

func (f planMarkdown) head(title, counts string) string {
	return markdownHead(title) + endSentence(capital(counts)) + "\n"
}

func (f planMarkdown) stage(title, counts string) string {
	return "\n### " + title + "\n\n" + endSentence(capital(counts)) + "\n\n"
}

func (f planMarkdown) change(p *problem) string {
	d := &p.first
	var b strings.Builder
	fmt.Fprintf(&b, "- [ ] %s %s (%s)", severityIcons[d.Severity], markdownText(d.Message), f.run.markdownRule(d.Rule))
	if d.Help != "" {
		b.WriteString("<br>" + markdownText(d.Help))
	}
	b.WriteString("\n")
	lines := p.byFile()
	for _, line := range lines[:min(len(lines), maxPlanFiles)] {
		b.WriteString("  - " + markdownCode(line) + "\n")
	}
	if more := len(lines) - maxPlanFiles; more > 0 {
		fmt.Fprintf(&b, "  - and %s more\n", Count(more, "file"))
	}
	return b.String()
}

func (f planMarkdown) end(sentences []string) string {
	var b strings.Builder
	for _, sentence := range sentences {
		b.WriteString("\n" + markdownText(endSentence(capital(sentence))) + "\n")
	}
	return b.String()
}
