package report

import (
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

// marks are what stands under an excerpt: carets, and the blanks before them.
type marks struct{ indent, carets string }

// cut stands for what was left out of a line.
var cut = cell{"…", 1}

// excerpt shows the line of a snippet in at most room columns, or whole if
// room is 0, together with the marks under the place in question.
func excerpt(s diagnostic.Snippet, room int) (string, marks) {
	start := min(max(s.Start, 0), len(s.Text))
	end := min(max(s.End, start), len(s.Text))
	before, marked, after := cellsOf(s.Text[:start]), cellsOf(s.Text[start:end]), cellsOf(s.Text[end:])
	if room > 0 {
		if widthOf(marked) == 0 {
			room-- // for the caret, which may stand behind the end of the line
		}
		before, marked, after = fit(before, marked, after, room)
	}
	return textOf(before) + textOf(marked) + textOf(after), marks{
		indent: strings.Repeat(" ", widthOf(before)),
		carets: strings.Repeat("^", max(widthOf(marked), 1)),
	}
}

// fit cuts a line to room columns. The marked part is kept as far as it goes,
// with as much of what stands before it as leaves room for it.
func fit(before, marked, after []cell, room int) (b, m, a []cell) {
	if widthOf(before)+widthOf(marked)+widthOf(after) <= room {
		return before, marked, after
	}
	const context = 8 // columns kept on either side where there is text
	markedRoom := room - min(widthOf(before), context) - min(widthOf(after), context)
	marked = cutRight(marked, markedRoom)
	before = cutLeft(before, room-widthOf(marked)-min(widthOf(after), context))
	return before, marked, cutRight(after, room-widthOf(before)-widthOf(marked))
}

// cutRight takes cells off the end until the rest fits.
func cutRight(cells []cell, room int) []cell {
	width := widthOf(cells)
	if width <= room {
		return cells
	}
	for len(cells) > 0 && width+cut.width > room {
		width -= cells[len(cells)-1].width
		cells = cells[:len(cells)-1]
	}
	return append(cells[:len(cells):len(cells)], cut)
}

// cutLeft takes cells off the beginning until the rest fits.
func cutLeft(cells []cell, room int) []cell {
	width := widthOf(cells)
	if width <= room {
		return cells
	}
	for len(cells) > 0 && width+cut.width > room {
		width -= cells[0].width
		cells = cells[1:]
	}
	return append([]cell{cut}, cells...)
}
