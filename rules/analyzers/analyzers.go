// Package analyzers shows the rules that speak of Go code as analyzers of
// golang.org/x/tools/go/analysis, for go vet, gopls, golangci-lint and other
// programs that run such. One pass finds and judges what a package leans on;
// each analyzer reports what its rule says. None needs facts of other packages.
package analyzers

import (
	"flag"
	"fmt"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/find/golang"
	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/rules"
)

// Settings say how code is judged. The zero value stands for the defaults.
type Settings struct {
	// KubernetesVersion is the release or the range of releases to judge
	// against, as 1.37 or 1.31..1.37; by default the newest known.
	KubernetesVersion string
	// Severity leaves out what is less severe: "info", "warning" or "error"; by
	// default "warning".
	Severity string
	// Tests has tests judged like other code. By default what is found in them
	// is of severity info.
	Tests bool
}

// Flags declares the settings as flags.
func (s *Settings) Flags(flags *flag.FlagSet) {
	flags.StringVar(&s.KubernetesVersion, "kubernetes-version", s.KubernetesVersion, "judge against this release or range of releases of Kubernetes, as 1.37 or 1.31..1.37 (default: the newest known)")
	flags.StringVar(&s.Severity, "severity", s.Severity, "leave out what is less severe than this: info, warning or error (default: warning)")
	flags.BoolVar(&s.Tests, "tests", s.Tests, "judge tests like other code, not as info")
}

// New returns an analyzer for each rule that speaks of Go code. The settings
// are read when the first package is analyzed.
func New(settings *Settings) []*analysis.Analyzer {
	judge := &analysis.Analyzer{
		Name:             "apilint",
		Doc:              "find and judge what code leans on of the Kubernetes API",
		URL:              "https://github.com/apilint/apilint",
		RunDespiteErrors: true,
		ResultType:       reflect.TypeFor[[]said](),
		Run:              func(pass *analysis.Pass) (any, error) { return settings.judge(pass) },
	}
	var all []*analysis.Analyzer
	for _, rule := range rules.All {
		if rule.ID != rules.SyntaxID {
			all = append(all, analyzerOf(rule, judge))
		}
	}
	return all
}

// analyzerOf returns the analyzer that reports what a rule says.
func analyzerOf(rule *rules.Rule, judge *analysis.Analyzer) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name:             NameOf(rule),
		Doc:              rule.Summary + "\n\n" + rule.Doc,
		RunDespiteErrors: true,
		Requires:         []*analysis.Analyzer{judge},
		Run: func(pass *analysis.Pass) (any, error) {
			for _, s := range pass.ResultOf[judge].([]said) {
				if s.Rule == rule.ID {
					pass.Report(s.diagnostic())
				}
			}
			return nil, nil
		},
	}
}

// NameOf is the name of a rule's analyzer, its id as a Go identifier.
func NameOf(rule *rules.Rule) string { return strings.ReplaceAll(rule.ID, "-", "") }

// options are the settings as the engine wants them.
func (s *Settings) options() (*lint.Options, diagnostic.Severity, error) {
	known := openapi.Builtin().Releases()
	target := apiversion.Range{From: known.To, To: known.To}
	if s.KubernetesVersion != "" {
		var err error
		if target, err = apiversion.ParseRange(s.KubernetesVersion); err != nil {
			return nil, 0, fmt.Errorf("kubernetes-version: %w", err)
		}
		if !known.Contains(target.From) || !known.Contains(target.To) {
			return nil, 0, fmt.Errorf("kubernetes-version: %q is not among the releases that this apilint knows, %s to %s", s.KubernetesVersion, known.From, known.To)
		}
	}
	severity := diagnostic.Warning
	if s.Severity != "" {
		var err error
		if severity, err = diagnostic.ParseSeverity(s.Severity); err != nil {
			return nil, 0, fmt.Errorf("severity: %w", err)
		}
	}
	facts := rules.Facts{Target: target, Catalog: openapi.Builtin(), Tests: s.Tests}
	return &lint.Options{Facts: facts, Rules: rules.All}, severity, nil
}

// judge looks through a package.
func (s *Settings) judge(pass *analysis.Pass) ([]said, error) {
	options, severity, err := s.options()
	if err != nil {
		return nil, err
	}
	pkg := &golang.Package{Files: pass.Fset, Types: pass.Pkg, Info: pass.TypesInfo}
	if pass.Module != nil {
		pkg.Module = pass.Module.Path
	}
	on := rules.SwitchedOn{}
	results := make([]lint.Result, len(pass.Files))
	for i, syntax := range pass.Files {
		file := pass.Fset.File(syntax.FileStart)
		data, err := pass.ReadFile(file.Name())
		if err != nil || len(data) != file.Size() {
			continue // what cgo makes of a file, and the like
		}
		read := &source.File{Path: file.Name(), Data: data}
		results[i] = lint.CheckGo(read, options, pkg.Find(syntax, read))
		on.Add(results[i].SwitchedOn)
	}
	var all []said
	for i := range results {
		results[i].Settle(on)
		for _, d := range results[i].Diagnostics {
			if d.Severity >= severity {
				all = append(all, said{d, pass.Fset.File(pass.Files[i].FileStart)})
			}
		}
	}
	return all, nil
}
