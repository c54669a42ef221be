package yaml

import (
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/apilint/apilint/internal/source"
)

// jsonParser reads one JSON value (RFC 8259). It also takes the comments and
// trailing commas of configuration files such as tsconfig.json, and remembers
// the first, since a Kubernetes object may have none.
type jsonParser struct {
	*Tree
	src     []byte
	pos     int
	depth   int
	failure string // what is wrong at pos
	lenient int    // the offset of the first comment or trailing comma, -1 if none
}

// maxJSONDepth is the depth at which encoding/json gives up too.
const maxJSONDepth = 10000

// parse reads the value at pos and moves behind it.
func (p *jsonParser) parse() bool {
	if !p.skipBlank() {
		return false
	}
	root, ok := p.jsonValue()
	p.root = root
	return ok
}

func (p *jsonParser) fail(format string, args ...any) bool {
	if p.failure == "" {
		p.failure = fmt.Sprintf(format, args...)
	}
	return false
}

func (p *jsonParser) err(text source.Text) *Error {
	at := min(p.pos, len(p.src))
	_, size := utf8.DecodeRune(p.src[at:])
	return &Error{text.Span(at, at+size), p.failure}
}

// skipBlank moves over white space and comments.
func (p *jsonParser) skipBlank() bool {
	for p.pos < len(p.src) {
		switch p.src[p.pos] {
		case ' ', '\t', '\r', '\n':
			p.pos++
		case '/':
			if !p.skipComment() {
				return false
			}
		default:
			return true
		}
	}
	return true
}

func (p *jsonParser) skipComment() bool {
	rest := string(p.src[p.pos:min(p.pos+2, len(p.src))])
	if rest != "//" && rest != "/*" {
		return p.fail("unexpected %q", "/")
	}
	p.tolerate(p.pos)
	for i := p.pos + 2; i < len(p.src); i++ {
		if rest == "//" && p.src[i] == '\n' || rest == "/*" && p.src[i] == '/' && p.src[i-1] == '*' && i > p.pos+2 {
			p.pos = i + 1
			return true
		}
	}
	if rest == "//" {
		p.pos = len(p.src)
		return true
	}
	p.pos = len(p.src)
	return p.fail("the comment is not closed")
}

func (p *jsonParser) tolerate(at int) {
	if p.lenient < 0 {
		p.lenient = at
	}
}

func (p *jsonParser) jsonValue() (int32, bool) {
	if p.pos == len(p.src) {
		return 0, p.fail("the value is missing: the input ends here")
	}
	p.depth++
	defer func() { p.depth-- }()
	if len(p.nodes) > maxNodes {
		return 0, p.fail("more than %d values in one document: split it", maxNodes)
	}
	if p.depth > maxJSONDepth {
		return 0, p.fail("nested deeper than %d levels", maxJSONDepth)
	}
	switch c := p.src[p.pos]; c {
	case '{':
		return p.object()
	case '[':
		return p.array()
	case '"':
		return p.stringValue()
	}
	return p.literal()
}

func (p *jsonParser) object() (int32, bool) {
	object := p.add(node{kind: Mapping, start: int32(p.pos)})
	return p.members(object, '}', func(last int32) (int32, bool) {
		if p.src[p.pos] != '"' {
			return 0, p.fail("a key in double quotes should stand here")
		}
		key, ok := p.stringValue()
		if !ok || !p.skipBlank() {
			return 0, false
		}
		if p.pos == len(p.src) || p.src[p.pos] != ':' {
			return 0, p.fail("the colon after the key is missing")
		}
		p.pos++
		if !p.skipBlank() {
			return 0, false
		}
		value, ok := p.jsonValue()
		p.link(object, last, key)
		p.link(object, key, value)
		return value, ok
	})
}

func (p *jsonParser) array() (int32, bool) {
	array := p.add(node{kind: Sequence, start: int32(p.pos)})
	return p.members(array, ']', func(last int32) (int32, bool) {
		item, ok := p.jsonValue()
		p.link(array, last, item)
		return item, ok
	})
}

// members reads what stands between brackets, separated by commas.
func (p *jsonParser) members(collection int32, bracket byte, member func(last int32) (int32, bool)) (int32, bool) {
	open := p.pos
	p.pos++
	comma := -1
	for last := int32(0); ; {
		if !p.skipBlank() {
			return 0, false
		}
		if p.pos == len(p.src) {
			p.pos = open
			return 0, p.fail("the %q that opens here is not closed", string(p.src[open]))
		}
		if p.src[p.pos] == bracket {
			if comma >= 0 {
				p.tolerate(comma)
			}
			p.pos++
			p.nodes[collection].end = int32(p.pos)
			return collection, true
		}
		if last != 0 && comma < 0 {
			return 0, p.fail("a comma or %q is missing", string(bracket))
		}
		var ok bool
		if last, ok = member(last); !ok || !p.skipBlank() {
			return 0, false
		}
		comma = -1
		if p.pos < len(p.src) && p.src[p.pos] == ',' {
			comma = p.pos
			p.pos++
		}
	}
}

func (p *jsonParser) stringValue() (int32, bool) {
	start := p.pos
	for i := start + 1; i < len(p.src); i++ {
		switch c := p.src[i]; {
		case c == '"':
			p.pos = i + 1
			return p.add(node{style: DoubleQuoted, start: int32(start), end: int32(p.pos)}), true
		case c == '\\':
			n := jsonEscapeLength(p.src[i:])
			if n == 0 {
				p.pos = i
				return 0, p.fail("not an escape that JSON has")
			}
			i += n - 1
		case c < ' ':
			p.pos = i
			return 0, p.fail("a control character (%U) in a string", c)
		}
	}
	return 0, p.fail("the string that begins here is not closed")
}

func jsonEscapeLength(s []byte) int {
	if len(s) < 2 {
		return 0
	}
	switch s[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if len(s) >= 6 {
			if _, err := strconv.ParseUint(string(s[2:6]), 16, 32); err == nil {
				return 6
			}
		}
	}
	return 0
}

// literal reads a number, true, false or null.
func (p *jsonParser) literal() (int32, bool) {
	start := p.pos
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.' || c == 'E' {
			p.pos++
			continue
		}
		break
	}
	if p.pos == start {
		r, _ := utf8.DecodeRune(p.src[start:])
		return 0, p.fail("unexpected %q", r)
	}
	if word := p.src[start:p.pos]; !json.Valid(word) {
		p.pos = start
		return 0, p.fail("%q is not a JSON value", word)
	}
	return p.add(node{start: int32(start), end: int32(p.pos)}), true
}
