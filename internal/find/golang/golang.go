// Package golang finds what Go code leans on: the packages of an API's types
// and clients, calls of clients, groups and versions that are put together,
// REST paths. With the types of a package it does so exactly; without, by what
// a file says of itself.
package golang

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"path"
	"strings"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// Package is a Go package as far as its files need it to be understood.
type Package struct {
	Files  *token.FileSet
	Types  *types.Package // nil, as is Info, where types are not known
	Info   *types.Info    // with Types, Uses, Defs and Implicits; may have holes
	Lacks  LacksFunc      // nil where that is not known
	Gaps   bool           // not all of the types are known
	Module string         // the path of the module it belongs to, "" where there is none

	// Groups gives the groups of which the module defines versions anywhere in its
	// tree; nil where that is not known. It may be called by several goroutines at
	// once.
	Groups func() map[string]bool

	apis map[string]*apiPackage // by import path, nil for what holds no API
	own  map[string]bool        // the groups that the module defines, nil until asked for
}

// LacksFunc returns the module of Kubernetes' own that would hold the package of
// an import path and doesn't, as it is required; nil where it does, and where
// that is not known.
type LacksFunc func(importPath string) *reference.Requirement

// Findings are what a file holds.
type Findings struct {
	References []reference.Reference
	// Manifests are the strings that may hold Kubernetes objects.
	Manifests []source.Text
	// Requests are what is asked of API servers, and URLs are those of health
	// endpoints, of whatever server.
	Requests []Request
	URLs     []source.Text
	// Commands are the words of commands that may ask for a health endpoint.
	Commands [][]source.Text

	Confidence source.Confidence // of all that is found
	Gaps       bool              // not all types are known, so that there may be more
	Untyped    bool              // some of it is code, of which no types are known
	Broken     *Broken           // nil for what can be parsed; else only what parses was looked through
	Test       bool              // the file is a test, or for tests
	// Owns tells whether the module defines a group itself; nil where that is
	// not known.
	Owns func(group string) bool `json:"-"`
}

// Request is a request to an API server.
type Request struct {
	Path source.Text // as far as it is known: ${} stands for the rest
	Use  reference.Use
	Form string // how it is made, for messages
	// Client is what the client is called through which it is made, and what that
	// hangs on: "self.kubeClient".
	Client string
	// Confidence is how sure it is that an API server is asked.
	Confidence source.Confidence
}

// mentions tells whether a file can lean on Kubernetes: the first look at it.
func mentions(data []byte) bool {
	text := string(data)
	return strings.Contains(text, "k8s.io/") || strings.Contains(text, "apiVersion") || strings.Contains(text, "healthz")
}

// Parse finds what a file holds without knowing any types. Of what is not Go as a
// whole, such as a template of code, it reads what can be parsed.
func Parse(file *source.File) Findings {
	if !mentions(file.Data) {
		return Findings{Gaps: true, Untyped: true}
	}
	p := &Package{Files: token.NewFileSet()}
	syntax, err := parser.ParseFile(p.Files, file.Path, file.Data, parser.ParseComments|parser.SkipObjectResolution)
	found := p.Find(syntax, file)
	isGo := strings.HasSuffix(file.Path, ".go")
	found.Gaps, found.Untyped = true, isGo || syntax.Name.Name != "" && syntax.Name.Name != "_" // as the parser calls what has no name
	if isGo {
		found.Broken = brokenAt(err)
	}
	return found
}

// Broken is where and why a file isn't Go code as a whole.
type Broken struct {
	Offset int
	Reason string
}

// brokenAt reads the first error of the parser, nil if there is none.
func brokenAt(err error) *Broken {
	var errs scanner.ErrorList
	switch {
	case err == nil:
		return nil
	case errors.As(err, &errs) && len(errs) > 0:
		return &Broken{errs[0].Pos.Offset, errs[0].Msg}
	}
	return &Broken{Reason: err.Error()}
}

// Find finds what a file of the package holds. The file was parsed from the
// bytes given.
func (p *Package) Find(syntax *ast.File, file *source.File) Findings {
	if isGenerated(syntax) {
		return Findings{}
	}
	isUntyped := p.Types != nil && p.Types.Name() != syntax.Name.Name
	if isUntyped { // of another package than the rest, and passed over when types were checked
		p = &Package{Files: p.Files, Lacks: p.Lacks, Module: p.Module, Gaps: true}
	}
	s := &search{
		Package: p, source: file, tokens: p.Files.File(syntax.FileStart),
		imports: map[string]*imported{}, chained: map[*ast.CallExpr]bool{}, newer: map[*ast.FuncDecl]token.Pos{}, words: map[ast.Expr]bool{},
	}
	s.Confidence, s.Findings.Gaps, s.Untyped = source.High, p.Gaps, isUntyped
	s.Test = p.isTest(syntax, file.Path)
	if p.Info == nil {
		s.Confidence = source.Medium
		s.constants = constantsOf(syntax)
	}
	for _, spec := range syntax.Imports {
		s.addImport(spec)
	}
	ast.PreorderStack(syntax, nil, s.visit)
	s.yieldImports()
	s.definitions(syntax)
	s.lacking()
	if p.Info != nil {
		p.ownGroups() // while nobody else reads packages
		s.Owns = p.ownsGroup
	}
	return s.Findings
}

// isTest tells whether a file is a test or there for tests: by its name, by
// where it lies, or by what it imports.
func (p *Package) isTest(syntax *ast.File, name string) bool {
	if strings.HasSuffix(name, "_test.go") {
		return true
	}
	dir := path.Dir(name)
	if p.Types != nil {
		dir = strings.TrimPrefix(p.Types.Path(), originOf(p.Module))
	} else if path.IsAbs(dir) {
		dir = ""
	}
	for _, word := range strings.FieldsFunc(dir, func(c rune) bool { return c == '/' || c == '-' || c == '_' }) {
		if testSupport[word] {
			return true
		}
	}
	for _, spec := range syntax.Imports {
		if testSupport[importPath(spec)] {
			return true
		}
	}
	return false
}

// testSupport are the names of directories that hold what tests need, and the
// packages that only tests need.
var testSupport = map[string]bool{
	"test": true, "tests": true, "testing": true, "testdata": true, "testutil": true, "testutils": true, "e2e": true,
	"github.com/onsi/ginkgo": true, "github.com/onsi/ginkgo/v2": true, "github.com/onsi/gomega": true,
	"github.com/stretchr/testify/assert": true, "github.com/stretchr/testify/mock": true,
	"github.com/stretchr/testify/require": true, "github.com/stretchr/testify/suite": true,
}

// search is the look through one file.
type search struct {
	*Package
	Findings
	source      *source.File
	tokens      *token.File
	imports     map[string]*imported        // of API packages, by the name they have in the file
	ordered     []*imported                 // in the order of the file
	names       map[string]string           // without types: the paths of all imports by their names
	constants   map[string]ast.Expr         // without types: the file's own constants
	usesClients bool                        // the file imports a clientset of Kubernetes' own
	chained     map[*ast.CallExpr]bool      // calls that a longer chain of calls speaks for
	newer       map[*ast.FuncDecl]token.Pos // where functions name /livez or /readyz
	words       map[ast.Expr]bool           // of commands that were noted
	stack       []ast.Node                  // around the node at hand
}

// maxDepth is how deep in the syntax is looked. Strings that are put together of
// more parts are read from the top.
const maxDepth = 2000

// visit looks at a node.
func (s *search) visit(node ast.Node, stack []ast.Node) bool {
	s.stack = stack
	if len(stack) > maxDepth {
		return false
	}
	switch node := node.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.SelectorExpr:
		s.selector(node)
	case *ast.Ident:
		s.dotted(node)
	case *ast.CompositeLit:
		s.composite(node)
		s.command(node.Elts)
	case *ast.AssignStmt:
		s.assignment(node)
	case *ast.CallExpr:
		s.call(node)
		s.command(node.Args)
	case *ast.BinaryExpr:
		s.text(node)
	case *ast.BasicLit:
		s.text(node)
	}
	return true
}

// yield adds a reference to an API, at the node at hand.
func (s *search) yield(span source.Span, api *reference.API) {
	s.yieldAs(span, api, s.isRecognition(true))
}

func (s *search) yieldAs(span source.Span, api *reference.API, recognized bool) {
	if api.Version() == "" || strings.HasPrefix(api.Version(), "__") || api.Version() == "*" || isPlaceholder(api) {
		return
	}
	s.References = append(s.References, reference.Reference{Span: span, Confidence: s.Confidence, Subject: api, Recognized: recognized})
}

// isPlaceholder tells of what is only filled in when the program runs.
func isPlaceholder(api *reference.API) bool {
	return strings.ContainsAny(api.APIVersion+api.Kind+api.Resource, "%${}<>")
}

// spanOf is the place of a node in the file; of a string what is between its
// quotes.
func (s *search) spanOf(node ast.Node) source.Span {
	span := source.Span{Start: s.tokens.Offset(node.Pos()), End: s.tokens.Offset(node.End())}
	if lit, ok := node.(*ast.BasicLit); ok && lit.Kind == token.STRING && span.End-span.Start >= 2 {
		span.Start++
		span.End--
	}
	return span
}

// importPath is what a file imports.
func importPath(spec *ast.ImportSpec) string { return strings.Trim(spec.Path.Value, "`\"") }

// unvendored takes the place where a GOPATH keeps a copy off an import path.
func unvendored(importPath string) string {
	if _, after, found := cutLast(importPath, "/vendor/"); found {
		return after
	}
	return strings.TrimPrefix(importPath, "vendor/")
}

func cutLast(s, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(s, separator); i >= 0 {
		return s[:i], s[i+len(separator):], true
	}
	return s, "", false
}

// lastTwo returns the last two elements of a path.
func lastTwo(importPath string) (dir, base string) {
	return path.Base(path.Dir(importPath)), path.Base(importPath)
}
