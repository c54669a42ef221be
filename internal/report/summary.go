package report

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// Sentences say what a run read and found: first one sentence that every run
// gets, then one for each thing that was left unread.
func Sentences(run *Run, s diagnostic.Summary) []string {
	checked := Count(s.Objects, "object")
	if s.Configs > 0 {
		checked += " and " + Count(s.Configs, "runtime configuration")
	}
	sentences := []string{fmt.Sprintf("checked %s in %s against Kubernetes %s: %s",
		checked, Count(s.Files, "file"), run.Target, verdict(s))}
	if s.Skipped > 0 {
		sentences = append(sentences, Count(s.Skipped, "document")+" held no Kubernetes object")
	}
	if s.Templates > 0 {
		sentences = append(sentences, Count(s.Templates, "document")+
			" of templates not read whole (-v names them): render first, as in helm template CHART | apilint -")
	}
	if s.Unresolved > 0 {
		sentences = append(sentences, fmt.Sprintf("%d apiVersion or kind left open, since values decide (-v names them)", s.Unresolved))
	}
	return sentences
}

// verdict lists what was found, worst first.
func verdict(s diagnostic.Summary) string {
	var found []string
	if s.Errors > 0 {
		found = append(found, Count(s.Errors, "error"))
	}
	if s.Warnings > 0 {
		found = append(found, Count(s.Warnings, "warning"))
	}
	if s.Infos > 0 {
		found = append(found, Count(s.Infos, "info"))
	}
	switch {
	case found == nil && s.Objects+s.Configs == 0:
		found = append(found, "nothing to judge")
	case found == nil:
		found = append(found, "no problems")
	}
	if s.Ignored > 0 {
		found = append(found, fmt.Sprintf("%d ignored", s.Ignored))
	}
	return strings.Join(found, ", ")
}

// Count writes a number of things: "1 file", "2 files".
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
