package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// statisticsReporter writes as text does, but each problem once, with all its
// places, and then how often each rule spoke.
type statisticsReporter struct {
	everyFile
	text     *textReporter
	problems *problems
	counts   map[string]*ruleCount
}

type ruleCount struct {
	rule     string
	severity diagnostic.Severity
	count    int
}

func newStatistics(text *textReporter) Reporter {
	return &statisticsReporter{text: text, problems: newProblems(), counts: map[string]*ruleCount{}}
}

func (r *statisticsReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	r.problems.add(d)
	key := d.Rule + " " + d.Severity.String()
	if r.counts[key] == nil {
		r.counts[key] = &ruleCount{rule: d.Rule, severity: d.Severity}
	}
	r.counts[key].count++
	return nil
}

func (r *statisticsReporter) Finish(summary diagnostic.Summary) error {
	for _, p := range r.problems.all() {
		var b strings.Builder
		r.text.show(&b, &p.first)
		r.places(&b, p)
		b.WriteString("\n")
		if _, err := io.WriteString(r.text.out, b.String()); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(r.text.out, r.table()); err != nil {
		return err
	}
	return r.text.Finish(summary)
}

// places writes where else a problem is met.
func (r *statisticsReporter) places(b *strings.Builder, p *problem) {
	if p.count == 1 {
		return
	}
	margin := strings.Repeat(" ", len(fmt.Sprint(p.first.Start.Line))+1)
	var text strings.Builder
	text.WriteString("in " + Count(p.count, "place"))
	if p.files > 1 {
		text.WriteString(" of " + Count(p.files, "file"))
	}
	for _, s := range p.places {
		text.WriteString("\n" + s.String())
	}
	if more := p.count - len(p.places); more > 0 {
		fmt.Fprintf(&text, "\nand %d more", more)
	}
	r.text.remark(b, margin, "seen", text.String())
}

// String writes a place as file:line:column.
func (s spot) String() string { return fmt.Sprintf("%s:%d:%d", printable(s.file), s.line, s.column) }

// table counts the findings by rule.
func (r *statisticsReporter) table() string {
	var counts []*ruleCount
	for _, c := range r.counts {
		counts = append(counts, c)
	}
	slices.SortFunc(counts, func(a, b *ruleCount) int {
		return cmp.Or(int(b.severity)-int(a.severity), b.count-a.count, strings.Compare(a.rule, b.rule))
	})
	var b strings.Builder
	for _, c := range counts {
		fmt.Fprintf(&b, "%7d  %s  %s\n", c.count, r.text.colors.severity[c.severity].paint(fmt.Sprintf("%-7s", c.severity)), r.text.run.ruleName(c.rule))
	}
	if r.problems.lost > 0 {
		fmt.Fprintf(&b, "%s of further problems are counted but not shown\n", Count(r.problems.lost, "finding"))
	}
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	return b.String()
}
