// Package analyzers shows the rules that speak of Go code as analyzers of
// golang.org/x/tools/go/analysis, for go vet, gopls, golangci-lint and other
// programs that run such. One pass finds and judges what a package leans on;
// each analyzer reports what its rule says. None needs facts of other packages.
package analyzers

import (
	"errors"
	"flag"
	"fmt"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"time"

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
	KubernetesVersion string `json:"kubernetes-version"`
	// Severity leaves out what is less severe: "info", "warning" or "error"; by
	// default "warning".
	Severity string `json:"severity"`
	// Tests has tests judged like other code. By default what is found in them
	// is of severity info.
	Tests bool `json:"tests"`
}

// Flags declares the settings as flags.
func (s *Settings) Flags(flags *flag.FlagSet) {
	flags.Func("kubernetes-version", "judge against this release or range of releases of Kubernetes, as 1.37 or 1.31..1.37 (default: the newest known)",
		func(value string) error {
			s.KubernetesVersion = value
			_, err := s.target()
			return err
		})
	flags.Func("severity", "leave out what is less severe than this: info, warning or error (default: warning)",
		func(value string) error {
			s.Severity = value
			_, err := s.severity()
			return err
		})
	flags.BoolVar(&s.Tests, "tests", s.Tests, "judge tests like other code, not as info")
}

// Validate tells what is wrong with the settings.
func (s *Settings) Validate() error {
	if _, err := s.target(); err != nil {
		return fmt.Errorf("kubernetes-version: %w", err)
	}
	if _, err := s.severity(); err != nil {
		return fmt.Errorf("severity: %w", err)
	}
	return nil
}

// target is the releases to judge against.
func (s *Settings) target() (apiversion.Range, error) {
	known := openapi.Builtin().Releases()
	if s.KubernetesVersion == "" {
		return apiversion.Range{From: known.To, To: known.To}, nil
	}
	target, err := apiversion.ParseRange(s.KubernetesVersion)
	if err == nil && (!known.Contains(target.From) || !known.Contains(target.To)) {
		err = fmt.Errorf("%q is not among the releases that this apilint knows, %s to %s", s.KubernetesVersion, known.From, known.To)
	}
	return target, err
}

// severity is the least severity that is reported.
func (s *Settings) severity() (diagnostic.Severity, error) {
	if s.Severity == "" {
		return diagnostic.Warning, nil
	}
	return diagnostic.ParseSeverity(s.Severity)
}

// New returns an analyzer for each rule that speaks of Go code. The settings
// are read when the first package is analyzed.
func New(settings *Settings) []*analysis.Analyzer {
	judge := &analysis.Analyzer{
		Name:             "apilint",
		Doc:              "find and judge what code leans on of the Kubernetes API",
		URL:              "https://github.com/apilint/apilint",
		RunDespiteErrors: true,
		ResultType:       reflect.TypeFor[*verdict](),
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
			pass.ResultOf[judge].(*verdict).report(pass, rule)
			return nil, nil
		},
	}
}

// NameOf is the name of a rule's analyzer, its id as a Go identifier.
func NameOf(rule *rules.Rule) string { return strings.ReplaceAll(rule.ID, "-", "") }

// judge looks through a package.
func (s *Settings) judge(pass *analysis.Pass) (*verdict, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	target, _ := s.target()
	severity, _ := s.severity()
	options := &lint.Options{Facts: rules.Facts{Target: target, Catalog: openapi.Builtin(), Tests: s.Tests}, Rules: rules.All,
		Today: time.Now().Format(time.DateOnly)}
	pkg := &golang.Package{Files: pass.Fset, Types: pass.Pkg, Info: pass.TypesInfo, Gaps: len(pass.TypeErrors) > 0}
	if pass.Module != nil {
		pkg.Module, pkg.Groups = pass.Module.Path, groupsAround(pass)
	}
	files, unread := judgeFiles(pass, pkg, options)
	return &verdict{said: report(files, severity), unread: unread}, nil
}

// groupsAround gives the groups of which the module around a package defines
// versions. Its tree is looked through when that is asked for.
func groupsAround(pass *analysis.Pass) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		for _, syntax := range pass.Files {
			if name := pass.Fset.File(syntax.FileStart).Name(); filepath.IsAbs(name) {
				return golang.GroupsBelow(golang.ModuleDir(filepath.Dir(name)))
			}
		}
		return nil
	})
}

// judged is what the engine says of a file.
type judged struct {
	lint.Result
	place
}

// judgeFiles judges the files of a package. What is unread are those whose text
// is not that which was compiled.
func judgeFiles(pass *analysis.Pass, pkg *golang.Package, options *lint.Options) (all []judged, unread []analysis.Diagnostic) {
	learned := &lint.Learned{}
	for _, syntax := range pass.Files {
		file := pass.Fset.File(syntax.FileStart)
		read, err := readAsCompiled(pass, file)
		if err != nil {
			unread = append(unread, analysis.Diagnostic{Pos: syntax.FileStart, Category: rules.SyntaxID,
				Message: rules.SyntaxID + ": nothing in this file was judged: " + err.Error()})
			continue
		}
		result := lint.CheckGo(read, options, pkg.Find(syntax, read))
		learned.Add(&result)
		all = append(all, judged{result, place{file, golang.IsCgoCopy(syntax)}})
	}
	for i := range all {
		all[i].Settle(options, learned)
	}
	return all, unread
}

// readAsCompiled reads a file, which must still be as long as it was when it was
// compiled: else what is found in its syntax would be looked for elsewhere.
func readAsCompiled(pass *analysis.Pass, file *token.File) (*source.File, error) {
	data, err := pass.ReadFile(file.Name())
	switch {
	case err != nil:
		return nil, fmt.Errorf("it can't be read: %w", source.Reason(err))
	case len(data) != file.Size():
		return nil, errors.New("it has changed since it was compiled: run this again")
	}
	return &source.File{Path: file.Name(), Data: data}, nil
}

// report picks what is to be reported.
func report(files []judged, severity diagnostic.Severity) []said {
	var all []said
	for _, f := range files {
		for _, d := range f.Diagnostics {
			if d.Severity >= severity {
				all = append(all, said{d, f.place})
			}
		}
	}
	return all
}
