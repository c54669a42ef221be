package report

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// Sentences say what a run read and found: first one sentence that every run
// gets, then one for each thing that was left unread.
func Sentences(run *Run, s diagnostic.Summary) []string {
	against := "Kubernetes " + run.Target.String()
	if run.Cluster != "" {
		against += " as " + run.Cluster + " serves it"
	}
	sentences := []string{fmt.Sprintf("checked %s in %s against %s: %s", judged(s), read(s), against, verdict(s))}
	if s.OtherTargets > 0 {
		sentences = append(sentences, Count(s.OtherTargets, "file")+" judged against other releases, as the configuration says")
	}
	if s.Skipped > 0 {
		sentences = append(sentences, Count(s.Skipped, "document")+" held no Kubernetes object")
	}
	if s.Broken > 0 {
		sentences = append(sentences, Count(s.Broken, "Go file")+" with syntax errors, of which only the rest was judged (-v names them)")
	}
	if s.Templates > 0 {
		sentences = append(sentences, Count(s.Templates, "document")+
			" of templates not read whole (-v names them): render first, as in helm template CHART | apilint -")
	}
	if s.Unresolved > 0 {
		sentences = append(sentences, Count(s.Unresolved, "place")+" left open, since values decide (-v names them)")
	}
	return sentences
}

// read says what a run read: files, and of Go code the packages, or the files
// whose types are not known.
func read(s diagnostic.Summary) string {
	var parts []string
	if files := s.Files - s.Code; files > 0 || s.Code == 0 {
		parts = append(parts, Count(files, "file"))
	}
	if s.Packages > 0 {
		parts = append(parts, Count(s.Packages, "Go package"))
	}
	if s.Untyped > 0 {
		parts = append(parts, Count(s.Untyped, "Go file")+" by syntax alone")
	}
	return listed(parts)
}

// judged says what a run judged: the objects, and of other things those that
// there were.
func judged(s diagnostic.Summary) string {
	parts := []string{Count(s.Objects, "object")}
	if s.Configs > 0 {
		parts = append(parts, Count(s.Configs, "runtime configuration"))
	}
	if s.Endpoints > 0 {
		parts = append(parts, Count(s.Endpoints, "health endpoint"))
	}
	if s.Specs > 0 {
		parts = append(parts, Count(s.Specs, "API description"))
	}
	return listed(parts)
}

// listed joins words as people do.
func listed(parts []string) string {
	last := len(parts) - 1
	if last <= 0 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
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
	case found == nil && s.Judged() == 0:
		found = append(found, "nothing to judge")
	case found == nil:
		found = append(found, "no problems")
	}
	if s.Ignored > 0 {
		found = append(found, fmt.Sprintf("%d ignored", s.Ignored))
	}
	for _, left := range []struct {
		n    int
		what string
	}{{s.Baselined, "in the baseline"}, {s.Unchanged, "in unchanged lines"}, {s.Unsure, "below the confidence asked for"}, {s.Fixed, "fixed"}} {
		if left.n > 0 {
			found = append(found, fmt.Sprintf("%d %s", left.n, left.what))
		}
	}
	return strings.Join(found, ", ") + remedies(s)
}

// remedies tells what apilint can mend by itself.
func remedies(s diagnostic.Summary) string {
	switch {
	case s.Fixable > 0 && s.Unsafe > 0:
		return fmt.Sprintf("; %d fixable with --fix, %d more with --unsafe-fixes", s.Fixable, s.Unsafe)
	case s.Fixable > 0:
		return fmt.Sprintf("; %d fixable with --fix", s.Fixable)
	case s.Unsafe > 0:
		return fmt.Sprintf("; %d fixable with --fix --unsafe-fixes", s.Unsafe)
	}
	return ""
}

// Count writes a number of things: "1 file", "2 files".
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
