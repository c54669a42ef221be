package template

import (
	"bytes"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// maxRewritten is how long a text may be, in bytes, to have parts of it replaced.
const maxRewritten = 2048

// applyToPieces applies a function to texts, whose pieces keep their places.
func (r *run) applyToPieces(name string, args []value) (value, bool) {
	if len(args) == 0 {
		return value{}, false
	}
	last := &args[len(args)-1]
	switch name {
	case "print", "printf", "cat", "println":
		return r.printed(name, args)
	}
	pieces, is := r.piecesOf(last)
	if !is {
		return value{}, false
	}
	v := value{kind: text, guard: last.guard}
	switch name {
	case "toYaml":
		if last.kind == unknown {
			pieces[0].hole.isYAML = true // a copy
		}
		v.pieces = pieces
	case "fromYaml": // until toYaml gives it, or a field is asked for
		if last.kind != text {
			return value{}, false
		}
		v.pieces, v.isYAML = pieces, true
	case "toString", "trunc", "nospace", "toJson", "abbrev":
		v.pieces = pieces
	case "trim":
		v.pieces = trimmed(pieces, isBlank, isBlank)
	case "quote", "squote":
		v.pieces = r.inQuotes(name, pieces)
	case "indent", "nindent":
		if len(args) != 2 || args[0].kind != number {
			return value{}, false
		}
		v.pieces = r.indented(pieces, args[0].number, name == "nindent")
	case "trimSuffix", "trimPrefix", "trimAll":
		v.pieces = r.cut(name, args, pieces)
	default:
		return r.rewritten(name, args)
	}
	return v, true
}

// piecesOf returns what a value gives as text.
func (r *run) piecesOf(v *value) ([]piece, bool) {
	switch v.kind {
	case text:
		return v.pieces, true
	case number, boolean, null:
		s, _ := v.literal()
		return []piece{{data: []byte(s), guard: v.guard, confidence: source.Medium}}, true
	case sequence, mapping, root:
		return nil, false
	}
	return append(r.parts.take(1), piece{hole: r.holes.keep(*v), guard: v.guard}), true
}

// printed puts values together: print, and printf with verbs that write a value
// as it is.
func (r *run) printed(name string, args []value) (value, bool) {
	if name != "printf" {
		return r.joined(args, name == "cat" || name == "println")
	}
	format, known := args[0].literal()
	if !known {
		return value{}, false
	}
	v, from := value{kind: text}, args[0].firstPiece()
	next := 1
	for format != "" {
		before, rest, found := strings.Cut(format, "%")
		v.pieces = append(v.pieces, piece{data: []byte(before), in: from.in, place: from.place, guard: args[0].guard, confidence: source.Medium})
		if !found || rest == "" {
			break
		}
		format = rest[1:]
		switch verb := rest[0]; {
		case verb == '%':
			v.pieces = append(v.pieces, piece{data: []byte("%"), confidence: source.Medium})
		case strings.IndexByte("svdq", verb) < 0 || next == len(args):
			return value{}, false
		default:
			pieces, is := r.piecesOf(&args[next])
			if !is {
				return value{}, false
			}
			if next++; verb == 'q' {
				pieces = r.inQuotes("quote", pieces)
			}
			v.pieces = append(v.pieces, pieces...)
		}
	}
	return v, true
}

func (r *run) joined(args []value, spaced bool) (value, bool) {
	v := value{kind: text}
	for i := range args {
		pieces, is := r.piecesOf(&args[i])
		if !is {
			return value{}, false
		}
		if spaced && i > 0 {
			v.pieces = append(v.pieces, piece{data: []byte(" "), confidence: source.Medium})
		}
		v.pieces = append(v.pieces, pieces...)
	}
	return v, true
}

func (r *run) inQuotes(name string, pieces []piece) []piece {
	quote := piece{data: []byte(`"`), confidence: source.Medium}
	if name == "squote" {
		quote.data = []byte("'")
	}
	all := append(r.parts.take(len(pieces)+2), quote)
	return append(append(all, pieces...), quote)
}

// slice returns the part of a piece between two offsets of its text.
func (p piece) slice(start, end int) piece {
	if p.stands {
		p.place = newSpan(int(p.place.start)+start, int(p.place.start)+end)
	}
	p.data = p.data[start:end]
	return p
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// trimmed cuts what is to be cut off both ends.
func trimmed(pieces []piece, left, right func(byte) bool) []piece {
	for len(pieces) > 0 && pieces[0].hole == nil {
		p, n := pieces[0], 0
		for n < len(p.data) && left(p.data[n]) {
			n++
		}
		if n < len(p.data) {
			pieces = append([]piece{p.slice(n, len(p.data))}, pieces[1:]...)
			break
		}
		pieces = pieces[1:]
	}
	for len(pieces) > 0 && pieces[len(pieces)-1].hole == nil {
		p := pieces[len(pieces)-1]
		n := len(p.data)
		for n > 0 && right(p.data[n-1]) {
			n--
		}
		pieces = pieces[:len(pieces)-1]
		if n > 0 {
			return append(pieces[:len(pieces):len(pieces)], p.slice(0, n))
		}
	}
	return pieces
}

// cut is trimSuffix, trimPrefix and trimAll, where what is to go is known.
func (r *run) cut(name string, args []value, pieces []piece) []piece {
	cutset, known := args[0].literal()
	if len(args) != 2 || !known || len(pieces) == 0 {
		return pieces
	}
	isCut := func(c byte) bool { return strings.IndexByte(cutset, c) >= 0 }
	never := func(byte) bool { return false }
	first, last := pieces[0], pieces[len(pieces)-1]
	switch {
	case name == "trimAll":
		return trimmed(pieces, isCut, isCut)
	case name == "trimPrefix" && first.hole == nil && bytes.HasPrefix(first.data, []byte(cutset)):
		return append([]piece{first.slice(len(cutset), len(first.data))}, pieces[1:]...)
	case name == "trimSuffix" && last.hole == nil && bytes.HasSuffix(last.data, []byte(cutset)):
		n := len(pieces) - 1
		return append(pieces[:n:n], last.slice(0, len(last.data)-len(cutset)))
	}
	return trimmed(pieces, never, never)
}

// manyBlanks are the blanks of the deepest indentation.
var manyBlanks = bytes.Repeat([]byte(" "), 200)

// indented puts blanks before each line.
func (r *run) indented(pieces []piece, n int, onNewLine bool) []piece {
	if n < 0 || n > len(manyBlanks) {
		return pieces
	}
	blanks := piece{data: manyBlanks[:n:n], confidence: source.Medium}
	lines := 2
	for i := range pieces {
		lines += bytes.Count(pieces[i].data, []byte("\n"))*2 + 1
	}
	all := r.parts.take(lines)
	if onNewLine {
		all = append(all, piece{data: []byte("\n"), confidence: source.Medium})
	}
	all = append(all, blanks)
	for _, p := range pieces {
		if p.hole != nil {
			all = append(all, p)
			continue
		}
		for at := 0; at < len(p.data); {
			next := bytes.IndexByte(p.data[at:], '\n')
			if next < 0 {
				all = append(all, p.slice(at, len(p.data)))
				break
			}
			all = append(all, p.slice(at, at+next+1), blanks)
			at += next + 1
		}
	}
	return all
}

// rewrite holds the functions that give another text than they are given.
var rewrite = map[string]func(args []string) string{
	"lower": func(args []string) string { return strings.ToLower(args[0]) },
	"upper": func(args []string) string { return strings.ToUpper(args[0]) },
	"title": func(args []string) string {
		return strings.ToUpper(args[0][:min(1, len(args[0]))]) + args[0][min(1, len(args[0])):]
	},
	"replace": func(args []string) string { return strings.ReplaceAll(args[2], args[0], args[1]) },
}

// rewritten applies a function that makes another text. A text that isn't known
// in full is left as it is.
func (r *run) rewritten(name string, args []value) (value, bool) {
	function := rewrite[name]
	if function == nil || name == "replace" && len(args) != 3 {
		return value{}, false
	}
	var texts []string
	var guard *guard
	total := 0
	for i := range args {
		s, known := args[i].literal()
		if !known {
			return lastOf(args), args[len(args)-1].kind == text
		}
		texts = append(texts, s)
		guard = r.guards.join(guard, r.guardOf(&args[i]))
		total += len(s)
	}
	if total > maxRewritten {
		return value{}, false
	}
	v := textOf(function(texts))
	from := args[len(args)-1].firstPiece()
	v.pieces[0].in, v.pieces[0].place = from.in, from.place
	v.guard = guard
	return v, true
}
