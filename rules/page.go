package rules

// pages is where the rules' pages stand: those in docs/rules, made from the
// rules' texts, on the main branch.
const pages = "https://github.com/apilint/apilint/blob/main/docs/rules/"

// URL returns the address of the rule's page, for reports, editors and the Go
// tool.
func (r *Rule) URL() string { return pages + r.ID + ".md" }
