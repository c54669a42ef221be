package yaml

import (
	"bytes"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// Text returns what a scalar says, as String does, as a text that knows where
// it stands.
func (v Value) Text() source.Text {
	v = v.target()
	n := v.node()
	if !v.Exists() || n.kind != Scalar {
		return source.Text{}
	}
	return said(v.tree.text.Slice(int(n.start), int(n.end)), n.style, v.tree.values[n.value])
}

// said returns what a scalar, written as raw, says. known is what the library
// says that it says, if the library read it.
func said(raw source.Text, style Style, known string) source.Text {
	switch style {
	case SingleQuoted:
		return folded(raw.Slice(1, max(len(raw.Data)-1, 1)), copySingleQuoted)
	case DoubleQuoted:
		return unescaped(raw.Slice(1, max(len(raw.Data)-1, 1)))
	case Literal, Folded:
		return blockText(raw, findBlock(raw.Data, 0, known))
	}
	if bytes.IndexByte(raw.Data, '\n') < 0 {
		return raw
	}
	return folded(raw, (*source.TextBuilder).Copy)
}

// folded joins the lines of a plain or single-quoted scalar: blanks around
// line breaks go, one break becomes a space, of several the first goes.
func folded(raw source.Text, copyLine func(b *source.TextBuilder, start, end int)) source.Text {
	b := source.TextBuilder{From: raw}
	blanks := 0 // lines since the last with text
	for at := 0; at >= 0; {
		start, end, next := at, len(raw.Data), -1
		if i := bytes.IndexByte(raw.Data[at:], '\n'); i >= 0 {
			next = at + i + 1
			end = at + len(bytes.TrimRight(raw.Data[at:at+i], " \t\r"))
		}
		if at > 0 {
			start = max(start, end-len(bytes.TrimLeft(raw.Data[at:max(at, end)], " \t")))
			if start >= end && next >= 0 {
				blanks++
				at = next
				continue
			}
			b.Write(joint(blanks), at-1)
		}
		blanks = 0
		copyLine(&b, start, end)
		at = next
	}
	return b.Text()
}

func joint(blankLines int) string {
	if blankLines == 0 {
		return " "
	}
	return strings.Repeat("\n", blankLines)
}

func copySingleQuoted(b *source.TextBuilder, start, end int) {
	for start < end {
		i := bytes.Index(b.From.Data[start:end], []byte("''"))
		if i < 0 {
			break
		}
		b.Copy(start, start+i+1)
		start += i + 2
	}
	b.Copy(start, end)
}

// unescaped returns what the inside of a double-quoted scalar says.
func unescaped(raw source.Text) source.Text {
	b := source.TextBuilder{From: raw}
	plain := 0 // where what stands as it is begins
	for i := 0; i < len(raw.Data); {
		said, end := meaning(raw.Data, i)
		if end > i {
			b.Copy(plain, i)
			b.Write(said, i)
			i, plain = end, end
		} else {
			i++
		}
	}
	b.Copy(plain, len(raw.Data))
	return b.Text()
}

// meaning returns what stands at i inside a double-quoted scalar says and
// where it ends, if that isn't what stands there.
func meaning(raw []byte, i int) (said string, end int) {
	switch raw[i] {
	case '\\':
		if breaksLine(raw[i+1:]) {
			blanks, end := blankLines(raw, i+1)
			return strings.Repeat("\n", blanks-1), end
		}
		said, n := readEscape(raw[i:])
		return said, i + n
	case ' ', '\t', '\r', '\n':
		if blanks, end := blankLines(raw, i); blanks > 0 {
			return joint(blanks - 1), end
		}
	}
	return "", i
}

// blockText returns what a literal or folded scalar says (YAML 1.2.2, sections
// 8.1.2 and 8.1.3).
func blockText(raw source.Text, block blockScalar) source.Text {
	b := source.TextBuilder{From: raw}
	brk, blanks := "", "" // the line break last read, and those of blank lines after it
	var afterBlank bool
	for at := block.first; at < block.end; {
		line, newline, rest := cutLine(raw.Data[at:block.end])
		start, end := at+min(block.indent, len(line)), at+len(line)
		before := max(at-1, 0)
		at = block.end - len(rest)
		if start == end || block.indent == 0 {
			blanks += newline
			continue
		}
		startsBlank := raw.Data[start] == ' ' || raw.Data[start] == '\t'
		if raw.Data[0] == '>' && !afterBlank && !startsBlank && brk != "" {
			brk = ""
			if blanks == "" {
				brk = " "
			}
		}
		b.Write(brk+blanks, before)
		b.Copy(start, end)
		brk, blanks, afterBlank = newline, "", startsBlank
	}
	last := max(len(raw.Data)-1, 0)
	if block.chomp != '-' {
		b.Write(brk, last)
	}
	if block.chomp == '+' {
		b.Write(blanks, last)
	}
	return b.Text()
}
