package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// markdownReporter writes a table in GitHub's Markdown, for the summary of a job
// or a comment on a merge request.
type markdownReporter struct {
	everyFile
	out  io.Writer
	run  *Run
	rows worst[string]
}

// GitHub drops a summary of more than a MiB.
const (
	maxMarkdownRows  = 1000
	maxMarkdownBytes = 900 << 10
)

func newMarkdown(out io.Writer, run *Run) Reporter {
	return &markdownReporter{out: out, run: run, rows: worst[string]{limit: maxMarkdownRows}}
}

var severityIcons = [...]string{diagnostic.Info: "🔵", diagnostic.Warning: "🟡", diagnostic.Error: "🔴"}

func (r *markdownReporter) Diagnostic(d *diagnostic.Diagnostic) error {
	return r.rows.add(d.Severity, func() (string, error) { return r.row(d), nil })
}

func (r *markdownReporter) row(d *diagnostic.Diagnostic) string {
	return fmt.Sprintf("| %s %s | %s | %s<br>%s | %s |\n", severityIcons[d.Severity], d.Severity,
		markdownCode(place(d)), markdownText(d.Message), r.run.markdownRule(d.Rule), markdownText(d.Help))
}

// markdownRule names a rule, as a link to its page if there is one.
func (r *Run) markdownRule(id string) string {
	rule := markdownCode(id)
	if page := r.page(id); page != "" {
		return "[" + rule + "](" + page + ")"
	}
	return rule
}

func (r *markdownReporter) Finish(summary diagnostic.Summary) error {
	var text strings.Builder
	text.WriteString(markdownHead("apilint"))
	said := Sentences(r.run, summary)
	text.WriteString(markdownText(endSentence(capital(said[0]))) + "\n")
	r.table(&text)
	if cut := r.rows.cut(); cut != "" {
		text.WriteString("\n" + endSentence(capital(cut)) + "\n")
		r.run.warn("markdown: " + cut)
	}
	for _, sentence := range said[1:] {
		text.WriteString("\n" + markdownText(endSentence(capital(sentence))) + "\n")
	}
	_, err := io.WriteString(r.out, text.String())
	return err
}

// table writes the rows, as many as fit.
func (r *markdownReporter) table(text *strings.Builder) {
	rows := r.rows.all()
	if len(rows) == 0 {
		return
	}
	text.WriteString("\n| | where | what | instead |\n|---|---|---|---|\n")
	for i, row := range rows {
		if text.Len()+len(row) > maxMarkdownBytes {
			r.rows.keep(i)
			return
		}
		text.WriteString(row)
	}
}

// markdownHead is a title, with a mark by which reports are told from other
// Markdown.
func markdownHead(title string) string { return "<!-- apilint report -->\n## " + title + "\n\n" }

// markdownText writes text so that it stands for itself in a line of Markdown.
func markdownText(text string) string { return markdownEscapes.Replace(printable(text)) }

var markdownEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "|", `\|`,
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "~", `\~`, "$", `\$`)

// markdownCode writes text as code. A bar would end the cell of a table.
func markdownCode(text string) string {
	text = strings.ReplaceAll(printable(text), "|", `\|`)
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		text = " " + text + " "
	}
	return fence + text + fence
}
