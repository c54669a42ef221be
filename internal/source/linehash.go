package source

import (
	"iter"
	"math"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// LineHash identifies a line of a file by what stands in it and behind it, so
// that it stays the same when lines are added elsewhere.
type LineHash struct {
	Sum uint64
	Nth int // among the lines of the file with this sum, from 1
}

// String writes the hash as primaryLocationLineHash of SARIF has it.
func (h LineHash) String() string {
	return strconv.FormatUint(h.Sum, 16) + ":" + strconv.Itoa(h.Nth)
}

// LineHashes yields the lines of the file, by number, with the hashes that code
// scanning of GitHub tells findings apart by (src/fingerprints.ts of
// github/codeql-action): of the hundred UTF-16 units from the start of the line
// on, without blanks and tabs and with every line break as a line feed, a
// polynomial in 37 modulo 2⁶⁴. Behind the end of the file stand the unit 65535
// and zeros. A lone carriage return ends a line here.
//
// There are no hashes of a file in UTF-16, or with bytes that are not UTF-8:
// what is hashed there depends on how its reader mends it.
func (f *File) LineHashes() iter.Seq2[int, LineHash] {
	return func(yield func(int, LineHash) bool) {
		if f.Converted || !utf8.Valid(f.Data) {
			return
		}
		h := &lineHasher{yield: yield, seen: map[uint64]int{}, startsLine: true}
		units(f.Data, h.add)
		h.add(math.MaxUint16)
		h.startsLine = false
		for range hashed {
			h.add(0)
		}
	}
}

// units gives the UTF-16 units of a text that are hashed, until one is refused.
func units(text []byte, add func(uint16) bool) {
	afterReturn := false
	for i, more := 0, true; i < len(text) && more; {
		r, size := utf8.DecodeRune(text[i:])
		i += size
		skips := r == ' ' || r == '\t' || r == '\n' && afterReturn
		afterReturn = r == '\r'
		switch {
		case skips:
		case r == '\r':
			more = add('\n')
		case r > math.MaxUint16:
			high, low := utf16.EncodeRune(r)
			more = add(uint16(high)) && add(uint16(low))
		default:
			more = add(uint16(r))
		}
	}
}

// hashed is how many units go into a hash.
const hashed = 100

// lineHasher keeps the last units, their hash, and which of them start lines.
type lineHasher struct {
	yield      func(int, LineHash) bool
	window     [hashed]uint16
	starts     [hashed]int // the number of the line that starts with the unit, 0 for none
	at         int         // where the next unit goes, in place of the oldest
	sum        uint64
	seen       map[uint64]int
	line       int
	startsLine bool // the next unit does
	stopped    bool
}

// add takes a unit in, after giving the hash of the line that starts with the
// unit that falls out. It returns whether more is wanted.
func (h *lineHasher) add(unit uint16) bool {
	if line := h.starts[h.at]; line > 0 && !h.stopped {
		h.seen[h.sum]++
		h.stopped = !h.yield(line, LineHash{h.sum, h.seen[h.sum]})
	}
	h.starts[h.at] = 0
	if h.startsLine {
		h.line++
		h.starts[h.at] = h.line
	}
	h.startsLine = unit == '\n'
	h.sum = h.sum*hashBase + uint64(unit) - uint64(h.window[h.at])*falls
	h.window[h.at] = unit
	h.at = (h.at + 1) % hashed
	return !h.stopped
}

const hashBase = 37

// falls is the weight of a unit that falls out of the window.
var falls = func() uint64 {
	weight := uint64(1)
	for range hashed {
		weight *= hashBase
	}
	return weight
}()
