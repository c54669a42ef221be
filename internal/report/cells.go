package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cell is a character as a terminal shows it, and the columns it takes.
type cell struct {
	text  string
	width int
}

// tab is what a tab is shown as, wherever it stands, so that marks under the
// line meet what they mark.
const tab = "    "

// cellsOf divides text into cells. What doesn't print is shown by a
// placeholder: a file must not be able to talk to the terminal, and an
// invisible character is often the very thing that is wrong.
func cellsOf(text string) []cell {
	cells := make([]cell, 0, len(text))
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		cells = append(cells, cellOf(r))
		text = text[size:]
	}
	return cells
}

func cellOf(r rune) cell {
	switch {
	case r == '\t':
		return cell{tab, len(tab)}
	case r < ' ':
		return cell{string('␀' + r), 1}
	case r == '\x7f':
		return cell{"␡", 1}
	case r == '\u3000':
		return cell{string(r), 2}
	case unicode.In(r, unicode.Mn, unicode.Me):
		return cell{string(r), 0}
	case !unicode.IsPrint(r):
		return cell{string(utf8.RuneError), 1}
	case unicode.Is(wide, r):
		return cell{string(r), 2}
	default:
		return cell{string(r), 1}
	}
}

// wide are the characters that take two columns: those of East Asian Width W
// and F (Unicode Standard Annex 11), by block, which also takes in the few
// unassigned and narrow ones among them.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115f, Stride: 1}, // Hangul Jamo, leading consonants
		{Lo: 0x231a, Hi: 0x231b, Stride: 1}, // ⌚
		{Lo: 0x23e9, Hi: 0x23ec, Stride: 1}, // ⏩
		{Lo: 0x2614, Hi: 0x2615, Stride: 1}, // ☔
		{Lo: 0x2648, Hi: 0x2653, Stride: 1}, // ♈
		{Lo: 0x26a1, Hi: 0x26a1, Stride: 1}, // ⚡
		{Lo: 0x26d4, Hi: 0x26d4, Stride: 1}, // ⛔
		{Lo: 0x2705, Hi: 0x2705, Stride: 1}, // ✅
		{Lo: 0x2728, Hi: 0x2728, Stride: 1}, // ✨
		{Lo: 0x274c, Hi: 0x274e, Stride: 2}, // ❌ ❎
		{Lo: 0x2753, Hi: 0x2755, Stride: 1}, // ❓
		{Lo: 0x2757, Hi: 0x2757, Stride: 1}, // ❗
		{Lo: 0x2795, Hi: 0x2797, Stride: 1}, // ➕
		{Lo: 0x2b50, Hi: 0x2b55, Stride: 5}, // ⭐ ⭕
		{Lo: 0x2e80, Hi: 0x303e, Stride: 1}, // CJK radicals, punctuation
		{Lo: 0x3041, Hi: 0x4dbf, Stride: 1}, // kana, CJK symbols, extension A
		{Lo: 0x4e00, Hi: 0xa4cf, Stride: 1}, // CJK, Yi
		{Lo: 0xa960, Hi: 0xa97c, Stride: 1}, // Hangul Jamo extended A
		{Lo: 0xac00, Hi: 0xd7a3, Stride: 1}, // Hangul
		{Lo: 0xf900, Hi: 0xfaff, Stride: 1}, // CJK compatibility
		{Lo: 0xfe30, Hi: 0xfe6f, Stride: 1}, // CJK compatibility forms
		{Lo: 0xff01, Hi: 0xff60, Stride: 1}, // full-width forms
		{Lo: 0xffe0, Hi: 0xffe6, Stride: 1}, // full-width signs
	},
	R32: []unicode.Range32{
		{Lo: 0x16fe0, Hi: 0x1b2ff, Stride: 1}, // Tangut, Nushu, kana supplements
		{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1}, // pictographs, emoticons
		{Lo: 0x1f680, Hi: 0x1f6ff, Stride: 1}, // transport
		{Lo: 0x1f900, Hi: 0x1f9ff, Stride: 1}, // more pictographs
		{Lo: 0x1fa70, Hi: 0x1faff, Stride: 1},
		{Lo: 0x20000, Hi: 0x3fffd, Stride: 1}, // CJK extensions B and later
	},
}

// widthOf returns the columns that the cells take together.
func widthOf(cells []cell) int {
	width := 0
	for _, c := range cells {
		width += c.width
	}
	return width
}

// textOf puts cells together again.
func textOf(cells []cell) string {
	var text strings.Builder
	for _, c := range cells {
		text.WriteString(c.text)
	}
	return text.String()
}

// printable shows text in one line, with placeholders for what doesn't print.
func printable(text string) string {
	plain := strings.IndexFunc(text, func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }) < 0
	if plain {
		return text
	}
	return textOf(cellsOf(text))
}

// PrintableLines shows text line by line, with placeholders for what doesn't
// print.
func PrintableLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = printable(lines[i])
	}
	return strings.Join(lines, "\n")
}
