package template

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

// kind is what is known of a value.
type kind uint8

const (
	unknown  kind = iota // only a renderer has it
	text                 // pieces
	number               // whole
	truth                // a condition
	mapping              // entries
	sequence             // items
	boolean              // number is 0 or 1
	null                 // nil, or nothing
	version              // of the cluster: its text
	minor                // of the cluster: the number of its release, or its text
	root                 // what a template is given: .Values, .Chart, .Capabilities …
)

// value is what an expression comes to.
type value struct {
	kind      kind
	pieces    []piece
	number    int
	condition *condition
	entries   map[string]value
	items     []value
	// key says what an unknown value is, so that it is recognised.
	key string
	// likely is what an unknown value is unless somebody sets it, if that can be
	// told, and how sure that is.
	likely     *value
	confidence source.Confidence
	isMissing  bool // a named template that isn't there gives it
	isYAML     bool // it is written as YAML, be it a word or lines
	// guard is what must hold for the value to be this.
	guard *guard
}

// piece is a part of what a template gives: text, or the place of an unknown
// value.
type piece struct {
	data []byte
	hole *value // nil for text
	// Where it stands: in a template from start to end. stands tells that data
	// stands there byte by byte, isText that it does so outside of actions. in is
	// nil for what stands nowhere.
	in             *Template
	place          span
	stands, isText bool
	confidence     source.Confidence
	// use is the action in the template at hand that gives it, if one does.
	use   span
	guard *guard
}

// firstPiece returns the first piece of a text, for the place of what is made of
// it.
func (v *value) firstPiece() piece {
	if len(v.pieces) == 0 {
		return piece{}
	}
	return v.pieces[0]
}

// textOf is a text that stands nowhere.
func textOf(s string) value {
	return value{kind: text, pieces: []piece{{data: []byte(s), confidence: source.Medium}}}
}

func unknownOf(key string) value { return value{key: shortKey(key)} }

func booleanOf(holds bool) value {
	if holds {
		return value{kind: boolean, number: 1}
	}
	return value{kind: boolean}
}

func conditionOf(c *condition) value { return value{kind: truth, condition: c} }

// maxLiteral is how long a text may be that is put together to be looked at, in
// bytes.
const maxLiteral = 1 << 16

// literal returns the text of a value that has no part that is unknown.
func (v *value) literal() (string, bool) {
	switch v.kind {
	case number:
		return strconv.Itoa(v.number), true
	case null:
		return "", true
	case boolean:
		return strconv.FormatBool(v.number != 0), true
	case text:
		if len(v.pieces) == 1 && v.pieces[0].hole == nil && len(v.pieces[0].data) <= maxLiteral {
			return string(v.pieces[0].data), true
		}
		var b strings.Builder
		for _, p := range v.pieces {
			if p.hole != nil || b.Len() > maxLiteral {
				return "", false
			}
			b.Write(p.data)
		}
		return b.String(), true
	}
	return "", false
}

// isSet tells whether a value counts as true, if that is known. A hole in a text
// counts as something.
func (v *value) isSet() (set, known bool) {
	switch v.kind {
	case text:
		return len(v.pieces) > 0 && !v.isEmpty(), true
	case number, boolean:
		return v.number != 0, true
	case mapping:
		return len(v.entries) > 0, true
	case sequence:
		return len(v.items) > 0, true
	case null:
		return false, true
	}
	return v.kind != truth && v.kind != unknown, v.kind != truth && v.kind != unknown
}

// isEmpty tells whether a text has nothing in it. A hole counts as something.
func (v *value) isEmpty() bool {
	for i := range v.pieces {
		if v.pieces[i].hole != nil || len(v.pieces[i].data) > 0 {
			return false
		}
	}
	return true
}

// name says what a value is, to recognise questions about it.
func (v *value) name() string {
	switch v.kind {
	case truth:
		return v.condition.key
	case version:
		return "$version"
	case minor:
		return "$minor"
	case root:
		return "$"
	case mapping:
		return "dict"
	case sequence:
		return "list"
	case unknown:
		return v.key
	case text:
		return v.nameOfText()
	}
	s, _ := v.literal()
	return strconv.Quote(s)
}

func (v *value) nameOfText() string {
	var b strings.Builder
	b.WriteByte('"')
	for _, p := range v.pieces {
		if p.hole != nil {
			b.WriteString(p.hole.name())
		} else {
			b.Write(p.data)
		}
		if b.Len() > maxKey {
			break
		}
	}
	b.WriteByte('"')
	return shortKey(b.String())
}

// only returns the value that a text consists of, but for blanks around it, if
// it is one hole.
func (v *value) only() (*value, bool) {
	p := v.onlyHole()
	if p == nil {
		return nil, false
	}
	hole := *p.hole
	hole.guard = p.guard
	return &hole, true
}

// onlyHole returns the piece of a text that is its one hole, nil if there is more
// to it than that and blanks.
func (v *value) onlyHole() *piece {
	if v.kind != text {
		return nil
	}
	var found *piece
	for i := range v.pieces {
		switch p := &v.pieces[i]; {
		case p.hole != nil && found == nil:
			found = p
		case p.hole != nil || len(bytes.TrimSpace(p.data)) > 0:
			return nil
		}
	}
	return found
}
