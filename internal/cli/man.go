package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"github.com/apilint/apilint/internal/report"
)

const manLong = `  apilint man | man -l -                       reads it
  apilint man > /usr/local/share/man/man1/apilint.1   installs it
`

// manual is the verb man.
type manual struct{}

func (manual) flags() []flagGroup { return nil }

func (manual) run(c *console, args []string) (int, error) {
	if len(args) > 0 {
		return 0, fmt.Errorf("man takes no argument, not %q", args[0])
	}
	_, err := io.WriteString(c.stdout, manualPage())
	return c.written(err), nil
}

// manualPage writes what help says in roff with the macros of man(7).
func manualPage() string {
	var page strings.Builder
	day, _, _ := strings.Cut(buildSetting("vcs.time"), "T")
	fmt.Fprintf(&page, ".TH APILINT 1 \"%s\" \"apilint %s\" \"User Commands\"\n", roff(day), roff(buildVersion()))
	page.WriteString(".SH NAME\napilint \\- say what breaks on other releases of Kubernetes\n")
	page.WriteString(".SH SYNOPSIS\n")
	for i, v := range verbs() {
		if i > 0 {
			page.WriteString(".br\n")
		}
		usage := strings.TrimPrefix(usageOf(v, v.new().flags()), "apilint ")
		fmt.Fprintf(&page, "\\fBapilint\\fR %s\n", roff(usage))
	}
	fmt.Fprintf(&page, ".SH DESCRIPTION\n%s", roff(about))
	page.WriteString(".SH VERBS\n")
	for _, v := range verbs() {
		writeManualVerb(&page, v)
	}
	writeManualTable(&page, "FORMATS", formats())
	writeManualTable(&page, "EXIT STATUS", exitCodes)
	writeManualTable(&page, "ENVIRONMENT", environment)
	writeManualTable(&page, "FILES", files)
	fmt.Fprintf(&page, ".SH SEE ALSO\n%s\n", report.Home)
	return page.String()
}

func writeManualVerb(page *strings.Builder, v *verb) {
	fmt.Fprintf(page, ".SS %s\n%s\n", roff(strings.TrimSpace(v.name+" "+v.usage)), roff(sentence(v.short)))
	if v.long != "" { // its lines are laid out by hand
		fmt.Fprintf(page, ".PP\n.nf\n%s\n.fi\n", roff(strings.TrimSpace(v.long)))
	}
	for _, group := range v.new().flags() {
		fmt.Fprintf(page, ".PP\n%s:\n", roff(group.title))
		group.VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				writeManualFlag(page, f)
			}
		})
	}
}

// writeManualFlag writes a flag as help does, in roff.
func writeManualFlag(page *strings.Builder, f *pflag.Flag) {
	value, usage := pflag.UnquoteUsage(f)
	page.WriteString(".TP\n")
	if f.Shorthand != "" {
		fmt.Fprintf(page, "\\fB\\-%s\\fR, ", f.Shorthand)
	}
	fmt.Fprintf(page, "\\fB\\-\\-%s\\fR", roff(f.Name))
	if value != "" {
		fmt.Fprintf(page, " \\fI%s\\fR", roff(value))
	}
	if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" {
		usage += fmt.Sprintf(" (default %s)", f.DefValue)
	}
	fmt.Fprintf(page, "\n%s\n", roff(usage))
}

func writeManualTable(page *strings.Builder, title string, rows []meaning) {
	fmt.Fprintf(page, ".SH %s\n", title)
	for _, row := range rows {
		fmt.Fprintf(page, ".TP\n\\fB%s\\fR\n%s\n", roff(row.name), roff(row.text))
	}
}

// roff writes text so that no part of it is taken for a request or an escape.
func roff(text string) string {
	lines := strings.Split(strings.NewReplacer(`\`, `\e`, "-", `\-`, "`", `\(ga`, "'", `\(aq`).Replace(text), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
