package lint

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/find"
	"github.com/apilint/apilint/internal/source"
)

// CheckReason tells what is wrong with a reason for comments that ignore
// findings.
func CheckReason(reason string) error {
	var d directive
	d.setReason(reason)
	switch {
	case strings.ContainsAny(reason, "\r\n"):
		return errors.New("the reason must be one line")
	case d.fault != "":
		return errors.New(d.fault + ": " + d.help)
	case d.reason == "":
		return errors.New("give the reason, as in --add-ignore='waiting for the vendor'")
	}
	return nil
}

// maxTries is how many places for comments are tried in one file.
const maxTries = 500

// ignoreWriter writes comments into a text.
type ignoreWriter struct {
	path   string
	style  find.CommentStyle
	reason string
	judge  Relint
	tries  int

	data   []byte
	found  *Result // what is said of data
	passes Passes  // what made data of the file
	n      int     // comments written
}

// Relint judges a new text of a file and settles the result. What stands at an
// offset of it stood at that which origin returns in the file.
type Relint func(file *source.File, origin func(offset int) int) Result

// AddIgnores writes comments that ignore what is found in a file for a reason,
// each where it ignores no other finding of today's. It returns the text, what
// is said of it, and how many comments were written. What only a comment inside a string, or none,
// could ignore is left.
func AddIgnores(file *source.File, found *Result, reason string, judge Relint) (data []byte, left *Result, n int) {
	style, ok := find.CommentStyleOf(file)
	if !ok {
		return file.Data, found, 0
	}
	w := &ignoreWriter{path: file.Path, style: style, reason: reason, judge: judge, data: file.Data, found: found}
	lines := w.lines()
	if !w.addAll(lines) {
		for _, line := range slices.Backward(lines) { // so that the lines above keep their numbers
			w.add(line)
		}
	}
	return w.data, w.found, w.n
}

// lineOfFindings is a line and the rules that find something that begins on it.
type lineOfFindings struct {
	line, offset int
	rules        []string
}

// lines gathers the findings that comments can ignore by their lines.
func (w *ignoreWriter) lines() []lineOfFindings {
	var lines []lineOfFindings
	for _, d := range w.found.Diagnostics {
		if slices.Contains(notIgnorable, d.Rule) {
			continue
		}
		if n := len(lines); n == 0 || lines[n-1].line != d.Start.Line {
			lines = append(lines, lineOfFindings{line: d.Start.Line, offset: d.Span.Start})
		}
		last := &lines[len(lines)-1]
		if !slices.Contains(last.rules, d.Rule) {
			last.rules = append(last.rules, d.Rule)
		}
	}
	return lines
}

func (w *ignoreWriter) comment(rules []string) string {
	if w.style.IsDirective {
		return w.style.Open + "apilint:ignore " + strings.Join(rules, ",") + " " + w.reason + w.style.Close
	}
	return w.style.Open + "apilint: ignore[" + strings.Join(rules, ", ") + "] " + w.reason + w.style.Close
}

// placeOfComment is where a comment could be written.
type placeOfComment struct {
	edit  diagnostic.Edit
	start int // of the comment in the new text
}

func (w *ignoreWriter) atLineEnd(l lineOfFindings) placeOfComment {
	file := &source.File{Data: w.data}
	end := file.Line(l.offset).End
	end -= len(w.data[:end]) - len(bytes.TrimRight(w.data[:end], " \t"))
	return placeOfComment{diagnostic.Edit{Span: source.Span{Start: end, End: end}, Text: " " + w.comment(l.rules)}, end + 1}
}

// above is alone above the line on which the offset lies.
func (w *ignoreWriter) above(line source.Span, rules []string) placeOfComment {
	text := w.data[line.Start:line.End]
	indent := string(text[:len(text)-len(bytes.TrimLeft(text, " \t"))])
	newline := "\n"
	if bytes.HasPrefix(w.data[line.End:], []byte("\r")) {
		newline = "\r\n"
	}
	return placeOfComment{
		diagnostic.Edit{Span: source.Span{Start: line.Start, End: line.Start}, Text: indent + w.comment(rules) + newline},
		line.Start + len(indent),
	}
}

// continues tells whether a line continues the one above it, so that a comment
// between them would part the two.
func (w *ignoreWriter) continues(line source.Span) bool {
	above := bytes.TrimRight(w.data[:line.Start], "\r\n")
	return bytes.HasSuffix(above, []byte(`\`))
}

// addAll writes all comments at the ends of lines. It is false, and nothing is
// written, if some can't stand there.
func (w *ignoreWriter) addAll(lines []lineOfFindings) bool {
	if !w.style.AtLineEnd || len(lines) == 0 {
		return false
	}
	var edits []diagnostic.Edit
	var starts []int
	shift := 0
	for _, l := range lines {
		p := w.atLineEnd(l)
		edits, starts = append(edits, p.edit), append(starts, p.start+shift)
		shift += len(p.edit.Text)
	}
	return w.try(edits, starts, func(d *diagnostic.Diagnostic) bool { return !slices.Contains(notIgnorable, d.Rule) })
}

// add writes the comment for a line: at its end, above it, or above one of the
// lines further up, as where the line is a part of a string.
func (w *ignoreWriter) add(l lineOfFindings) {
	covers := func(d *diagnostic.Diagnostic) bool { return d.Start.Line == l.line && slices.Contains(l.rules, d.Rule) }
	tryAt := func(p placeOfComment) bool { return w.try([]diagnostic.Edit{p.edit}, []int{p.start}, covers) }
	if w.style.AtLineEnd && tryAt(w.atLineEnd(l)) {
		return
	}
	file := &source.File{Data: w.data}
	for line := file.Line(l.offset); ; line = file.Line(line.Start - 1) {
		isBlank := len(bytes.TrimSpace(w.data[line.Start:line.End])) == 0
		if !isBlank && !w.continues(line) && tryAt(w.above(line, l.rules)) {
			return
		}
		if line.Start == 0 || w.tries > maxTries {
			return
		}
	}
}

// try writes comments if each is one of the file itself, and if with them what
// they are to cover, and nothing else, isn't said any longer.
func (w *ignoreWriter) try(edits []diagnostic.Edit, starts []int, covers func(*diagnostic.Diagnostic) bool) bool {
	w.tries++
	file := &source.File{Path: w.path, Data: Rewrite(w.data, edits)}
	if !areComments(file, starts) {
		return false
	}
	passes := append(slices.Clip(w.passes), edits)
	left := w.judge(file, passes.Origin)
	var kept []diagnostic.Diagnostic
	for i := range w.found.Diagnostics {
		if d := &w.found.Diagnostics[i]; !covers(d) {
			kept = append(kept, *d)
		}
	}
	if !slices.EqualFunc(left.Diagnostics, kept, func(a, b diagnostic.Diagnostic) bool { return a.Rule == b.Rule && a.Message == b.Message }) {
		return false
	}
	w.data, w.found, w.passes, w.n = file.Data, &left, passes, w.n+len(edits)
	return true
}

// areComments tells whether comments of the file itself begin at the offsets.
func areComments(file *source.File, starts []int) bool {
	finder := finders.Get().(*find.Finder)
	defer finders.Put(finder)
	found := 0
	for _, r := range finder.Find(file).Remarks {
		if _, asked := slices.BinarySearch(starts, r.Span.Start); asked && !r.IsNested && !r.IsAnnotation {
			found++
		}
	}
	return found == len(starts)
}
