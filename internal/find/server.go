package find

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// server collects what one kube-apiserver is given.
type server struct {
	reference.RuntimeConfig
	span source.Span // the first entry
	sure bool        // it is a kube-apiserver that is given this, whatever the values look like
}

// priorityAndFairness is the flag that turns API Priority and Fairness off.
const priorityAndFairness = "enable-priority-and-fairness"

// set gives the server a flag. Flags that don't matter here are passed over.
func (s *server) set(form, name string, value source.Text) {
	switch strings.ReplaceAll(name, "_", "-") {
	case "runtime-config":
		s.give(form, value)
	case "feature-gates", "kube-feature-gates":
		s.gate(value)
	case "emulated-version":
		s.EmulatedVersion = string(value.Data)
	case priorityAndFairness:
		on, err := strconv.ParseBool(string(value.Data))
		s.NoPriorityAndFairness = err == nil && !on
	}
}

// option gives the server a flag that is written name=value in one string,
// with or without dashes before it.
func (s *server) option(form string, option source.Text) {
	option = trimLeft(option, "-")
	if name, value, found := cut(option, "="); found {
		s.set(form, string(name.Data), value)
	}
}

// give gives the server a value of --runtime-config. Of one with placeholders
// the entries without any are kept.
func (s *server) give(form string, value source.Text) {
	if s.Form == "" {
		s.Form = form
	}
	for _, part := range s.withoutHoles(value) {
		if len(s.Values) == 0 {
			s.span = part.Span(0, len(entryOf(part.Data)))
		}
		s.Values = append(s.Values, part)
	}
}

// gate gives the server a value of --feature-gates.
func (s *server) gate(value source.Text) {
	partial := s.Partial
	s.FeatureGates = append(s.FeatureGates, s.withoutHoles(value)...)
	s.GatesPartial = s.GatesPartial || isHole(value.Data)
	s.Partial = partial
}

// withoutHoles returns a value as it is when it has no placeholders, otherwise
// its entries without any; the server is then only partly known. An empty
// value gives nothing.
func (s *server) withoutHoles(value source.Text) []source.Text {
	if !isHole(value.Data) {
		if len(value.Data) == 0 {
			return nil
		}
		return []source.Text{value}
	}
	s.Partial = true
	var whole []source.Text
	for start := 0; start < len(value.Data); {
		end := start + len(entryOf(value.Data[start:]))
		if end > start && !isHole(value.Data[start:end]) {
			whole = append(whole, value.Slice(start, end))
		}
		start = end + 1
	}
	return whole
}

// entryOf returns the part of a value before the first comma that stands in no
// bracket.
func entryOf(value []byte) []byte {
	depth := 0
	for i, c := range value {
		switch c {
		case '(', '{', '[':
			depth++
		case ')', '}', ']':
			depth--
		case ',':
			if depth <= 0 {
				return value[:i]
			}
		}
	}
	return value
}

// blank matches what stands for a value that someone else fills in, beyond
// what hole matches.
var blank = regexp.MustCompile(`\$[0-9@*#]|#\{|%[svqd+]|\.\.\.|…|<`)

func isHole(value []byte) bool { return hole.Match(value) || blank.Match(value) }

// entry matches an entry that only --runtime-config can have: the key names a
// version, or is one of those that stand for several.
var entry = regexp.MustCompile(`(?:^|,)\s*(?:(?:apis?/)?(?:/?|[A-Za-z0-9][A-Za-z0-9.-]*/)v[0-9]+(?:(?:alpha|beta)[0-9]+)?(?:/[A-Za-z]+)?|api/(?:all|ga|beta|alpha|legacy|stable|GA|v1))\s*(?:=[^,]*)?(?:$|,)`)

// isPlausible tells whether a value is one for --runtime-config and not, say,
// the path of a file: other programs have a flag of that name too.
func isPlausible(value []byte) bool { return entry.Match(value) }

func (s *server) isPlausible() bool {
	if s.sure {
		return true
	}
	for _, value := range s.Values {
		if isPlausible(value.Data) {
			return true
		}
	}
	return false
}

// cut slices a text around the first separator.
func cut(t source.Text, separator string) (before, after source.Text, found bool) {
	i := bytes.Index(t.Data, []byte(separator))
	if i < 0 {
		return t, t.Slice(len(t.Data), len(t.Data)), false
	}
	return t.Slice(0, i), t.Slice(i+len(separator), len(t.Data)), true
}

// trimLeft slices the bytes of a set off the start of a text.
func trimLeft(t source.Text, cutset string) source.Text {
	return t.Slice(len(t.Data)-len(bytes.TrimLeft(t.Data, cutset)), len(t.Data))
}

// trimSpace slices white space off both ends of a text.
func trimSpace(t source.Text) source.Text {
	t = trimLeft(t, " \t\r\n")
	return t.Slice(0, len(bytes.TrimRight(t.Data, " \t\r\n")))
}
