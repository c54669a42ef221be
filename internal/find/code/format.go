package code

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/source"
)

var (
	// formatted matches what stands behind a string of Python that others are put
	// into: the operator, or the method.
	formatted = regexp.MustCompile(`^\s*(?:%\s*(\()?|\.format(\())`)
	// joining matches a call that puts the path behind it to a base.
	joining = regexp.MustCompile(`(?:url_?join|path\.join)\(\s*([A-Za-z_][A-Za-z0-9_.]*)\s*,\s*[A-Za-z]{0,2}["']$`)
	// based matches what stands between a path and its base in JavaScript.
	based = regexp.MustCompile("^['\"`]\\s*,\\s*([A-Za-z_$][A-Za-z0-9_$.]*)\\s*\\)")
	// hole matches where a string of Python has another put in, by the operator and
	// by the method.
	percentHole = regexp.MustCompile(`%(?:\(([A-Za-z0-9_]+)\))?[0-9.-]*[sdri]`)
	braceHole   = regexp.MustCompile(`\{([A-Za-z0-9_.]*)(?:\[[^\]{}]*\])?(?:![rsa])?(?::[^{}]*)?\}`)
	plainValue  = regexp.MustCompile(`^(?:[0-9]+|[A-Za-z]{0,2}"[^"\\]*"|[A-Za-z]{0,2}'[^'\\]*')$`)
	keyword     = regexp.MustCompile(`^\s*([A-Za-z_][A-Za-z0-9_]*)\s*=([^=].*)$`)
	dictionary  = regexp.MustCompile(`^\s*["']([A-Za-z_][A-Za-z0-9_]*)["']\s*:(.*)$`)
)

// given is what is put into a string, by its place or its name, written as code
// has it.
type given map[string]string

// maxArguments is how long what is put into a string may be.
const maxArguments = 400

// format returns what is put into the string of Python that was read last, and
// the pattern of the holes in it; nil if it is nothing.
func (s *scanner) format(t token) (*regexp.Regexp, given) {
	said := s.src[t.start:t.end]
	if bytes.IndexByte(said, '\\') >= 0 || bytes.Contains(said, []byte("{{")) {
		return nil, nil
	}
	rest := s.src[s.pos:min(len(s.src), s.pos+maxArguments)]
	match := formatted.FindSubmatchIndex(rest)
	if match == nil {
		return nil, nil
	}
	holes := percentHole
	if match[4] >= 0 {
		holes = braceHole
	}
	rest = rest[match[1]:]
	if match[2] < 0 && match[4] < 0 && !bytes.HasPrefix(rest, []byte("{")) { // one value
		return holes, given{"0": string(bytes.TrimSpace(rest[:endOfValue(rest)]))}
	}
	if bytes.HasPrefix(rest, []byte("{")) {
		rest = rest[1:]
	}
	all := given{}
	for n := 0; ; n++ {
		end := endOfValue(rest)
		value := strings.TrimSpace(string(rest[:end]))
		if named := keyword.FindStringSubmatch(value); named != nil {
			all[named[1]] = strings.TrimSpace(named[2])
		} else if named := dictionary.FindStringSubmatch(value); named != nil {
			all[named[1]] = strings.TrimSpace(named[2])
		} else {
			all[strconv.Itoa(n)] = value
		}
		if end == len(rest) || rest[end] != ',' {
			return holes, all
		}
		rest = rest[end+1:]
	}
}

// endOfValue returns where a value ends: before the comma, the closing bracket or
// the end of the line that is not inside brackets or quotes.
func endOfValue(s []byte) int {
	depth, quote := 0, byte(0)
	for i, c := range s {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case depth > 0 && (c == ')' || c == ']' || c == '}'):
			depth--
		case c == ')' || c == ']' || c == '}' || depth == 0 && (c == ',' || c == ';' || c == '#'):
			return i
		case depth == 0 && c == '\n' && len(bytes.TrimSpace(s[:i])) > 0:
			return i
		}
	}
	return len(s)
}

// base returns the name of what the string that was read last is a path below,
// "" if it isn't.
func (s *scanner) base(t token) string {
	before := s.src[max(0, t.start-maxWord):t.start]
	if !bytes.Contains(before, []byte("oin(")) && !bytes.Contains(before, []byte("URL(")) {
		return ""
	}
	if match := joining.FindSubmatch(before); match != nil {
		return string(match[1])
	}
	if s.language == javaScript && bytes.HasSuffix(before[:max(0, len(before)-1)], []byte("new URL(")) {
		if match := based.FindSubmatch(s.src[t.end:min(len(s.src), t.end+maxWord)]); match != nil {
			return string(match[1])
		}
	}
	return ""
}

// fill writes a string with what is put into it.
func (s *scanner) fill(b *source.TextBuilder, t token) {
	at := t.start
	for n, match := range t.holes.FindAllSubmatchIndex(s.src[t.start:t.end], -1) {
		name := ""
		if match[2] >= 0 {
			name = string(s.src[t.start+match[2] : t.start+match[3]])
		}
		if name == "" {
			name = strconv.Itoa(n)
		}
		first, rest, _ := strings.Cut(name, ".")
		value, known := t.given[first]
		if !known {
			continue
		}
		b.Copy(at, t.start+match[0])
		at = t.start + match[1]
		if plainValue.MatchString(value) {
			b.Write(strings.Trim(strings.TrimLeft(value, "bfru"), `"'`), t.start+match[0])
			continue
		}
		if rest != "" {
			value += "." + rest
		}
		b.Write("${"+strings.Map(inHole, value)+"}", t.start+match[0])
	}
	b.Copy(at, t.end)
}

// inHole leaves out what would end a hole.
func inHole(r rune) rune {
	if r == '{' || r == '}' || r == '\n' {
		return -1
	}
	return r
}
