package template

import (
	"bytes"
	"hash/maphash"
	"sort"
	"strings"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// Placeholder is what stands for an unknown value in what a template may give.
const Placeholder = "$()"

// Possibility is one of the texts that a template may give.
type Possibility struct {
	Data   []byte
	marks  []mark
	main   *Template
	guards guards
	// Gaps are lines left out at the margin, and those that a named template gives
	// which isn't there.
	Gaps []Gap
}

// Gap is a line left out: where it would be, and the action that gives it.
type Gap struct {
	At, Start, End int
	IsMissing      bool // a named template gives it that isn't there
}

// mark says where the bytes of a possibility come from, from an offset on, until
// the next mark.
type mark struct {
	at int
	*piece
}

// Origin is where a part of a possibility comes from.
type Origin struct {
	Start, End int // in the template
	// In is the template that the text stands in, at From to To, where that
	// isn't the template itself.
	In         *Template
	From, To   int
	Stands     bool                  // it stands there byte by byte
	IsMissing  bool                  // a named template gives a part of it that isn't there
	Conditions []reference.Condition // what the cluster must be like for it
	Confidence source.Confidence
	guard      *guard
}

// layout puts what a run gave into one text. An unknown value is left out where
// it is alone on its line, since it may be lines of its own, and has a
// placeholder elsewhere.
func (r *run) layout() *Possibility {
	p := &Possibility{main: r.template, guards: r.guards, Data: r.data[:0], marks: r.marks[:0]}
	line := line{}
	for i := range r.given {
		given := &r.given[i]
		if given.hole != nil {
			p.hole(r, given, &line)
			continue
		}
		if len(given.data) > 0 || given.guard != nil {
			p.text(given, &line)
		}
	}
	p.endLine(&line)
	r.data, r.marks = p.Data, p.marks
	return p
}

// line is the line at hand.
type line struct {
	start   int // in Data
	marks   int // marks before it
	hasText bool
	hasHole bool
	gap     *piece // what is to be told if the line is left out
}

func (p *Possibility) text(given *piece, l *line) {
	p.marks = append(p.marks, mark{len(p.Data), given})
	text := given.data
	end := bytes.IndexByte(text, '\n') + 1
	if end == 0 {
		l.hasText = l.hasText || !isBlankText(text)
		p.Data = append(p.Data, text...)
		return
	}
	l.hasText = l.hasText || !isBlankText(text[:end])
	p.Data = append(p.Data, text[:end]...)
	if p.endLine(l) && end < len(text) {
		rest := given.slice(end, len(text))
		p.marks = append(p.marks, mark{len(p.Data), &rest})
	}
	p.Data = append(p.Data, text[end:]...) // lines without unknown values, and the beginning of one
	last := text[bytes.LastIndexByte(text, '\n')+1:]
	*l = line{start: len(p.Data) - len(last), marks: len(p.marks), hasText: !isBlankText(last)}
}

// endLine takes the line back if it holds nothing but unknown values.
func (p *Possibility) endLine(l *line) bool {
	if !l.hasHole || l.hasText {
		return false
	}
	p.Data = p.Data[:l.start]
	p.marks = p.marks[:l.marks]
	if gap := l.gap; gap != nil {
		p.Gaps = append(p.Gaps, Gap{l.start, int(gap.use.start), int(gap.use.end), gap.hole.isMissing})
	}
	return true
}

// placeholder writes what stands for an unknown value: with what it is called,
// since names tell finders much.
func (p *Possibility) placeholder(given *piece) {
	if given.use.end == 0 {
		p.Data = append(p.Data, Placeholder...)
		return
	}
	name := longestName(p.main.Source[given.use.start:given.use.end])
	p.Data = append(append(append(p.Data, "$("...), bytes.Trim(name, ".")...), ')')
}

// longestName returns the longest run of characters that can be part of the path
// of a field, the first of several.
func longestName(action []byte) []byte {
	from, to := 0, 0
	for start, i := 0, 0; i <= len(action); i++ {
		if i < len(action) && inNames[action[i]] {
			continue
		}
		if i-start > to-from {
			from, to = start, i
		}
		start = i + 1
	}
	return action[from:to]
}

// inNames marks the characters that can be part of the path of a field.
var inNames = func() (table [256]bool) {
	for _, c := range []byte("._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
		table[c] = true
	}
	return table
}()

func (p *Possibility) hole(r *run, given *piece, l *line) {
	l.hasHole = true
	if given.hole.isMissing || l.start == len(p.Data) {
		l.gap = given
	}
	if filled := r.filled(given); filled != nil {
		p.marks = append(p.marks, mark{len(p.Data), filled})
		p.Data = append(p.Data, filled.data...)
		return
	}
	p.marks = append(p.marks, mark{len(p.Data), given})
	if !given.hole.isYAML { // lines of YAML may stand here, and go on below
		p.placeholder(given)
	}
}

// filled returns an unknown value as what it likely is, nil if that isn't a
// word.
func (r *run) filled(given *piece) *piece {
	if given.hole.kind != unknown || given.hole.isYAML {
		return nil
	}
	likely, confidence := r.likely(given.hole)
	if likely == nil || likely.kind != text {
		return nil
	}
	s, known := likely.literal()
	if !known || !isWord(s) {
		return nil
	}
	from := likely.pieces[0]
	return &piece{
		data: []byte(s), in: from.in, place: from.place, stands: from.stands && len(likely.pieces) == 1,
		use: given.use, guard: given.guard, confidence: min(confidence, from.confidence),
	}
}

// isWord tells whether a text stands for itself wherever it is put: a name, or
// a path.
func isWord(s string) bool {
	if s = strings.TrimPrefix(s, "/"); s == "" || len(s) > 253 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		isLetter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if !isLetter && (i == 0 || c != '.' && c != '-' && c != '/' && c != '_') {
			return false
		}
	}
	return true
}

// Origin tells where what is between two offsets comes from.
func (p *Possibility) Origin(start, end int) Origin {
	first, last := p.markAt(start), p.markAt(max(start, end-1))
	o := Origin{Confidence: source.High}
	if first < 0 {
		return o
	}
	o.Start, _ = p.place(first, start, first == last)
	_, o.End = p.place(last, max(start, end-1), first == last)
	o.End = max(o.End, o.Start)
	o.Stands = first == last && p.marks[first].in == p.main && p.marks[first].stands
	var guard *guard
	for last+1 < len(p.marks) && p.marks[last+1].at == end && len(p.marks[last+1].data) == 0 && p.marks[last+1].hole == nil {
		last++ // nothing, where there might be something
	}
	for _, m := range p.marks[first : last+1] {
		o.Confidence = min(o.Confidence, m.confidence)
		if m.hole != nil {
			o.Confidence = min(o.Confidence, source.Medium)
			o.IsMissing = o.IsMissing || m.hole.isMissing
		}
		if o.In == nil && m.in != nil && m.in != p.main {
			o.In, o.From, o.To = m.in, int(m.place.start), int(m.place.end)
		}
		guard = p.guards.join(guard, m.guard)
	}
	o.Conditions, o.guard = guard.aboutCluster(), guard
	return o
}

// markAt returns the last mark at or before an offset.
func (p *Possibility) markAt(offset int) int {
	return sort.Search(len(p.marks), func(i int) bool { return p.marks[i].at > offset }) - 1
}

// place returns where in the template the byte at an offset stands, or what
// gives it. Something that is put together of several parts is given where they
// are put together.
func (p *Possibility) place(i, offset int, alone bool) (start, end int) {
	m := p.marks[i]
	switch {
	case m.in == p.main && m.stands && (alone || m.isText):
		at := int(m.place.start) + min(offset-m.at, int(m.place.end-m.place.start)-1)
		return at, at + 1
	case m.in == p.main && alone:
		return int(m.place.start), int(m.place.end)
	}
	return int(m.use.start), int(m.use.end)
}

// Signature is the same for two stretches of possibilities of one template that
// say the same, from the same places and under the same conditions.
func (p *Possibility) Signature(start, end int) uint64 {
	h := maphash.Bytes(seed, p.Data[start:end])
	for i := max(p.markAt(start), 0); i < len(p.marks) && p.marks[i].at < end; i++ {
		m := p.marks[i]
		number := uint64(m.place.start)<<32 ^ uint64(m.use.start)<<16 ^ uint64(max(start-m.at, 0))
		if m.guard != nil {
			number ^= uint64(m.guard.id) << 48
		}
		h = (h ^ number) * 1099511628211 // FNV's prime
	}
	return h
}

var seed = maphash.MakeSeed()

// Text returns the possibility as a text whose bytes know their places in the
// text that the template is.
func (p *Possibility) Text(template source.Text) source.Text {
	b := source.TextBuilder{From: template}
	for i, m := range p.marks {
		end := len(p.Data)
		if i+1 < len(p.marks) {
			end = min(end, p.marks[i+1].at)
		}
		if m.at >= end {
			continue
		}
		if start, _ := p.place(i, m.at, true); m.in == p.main && m.stands {
			b.Copy(start, start+end-m.at)
		} else {
			b.Write(string(p.Data[m.at:end]), start)
		}
	}
	return b.Text()
}
