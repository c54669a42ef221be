package golang

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// placeholder stands in a text for what only running the program can tell.
const placeholder = "${}"

// text notes a string that may hold manifests. One that is put together is read
// as a whole.
func (s *search) text(e ast.Expr) {
	if sum, ok := e.(*ast.BinaryExpr); ok && sum.Op != token.ADD || s.isPart() {
		return
	}
	raw := s.source.Data[s.tokens.Offset(e.Pos()):s.tokens.Offset(e.End())]
	if bytes.Contains(raw, []byte("healthz")) {
		s.url(e)
	}
	if !bytes.Contains(raw, []byte("apiVersion")) || !bytes.Contains(raw, []byte("kind")) {
		return
	}
	if text, ok := s.textOf(e); ok && mayBeManifest(text.Data) {
		s.Manifests = append(s.Manifests, dedented(text))
	}
}

// isPart tells whether the node at hand is part of a string that is put
// together, or the tag of a field.
func (s *search) isPart() bool {
	for i := len(s.stack) - 1; i >= 0; i-- {
		switch parent := s.stack[i].(type) {
		case *ast.ParenExpr:
		case *ast.BinaryExpr:
			return parent.Op == token.ADD
		case *ast.Field:
			return true
		default:
			return false
		}
	}
	return false
}

func mayBeManifest(text []byte) bool {
	text = bytes.TrimSpace(text)
	return len(text) > 0 && (text[0] == '{' || text[0] == '[' || bytes.IndexByte(text, '\n') >= 0)
}

// textOf returns what a string says, each byte with its place in the file. What
// is no constant becomes a placeholder. It is false for what is no string.
func (s *search) textOf(e ast.Expr) (source.Text, bool) {
	w := &textWriter{search: s, TextBuilder: source.TextBuilder{From: s.source.Text()}}
	w.expression(e)
	return w.Text(), w.hasString
}

type textWriter struct {
	*search
	source.TextBuilder
	hasString bool
	parts     int
}

func (w *textWriter) expression(e ast.Expr) {
	at := w.tokens.Offset(e.Pos())
	if w.parts++; w.parts > maxParts {
		return
	}
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			w.hasString = true
			w.literal(e)
			return
		}
	case *ast.ParenExpr:
		w.expression(e.X)
		return
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			w.expression(e.X)
			w.expression(e.Y)
			return
		}
	}
	value, ok := w.constant(e)
	if !ok {
		value = cmp.Or(w.formatted(e), placeholder)
	}
	w.Write(value, at)
}

// verb matches what a format leaves to its arguments.
var verb = regexp.MustCompile(`%[-+# 0-9.*\[\]]*[a-zA-Z]`)

// formatted returns what fmt.Sprintf makes of a format that is a constant, "" for
// anything else.
func (w *textWriter) formatted(e ast.Expr) string {
	call, ok := e.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return ""
	}
	importPath, _, name := w.callee(call)
	format, ok := w.constant(call.Args[0])
	if !ok || importPath != "fmt" || name != "Sprintf" {
		return ""
	}
	w.hasString = true
	return strings.ReplaceAll(verb.ReplaceAllLiteralString(format, placeholder), "%%", "%")
}

// literal writes what a string literal says. The bytes are taken from the
// file, which may hold carriage returns that the parser drops.
func (w *textWriter) literal(lit *ast.BasicLit) {
	span := w.spanOf(lit)
	if strings.HasPrefix(lit.Value, "`") {
		w.Copy(span.Start, span.End)
		return
	}
	rest := string(w.source.Data[span.Start:span.End])
	for at := span.Start; rest != ""; {
		plain := strings.IndexByte(rest, '\\')
		if plain != 0 {
			if plain < 0 {
				plain = len(rest)
			}
			w.Copy(at, at+plain)
			at, rest = at+plain, rest[plain:]
			continue
		}
		char, multibyte, tail, err := strconv.UnquoteChar(rest, '"')
		if err != nil {
			return
		}
		written := string([]byte{byte(char)})
		if multibyte {
			written = string(char)
		}
		w.Write(written, at)
		at, rest = at+len(rest)-len(tail), tail
	}
}

// dedented takes away what all lines of a text are indented by, as programs do
// with manifests that are indented like the code around them. YAML would
// refuse tabs.
func dedented(text source.Text) source.Text {
	indent := commonIndent(text.Data)
	if indent == 0 {
		return text
	}
	b := source.TextBuilder{From: text}
	for at := 0; at < len(text.Data); {
		end := len(text.Data)
		if i := bytes.IndexByte(text.Data[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		start := at
		for start < end && start-at < indent && (text.Data[start] == ' ' || text.Data[start] == '\t') {
			start++
		}
		b.Copy(start, end)
		at = end
	}
	return b.Text()
}

// commonIndent returns by how many tabs all lines with something in them are
// indented, but for a first line that begins behind the quote.
func commonIndent(text []byte) int {
	indent := -1
	first := true
	for line := range bytes.Lines(text) {
		content := bytes.TrimLeft(line, " \t")
		if wasFirst := first; wasFirst {
			first = false
			if len(content) == len(line) && len(bytes.TrimSpace(content)) > 0 {
				continue
			}
		}
		if n := len(line) - len(content); len(bytes.TrimSpace(content)) > 0 && (indent < 0 || n < indent) {
			indent = n
		}
	}
	return max(indent, 0)
}
