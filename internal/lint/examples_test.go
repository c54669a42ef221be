package lint

import (
	"testing"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/rules"
)

// check judges a text by all rules on a range of releases.
func check(t *testing.T, target, path, text string) []diagnostic.Diagnostic {
	t.Helper()
	releases, err := apiversion.ParseRange(target)
	if err != nil {
		t.Fatal(err)
	}
	options := &Options{Facts: rules.Facts{Target: releases, Catalog: openapi.Builtin()}, Rules: rules.All}
	result := Check(&source.File{Path: path, Data: []byte(text)}, options)
	learned := &Learned{}
	learned.Add(&result)
	result.Settle(options, learned)
	return result.Diagnostics
}

func TestExamples(t *testing.T) {
	for _, rule := range rules.All {
		t.Run(rule.ID, func(t *testing.T) {
			bad := check(t, rule.Bad.Target, rule.Bad.NameAs("bad.yaml"), rule.Bad.Text)
			if len(bad) != 1 || bad[0].Rule != rule.ID || bad[0].Severity != rule.Severity {
				t.Errorf("the bad example gives %+v, want this rule and only this", bad)
			}
			if good := check(t, rule.Good.Target, rule.Good.NameAs("good.yaml"), rule.Good.Text); len(good) != 0 {
				t.Errorf("the good example gives %+v, want silence", good)
			}
			if edits, n := Fix(bad, diagnostic.Unsafe); n > 0 {
				fixed := Rewrite([]byte(rule.Bad.Text), edits)
				if left := check(t, rule.Bad.Target, rule.Bad.NameAs("bad.yaml"), string(fixed)); len(left) != 0 {
					t.Errorf("the fixed bad example gives %+v, want silence", left)
				}
			}
			for _, text := range []string{rule.ID, rule.Summary, rule.Doc} {
				if text == "" {
					t.Error("a text is missing")
				}
			}
		})
	}
}
