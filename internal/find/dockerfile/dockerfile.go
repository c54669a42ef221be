// Package dockerfile reads Dockerfiles: instructions, one on a line or over
// several.
package dockerfile

import (
	"bytes"
	"iter"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// Instruction is one instruction of a Dockerfile.
type Instruction struct {
	Name      string      // in upper case
	Arguments source.Text // as they stand, without comment lines, here-documents included
}

// Instructions yields the instructions of a Dockerfile. Those behind ONBUILD
// come as instructions of their own.
//
// Source: the Dockerfile reference of Docker.
func Instructions(file source.Text) iter.Seq[Instruction] {
	return func(yield func(Instruction) bool) {
		r := reader{file: file, budget: maxFailed * len(file.Data)}
		for at := 0; at < len(file.Data); {
			text, next := r.instruction(at)
			at = next
			text = cutOnbuild(text)
			name := bytes.TrimLeft(text.Data, " \t")
			end := bytes.IndexAny(name, " \t\r\n")
			if end <= 0 || name[0] == '#' {
				continue
			}
			start := len(text.Data) - len(name) + end
			if !yield(Instruction{strings.ToUpper(string(name[:end])), text.Slice(start, len(text.Data))}) {
				return
			}
		}
	}
}

// Outline returns the comments of a Dockerfile and its instructions.
func Outline(file source.Text) *source.Outline {
	o := source.NewOutline(file)
	r := reader{file: file, budget: maxFailed * len(file.Data), outline: o}
	for at := 0; at < len(file.Data); {
		start := at
		_, at = r.instruction(at)
		if line, next := lineAt(file.Data, start); isComment(line) {
			r.comment(start, next)
		} else {
			o.Unit(start, at)
		}
	}
	return o
}

func isComment(line []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(line), []byte("#")) }

// comment notes the comment that is alone on a line.
func (r *reader) comment(start, end int) {
	if r.outline == nil {
		return
	}
	line := r.file.Data[start:end]
	end -= len(line) - len(bytes.TrimRight(line, " \t\r\n"))
	start += len(line) - len(bytes.TrimLeft(line, " \t"))
	r.outline.Comment(start, end)
}

func cutOnbuild(text source.Text) source.Text {
	const onbuild = "ONBUILD "
	trimmed := bytes.TrimLeft(text.Data, " \t")
	if len(trimmed) > len(onbuild) && bytes.EqualFold(trimmed[:len(onbuild)], []byte(onbuild)) {
		return text.Slice(len(text.Data)-len(trimmed)+len(onbuild), len(text.Data))
	}
	return text
}

// here matches what announces a here-document.
var here = regexp.MustCompile(`<<-?["']?([A-Za-z_][A-Za-z0-9_]*)["']?`)

type reader struct {
	file    source.Text
	budget  int             // bytes left for searches that fail
	outline *source.Outline // if comments are asked for
}

// maxHere is how many here-documents of one instruction are read. The search
// for ends that aren't there is bound to maxFailed times the file's length.
const (
	maxHere   = 10
	maxFailed = 16
)

// instruction returns the instruction that begins at offset at, and where the
// next begins.
func (r *reader) instruction(at int) (text source.Text, next int) {
	file := r.file
	b := source.TextBuilder{From: file}
	b.Write("", at)
	for next = at; next < len(file.Data); {
		line, end := lineAt(file.Data, next)
		start := next
		next = end
		if start > at && isComment(line) {
			r.comment(start, next)
			continue
		}
		if start > at && len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		b.Copy(start, next)
		if trimmed := bytes.TrimSpace(line); !bytes.HasSuffix(trimmed, []byte(`\`)) || trimmed[0] == '#' {
			break
		}
	}
	for _, match := range here.FindAllSubmatch(b.Text().Data, maxHere) {
		if r.budget < 0 {
			break
		}
		end := hereEnd(file.Data, next, match[1])
		if end == 0 {
			r.budget -= len(file.Data) - next
			continue
		}
		b.Copy(next, end)
		next = end
	}
	return b.Text(), next
}

// hereEnd returns where the line that ends a here-document ends, 0 if there is
// none.
func hereEnd(src []byte, at int, word []byte) int {
	for at < len(src) {
		line, next := lineAt(src, at)
		if bytes.Equal(bytes.TrimSpace(line), word) {
			return next
		}
		at = next
	}
	return 0
}

// lineAt returns the line that begins at offset at, and where the next begins.
func lineAt(src []byte, at int) (line []byte, next int) {
	line, _, _ = bytes.Cut(src[at:], []byte("\n"))
	return line, min(at+len(line)+1, len(src))
}
