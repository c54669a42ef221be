package golang

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// maxWords is how many words of one command are looked at.
const maxWords = 100

// runsScript matches the options of a shell, that to run a script last.
var runsScript = regexp.MustCompile(`^-[a-z]*c$`)

// command notes the words of a command that may ask for a health endpoint: the
// arguments of a call or the items of a list, from the program on.
func (s *search) command(words []ast.Expr) {
	if len(words) < 2 || len(words) > maxWords {
		return
	}
	start := -1
	for i, word := range words {
		lit, ok := word.(*ast.BasicLit)
		if !ok {
			continue
		}
		value, _ := s.constant(lit)
		if strings.HasPrefix(value, "--raw=") || value == "--raw" || runsScript.MatchString(value) && i > 0 && s.isShell(words[i-1]) {
			start = i
			break
		}
	}
	if start < 0 || !slices.ContainsFunc(words[start:], s.namesHealthz) || s.triesNewer() {
		return
	}
	var all []source.Text
	for _, word := range words[max(0, start-1):] {
		text, ok := s.textOf(word)
		if ok || len(text.Data) > 0 {
			all = append(all, text)
		}
		s.words[word] = true
	}
	s.Commands = append(s.Commands, all)
}

// isShell tells whether an expression names a shell.
func (s *search) isShell(e ast.Expr) bool {
	value, _ := s.constant(e)
	switch path.Base(value) {
	case "sh", "bash", "ash", "dash":
		return true
	}
	return false
}

// namesHealthz tells whether what an expression says has the name in it.
func (s *search) namesHealthz(e ast.Expr) bool {
	span := s.spanOf(e)
	return strings.Contains(string(s.source.Data[span.Start:span.End]), "healthz")
}

// isSaid tells whether the node at hand is an argument of a function that tells
// people what it is given.
func (s *search) isSaid() bool {
	for i := len(s.stack) - 1; i >= 0; i-- {
		switch parent := s.stack[i].(type) {
		case *ast.CallExpr:
			if importPath, _, name := s.callee(parent); !strings.HasPrefix(name, "Sprint") {
				return isTeller(importPath, name)
			}
		case *ast.ParenExpr, *ast.BinaryExpr:
		default:
			return false
		}
	}
	return false
}

// isTeller tells whether a function tells people something, by its package or
// its name.
func isTeller(importPath, name string) bool {
	switch path.Base(importPath) {
	case "log", "errors", "slog", "klog", "logrus", "zap":
		return true
	}
	for _, start := range []string{"Log", "Print", "Fprint", "Error", "Warn", "Info", "Debug", "Trace", "Fatal", "Panic", "Skip", "Fail", "Expect", "By"} {
		if rest, ok := strings.CutPrefix(name, start); ok && (rest == "" || rest == "f" || rest == "ln" || rest == "w" || rest == "S") {
			return true
		}
	}
	return false
}
