package cli

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/rules"
)

// reportRun is what all reports of a run are told.
func (k *check) reportRun(target apiversion.Range) report.Run {
	failOn, _ := diagnostic.ParseSeverity(k.failOn)
	run := report.Run{Version: buildVersion(), Target: target, Quiet: k.quiet, FailOn: failOn}
	for _, rule := range rules.All {
		run.Rules = append(run.Rules, reportRule(rule))
	}
	if working, err := os.Getwd(); err == nil {
		run.InRepository = source.NewNaming(working).InRepository
	}
	return run
}

func reportRule(rule *rules.Rule) report.Rule {
	return report.Rule{
		ID: rule.ID, Severity: rule.Severity, Summary: rule.Summary, Page: rule.URL(),
		Doc: wrap(strings.TrimSpace(rule.Doc), math.MaxInt),
		Examples: []report.Example{
			{Title: "Bad, " + titleOf(rule.Bad), Text: rule.Bad.Text},
			{Title: "Good, " + titleOf(rule.Good), Text: rule.Good.Text},
		},
	}
}

// looks fits a report to where it goes.
func (k *check) looks(c *console, o output, run report.Run) report.Run {
	run.Statistics = k.statistics
	run.Warn = func(sentence string) { c.complain("%s", sentence) }
	if o.file != "" {
		run.Color, run.Links = k.color == "always", k.hyperlinks == "always"
		return run
	}
	run.Color = paints(k.color, c.stdout)
	run.Links = links(k.hyperlinks, c.stdout)
	run.Width = terminalWidth(c.stdout)
	return run
}

// needs tells what the engine has to find out for the reports beside the
// diagnostics.
func needs(outputs []output) (lineHashes, uses bool) {
	for _, o := range outputs {
		lineHashes = lineHashes || o.format.LineHashes
		uses = uses || o.format.Lives
	}
	return lineHashes, uses
}

// reportFiles are the files, by the last part of their names, that reports will
// take the place of.
type reportFiles map[string]os.FileInfo

func (r reportFiles) has(file string) bool {
	other := r[filepath.Base(file)]
	if other == nil {
		return false
	}
	info, err := os.Stat(file)
	return err == nil && os.SameFile(info, other)
}

// spareInputs returns the files that reports will take the place of, or an error
// if one of the inputs is among them. What an earlier run reported is no input.
func (k *check) spareInputs(c *console, judged *judgements, paths []string, outputs []output) (reportFiles, error) {
	old := reportFiles{}
	var inTheWay []os.FileInfo
	for _, o := range outputs {
		info, err := os.Stat(o.file)
		switch {
		case err != nil || !info.Mode().IsRegular():
		case holdsReport(o.file):
			old[filepath.Base(o.file)] = info
		default:
			inTheWay = append(inTheWay, info)
		}
	}
	if inTheWay == nil {
		return old, nil
	}
	in, err := newInputs(c, k, judged, paths)
	if err != nil {
		return nil, err
	}
	for file := range in.all() {
		info, err := os.Stat(file.name)
		if err != nil || file.isStdin {
			continue
		}
		if slices.ContainsFunc(inTheWay, func(other os.FileInfo) bool { return os.SameFile(info, other) }) {
			return nil, fmt.Errorf("--output: the report would take the place of %s, which is one of the inputs: name another file", file.name)
		}
	}
	return old, nil
}

// holdsReport tells whether a file is empty or begins as reports do.
func holdsReport(name string) bool {
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, 1024)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return false
	}
	return n == 0 || report.Begins(head[:n])
}
