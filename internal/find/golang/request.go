package golang

import (
	"bytes"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// request finds the paths that a rest.Request asks for.
func (s *search) request(call *ast.CallExpr) {
	name, sure, isRequest := s.requestMethod(call)
	if !isRequest || len(call.Args) == 0 {
		return
	}
	b := &textWriter{search: s, TextBuilder: source.TextBuilder{From: s.source.Text()}}
	for i, arg := range call.Args {
		if i > 0 || name == "Suffix" || name == "AbsPath" && !s.beginsWithSlash(arg) { // which joins what it is given
			b.Write("/", s.tokens.Offset(arg.Pos()))
		}
		if value, ok := s.assignedOnce(arg); ok {
			b.hasString = true
			b.Write(value, s.tokens.Offset(arg.Pos()))
			continue
		}
		b.expression(arg)
	}
	if b.hasString && !s.triesNewer() {
		s.Requests = append(s.Requests, Request{Path: b.Text(), Use: s.useOfRequest(), Form: name, Client: clientOf(call), Confidence: sure})
	}
}

// beginsWithSlash tells of what a path begins with, as far as that is known, if
// it is one. Of what isn't known it is assumed.
func (s *search) beginsWithSlash(e ast.Expr) bool {
	text, _ := s.textOf(e)
	return len(text.Data) == 0 || text.Data[0] == '/' || bytes.HasPrefix(text.Data, []byte(placeholder))
}

// requestMethod returns the name of the method of a rest.Request that a call
// calls. Where types are missing, a chain of calls tells it that begins with the
// client of a group or of discovery, as in c.Discovery().RESTClient().Get().AbsPath("/healthz").
func (s *search) requestMethod(call *ast.CallExpr) (name string, sure source.Confidence, isRequest bool) {
	importPath, receiver, name := s.callee(call)
	switch {
	case importPath == restPackage && receiver == "Request":
		return name, s.Confidence, true
	case importPath == "" && name != "Suffix" && s.hasNoType(call.Fun) && isOnRESTClient(call):
		return name, min(s.Confidence, source.Medium), true
	}
	return "", 0, false
}

func (s *search) hasNoType(e ast.Expr) bool { return s.Info == nil || isInvalid(s.Info.TypeOf(e)) }

// isOnRESTClient tells whether a chain of calls goes through a call of the method
// RESTClient.
func isOnRESTClient(call *ast.CallExpr) bool {
	for depth := 0; depth < maxParts; depth++ {
		selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return false
		}
		if call, ok = ast.Unparen(selector.X).(*ast.CallExpr); !ok {
			return false
		}
		if inner, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && inner.Sel.Name == "RESTClient" && len(call.Args) == 0 {
			return true
		}
	}
	return false
}

// clientOf returns the names that a chain of calls begins with.
func clientOf(e ast.Expr) string {
	var names []string
	for range maxParts {
		switch x := ast.Unparen(e).(type) {
		case *ast.CallExpr:
			e, names = x.Fun, nil
			continue
		case *ast.SelectorExpr:
			e, names = x.X, append(names, x.Sel.Name)
			continue
		case *ast.Ident:
			names = append(names, x.Name)
		}
		break
	}
	slices.Reverse(names)
	return strings.Join(names, ".")
}

// useOfRequest tells what a request for a health endpoint is for.
func (s *search) useOfRequest() reference.Use {
	for i := len(s.stack) - 1; i >= 0; i-- {
		switch parent := s.stack[i].(type) {
		case *ast.ForStmt:
			return reference.Wait
		case *ast.CallExpr:
			if importPath, _, _ := s.callee(parent); strings.HasPrefix(importPath, "k8s.io/apimachinery/pkg/util/wait") {
				return reference.Wait
			}
		}
	}
	return reference.Call
}

// triesNewer tells whether the function at hand has asked for the endpoints
// that replace /healthz before, and asks for /healthz under a condition: that is
// for old servers.
func (s *search) triesNewer() bool {
	var function *ast.FuncDecl
	isConditional := false
	for _, node := range s.stack {
		switch node := node.(type) {
		case *ast.FuncDecl:
			function = node
		case *ast.IfStmt, *ast.CaseClause:
			isConditional = true
		}
	}
	if function == nil || !isConditional {
		return false
	}
	first := s.firstNewer(function)
	return first.IsValid() && first < s.stack[len(s.stack)-1].Pos()
}

// firstNewer returns where a function first names an endpoint that replaces
// /healthz.
func (s *search) firstNewer(function *ast.FuncDecl) token.Pos {
	first, known := s.newer[function]
	if known {
		return first
	}
	ast.Inspect(function, func(node ast.Node) bool {
		if lit, ok := node.(*ast.BasicLit); ok && !first.IsValid() && (strings.Contains(lit.Value, "livez") || strings.Contains(lit.Value, "readyz")) {
			first = lit.Pos()
		}
		return !first.IsValid()
	})
	s.newer[function] = first
	return first
}

// url notes a string that may be the URL of a health endpoint. What is added to
// the host of a rest.Config is a request to an API server.
func (s *search) url(e ast.Expr) {
	if s.words[e] || s.triesNewer() || s.isSaid() {
		return
	}
	if sum, ok := e.(*ast.BinaryExpr); ok && s.isServerHost(sum.X) {
		if path, ok := s.textOf(sum.Y); ok {
			s.Requests = append(s.Requests, Request{Path: path, Use: s.useOfRequest(), Form: "rest.Config.Host", Confidence: s.Confidence})
		}
		return
	}
	text, ok := s.textOf(e)
	switch {
	case !ok || bytes.IndexByte(text.Data, '\n') >= 0 || !bytes.Contains(text.Data, []byte("://")):
	case isURL.Match(text.Data):
		s.URLs = append(s.URLs, text)
	case isRequest.Match(text.Data):
		s.Commands = append(s.Commands, []source.Text{text})
	}
}

var (
	// isURL matches a text that is a URL and nothing else.
	isURL = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z0-9+.-]*|%s|\$\{\})://\S*$`)
	// isRequest matches a command of a shell that asks for a URL.
	isRequest = regexp.MustCompile(`^\s*(?:sudo |timeout \S+ |until |while |if |! )*\S*(?:curl|wget)\s`)
)

// isServerHost tells whether an expression is the Host of a rest.Config.
func (s *search) isServerHost(e ast.Expr) bool {
	selector, ok := e.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "Host" || s.Info == nil {
		return false
	}
	return isNamed(typeOrNil(s.Info, selector.X), restPackage, "Config")
}

// probe finds the path of a probe in a container that runs a kube-apiserver.
func (s *search) probe(lit *ast.CompositeLit) {
	path := fields(lit, nil)["Path"]
	if path == nil {
		return
	}
	var use reference.Use
	for i := len(s.stack) - 1; i >= 0; i-- {
		switch parent := s.stack[i].(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return
		case *ast.KeyValueExpr:
			if key, ok := parent.Key.(*ast.Ident); ok && probes[key.Name] != "" {
				use = probes[key.Name]
			}
		case *ast.CompositeLit:
			if _, name := s.named(parent, s.writtenType(parent)); name != "Container" {
				continue
			}
			if text, ok := s.textOf(path); ok && use != "" && s.runsAPIServer(parent) {
				s.Requests = append(s.Requests, Request{Path: text, Use: use, Form: string(use), Confidence: s.Confidence})
			}
			return
		}
	}
}

// probes are what the probes of a container are for, by their fields.
var probes = map[string]reference.Use{
	"LivenessProbe": reference.Liveness, "ReadinessProbe": reference.Readiness, "StartupProbe": reference.Startup,
}

// runsAPIServer tells whether a container is that of a kube-apiserver: by its
// name, or by the first word of its command.
func (s *search) runsAPIServer(container *ast.CompositeLit) bool {
	values := fields(container, nil)
	if name, _ := s.constant(values["Name"]); name == "kube-apiserver" {
		return true
	}
	command, ok := values["Command"].(*ast.CompositeLit)
	if !ok || len(command.Elts) == 0 {
		return false
	}
	program, _ := s.constant(command.Elts[0])
	return program == "kube-apiserver" || strings.HasSuffix(program, "/kube-apiserver")
}
