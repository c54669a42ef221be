package reference

import "github.com/apilint/apilint/internal/source"

// Ignore is a comment or an annotation that asks not to report findings.
type Ignore struct {
	Form   string // "comment" or "annotation", for messages
	Fault  string // why it can't be understood, "" if it can
	Help   string // what to write instead
	Silent bool   // it gives no reason
	// Unused is a rule that it names without ignoring anything, "" for none.
	// Deleting the bytes of Delete takes the rule, or all of it, away; they are
	// empty where only a person can. It is safe unless they are a part of what
	// a string says.
	Unused   string
	Delete   source.Span
	InString bool
}

func (*Ignore) isSubject() {}
