// Package rules holds the judgement of apilint: each rule looks at a reference,
// asks the catalog, and says what becomes of the reference on the target
// releases. A rule knows no input format.
package rules

import (
	"github.com/apilint/apilint/internal/diagnostic"
)

// Rule is one rule. Its texts are its only documentation: `apilint explain`,
// the table in the README and the reports are made from them.
type Rule struct {
	ID       string              // names the pattern, reads after "allow": removed-api
	Group    string              // names it together with others: api, health
	Severity diagnostic.Severity // of its diagnostics
	Off      bool                // it speaks only where it is selected by name
	Summary  string              // one sentence for tables, without a full stop
	Doc      string              // what it finds, why that matters and what to do, in Markdown
	Bad      Example             // this rule and no other speaks
	Good     Example             // silence

	// Check says what is wrong with the case, nil when nothing is. It fills
	// the texts, and the span where the fault lies elsewhere than the
	// reference does.
	Check func(*Case) *diagnostic.Diagnostic
}

// NameAs returns the name of the example's file, or what stands in its place.
func (e *Example) NameAs(name string) string {
	if e.File != "" {
		return e.File
	}
	return name
}

// Example is an input that shows a rule at work. Tests run it.
type Example struct {
	Target string // the target releases: "1.25", "1.20..1.25"
	Text   string // a manifest, or what File is
	File   string // its name, "" for that of a manifest
}

// All lists the rules, in the order in which they are documented.
var All = []*Rule{
	removedAPI,
	deprecatedAPI,
	futureAPI,
	unservedAPI,
	unknownAPI,
	malformedAPIVersion,
	alphaAPI,
	betaAPI,
	runtimeConfigRefused,
	runtimeConfigNoEffect,
	runtimeConfigAlpha,
	runtimeConfigCoreOff,
	runtimeConfigExpiring,
	runtimeConfigQuoting,
	chartKubeVersion,
	deadBranch,
	kustomizeDeprecatedField,
	apiserverHealthz,
	healthOutputParsed,
	healthStatusIgnored,
	individualHealthCheck,
	shutdownDelayUnseen,
	malformedIgnore,
	ignoreWithoutReason,
	unusedIgnore,
	crdVersionName,
	crdStoresUnstable,
	crdNoStableVersion,
	crdVersionOrder,
	crdUnservedStorage,
	crdRemovedStoredVersion,
	crdUnapprovedGroup,
	specVersionName,
	specPathMismatch,
	clientSkew,
	syntax,
}
