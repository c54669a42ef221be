package analyzers

import (
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/apilint/apilint/rules"
)

// all returns an analyzer that reports what all analyzers do.
func all(settings *Settings) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "all", Doc: "what all analyzers report", ResultType: reflect.TypeFor[[]said](),
		Run: func(pass *analysis.Pass) (any, error) {
			found, err := settings.judge(pass)
			for _, s := range found {
				pass.Report(s.diagnostic())
			}
			return found, err
		},
	}
}

func operator(t *testing.T) string {
	dir, err := filepath.Abs("testdata/operator")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// Each construct, found and left alone.
func TestConstructs(t *testing.T) {
	analysistest.Run(t, operator(t), all(&Settings{}), "./...")
}

// Each rule is an analyzer, named after it, that reports what it says; fixes
// that are safe come along.
func TestAnalyzers(t *testing.T) {
	named := map[string]*analysis.Analyzer{}
	for _, analyzer := range New(&Settings{}) {
		named[analyzer.Name] = analyzer
	}
	for _, rule := range rules.All {
		if named[NameOf(rule)] == nil && rule.ID != rules.SyntaxID {
			t.Errorf("%s is no analyzer", rule.ID)
		}
	}
	analysistest.RunWithSuggestedFixes(t, operator(t), named["apiserverhealthz"], "./probes")
	analysistest.Run(t, operator(t), named["removedapi"], "./recognized", "./scheme")
}

// What is only recognized, and what stands in tests, is an info; with Tests
// tests are judged like other code.
func TestInfos(t *testing.T) {
	for _, f := range []struct {
		settings Settings
		pattern  string
		want     string
	}{
		{Settings{Severity: "info"}, "./recognized", "[recognized.go:6:10 error recognized.go:11:19 info recognized.go:13:29 info]"},
		{Settings{}, "./recognized", "[recognized.go:6:10 error]"},
		{Settings{Severity: "info", KubernetesVersion: "1.24"}, "./tested", "[tested_test.go:3:14 info tested_test.go:3:14 info]"},
		{Settings{Tests: true}, "./tested", "[tested_test.go:3:14 error]"},
		{Settings{}, "./tested", "[]"},
	} {
		got := []string{}
		for _, result := range analysistest.Run(silent{t}, operator(t), all(&f.settings), f.pattern) {
			for _, s := range result.Result.([]said) {
				got = append(got, fmt.Sprintf("%s:%d:%d %s", filepath.Base(s.File), s.Start.Line, s.Start.Column, s.Severity))
			}
		}
		if fmt.Sprint(got) != f.want {
			t.Errorf("%+v in %s gives %v, want %s", f.settings, f.pattern, got, f.want)
		}
	}
}

// silent doesn't mind what the comments in the code want.
type silent struct{ *testing.T }

func (silent) Errorf(string, ...any) {}
