package analyzers

import (
	"go/token"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/rules"
)

// verdict is what is said of a package.
type verdict struct {
	said   []said
	unread []analysis.Diagnostic
	once   sync.Once // for what is unread, whichever analyzers run
}

// report reports what a rule says, and once what could not be judged.
func (v *verdict) report(pass *analysis.Pass, rule *rules.Rule) {
	v.once.Do(func() {
		for _, d := range v.unread {
			pass.Report(d)
		}
	})
	for _, s := range v.said {
		if s.Rule == rule.ID {
			pass.Report(s.diagnostic())
		}
	}
}

// said is what a rule says of a place in a file.
type said struct {
	diagnostic.Diagnostic
	place
}

// place is a file that was analyzed.
type place struct {
	file   *token.File
	isCopy bool // the bytes are not those of the file as it was written
}

// diagnostic says the same in the terms of the analysis package. Drivers show
// little more than the message, so that all that a reader needs stands in it.
func (s said) diagnostic() analysis.Diagnostic {
	d := analysis.Diagnostic{Category: s.Rule, Message: s.message()}
	d.Pos, d.End = s.at(s.Span)
	for _, related := range s.Related {
		if related.File == s.File {
			pos, end := s.at(related.Span)
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: pos, End: end, Message: related.Message})
		}
	}
	if s.Fix != nil && s.Fix.Safety == diagnostic.Safe && !s.isCopy {
		fix := analysis.SuggestedFix{Message: s.Fix.Description}
		for _, edit := range s.Fix.Edits {
			pos, end := s.at(edit.Span)
			fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{Pos: pos, End: end, NewText: []byte(edit.Text)})
		}
		d.SuggestedFixes = []analysis.SuggestedFix{fix}
	}
	return d
}

func (s said) message() string {
	message := s.Rule + ": " + s.Message
	if s.Help != "" {
		message += "; " + s.Help
	}
	return message
}

func (s said) at(span source.Span) (pos, end token.Pos) {
	return s.file.Pos(span.Start), s.file.Pos(span.End)
}
