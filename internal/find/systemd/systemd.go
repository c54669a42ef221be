// Package systemd reads unit files: sections of settings, whose values may run
// over several lines.
package systemd

import (
	"bytes"
	"iter"

	"github.com/apilint/apilint/internal/source"
)

// Setting is one line name=value of a unit.
type Setting struct {
	Section string // without its brackets, "" before the first
	Name    string
	Value   source.Text // on one line
}

// Settings yields the settings of a unit.
//
// Source: systemd.syntax(7).
func Settings(unit source.Text) iter.Seq[Setting] {
	return func(yield func(Setting) bool) {
		section := ""
		for at := 0; at < len(unit.Data); {
			line, next := logicalLine(unit, at)
			at = next
			name, value, found := bytes.Cut(line.Data, []byte("="))
			trimmed := bytes.TrimSpace(name)
			switch {
			case bytes.HasPrefix(trimmed, []byte("[")):
				section = string(bytes.Trim(bytes.TrimSpace(line.Data), "[]"))
			case !found || isComment(line.Data):
			case !yield(Setting{section, string(trimmed), line.Slice(len(line.Data)-len(value), len(line.Data))}):
				return
			}
		}
	}
}

// Outline returns the comments of a unit and its lines, put together with
// those that continue them.
func Outline(unit source.Text) *source.Outline {
	o := source.NewOutline(unit)
	for at := 0; at < len(unit.Data); {
		start := at
		_, at = logicalLine(unit, at)
		isComments := true
		for line := start; line < at; {
			raw, _, _ := bytes.Cut(unit.Data[line:at], []byte("\n"))
			if isComment(raw) {
				text := bytes.TrimSpace(raw)
				indent := bytes.Index(raw, text)
				o.Comment(line+indent, line+indent+len(text))
			} else {
				isComments = false
			}
			line += len(raw) + 1
		}
		if !isComments {
			o.Unit(start, at)
		}
	}
	return o
}

// logicalLine returns the line that begins at offset at, put together with
// those that continue it, and where the next begins. Comments between them
// don't count.
func logicalLine(unit source.Text, at int) (line source.Text, next int) {
	b := source.TextBuilder{From: unit}
	b.Write("", at)
	for next = at; next < len(unit.Data); {
		raw, _, _ := bytes.Cut(unit.Data[next:], []byte("\n"))
		start := next
		next = min(next+len(raw)+1, len(unit.Data))
		if start > at && isComment(raw) {
			continue
		}
		raw = bytes.TrimRight(raw, " \t\r")
		rest, continues := bytes.CutSuffix(raw, []byte(`\`))
		continues = continues && !isComment(raw)
		b.Copy(start, start+len(rest))
		if !continues {
			break
		}
		b.Write(" ", start+len(rest))
	}
	return b.Text(), next
}

func isComment(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	return len(line) > 0 && (line[0] == '#' || line[0] == ';')
}

// Words returns the words of a value that is a command line or a list.
//
// Source: systemd.service(5), Command lines.
func Words(value source.Text) []source.Text {
	var words []source.Text
	src := value.Data
	for at := 0; ; {
		at = len(src) - len(bytes.TrimLeft(src[at:], " \t\r\n"))
		if at == len(src) {
			return words
		}
		var word source.Text
		word, at = readWord(value, at)
		words = append(words, word)
	}
}

// readWord reads the word that begins at offset at; end is where it ends.
func readWord(value source.Text, at int) (word source.Text, end int) {
	b := source.TextBuilder{From: value}
	b.Write("", at)
	src := value.Data
	for quote := byte(0); at < len(src); at++ {
		c := src[at]
		switch {
		case quote == 0 && bytes.IndexByte([]byte(" \t\r\n"), c) >= 0:
			return b.Text(), at
		case quote == 0 && (c == '"' || c == '\'') && bytes.IndexByte(src[at+1:], c) >= 0:
			quote = c
		case quote != 0 && c == quote:
			quote = 0
		case c == '\\' && at+1 < len(src):
			at++
			b.Copy(at, at+1)
		default:
			b.Copy(at, at+1)
		}
	}
	return b.Text(), at
}
