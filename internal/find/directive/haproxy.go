package directive

import (
	"regexp"

	"github.com/apilint/apilint/internal/source"
)

// sections are the words that begin a section of a configuration of HAProxy.
//
// Source: HAProxy Configuration Manual, 2.1 Configuration file format.
var sections = map[string]bool{
	"global": true, "defaults": true, "frontend": true, "backend": true, "listen": true, "peers": true, "resolvers": true,
	"userlist": true, "mailers": true, "program": true, "cache": true, "http-errors": true, "ring": true, "fcgi-app": true,
	"log-forward": true, "crt-store": true, "traces": true,
}

// blanks matches what a template writes to indent a line.
var blanks = regexp.MustCompile(`^\{\{-?\s*(?:"[ \t]*"|'[ \t]*')\s*-?\}\}`)

// HAProxy reads a configuration of HAProxy: a directive for each section, with
// its lines in it. Lines before the first section stand on their own.
func HAProxy(text source.Text) []Directive {
	return (&reader{text: text, src: text.Data}).sections()
}

// HAProxyOutline returns the comments of such a configuration, and its sections
// and lines.
func HAProxyOutline(text source.Text) *source.Outline {
	r := reader{text: text, src: text.Data, outline: source.NewOutline(text)}
	r.sections()
	return r.outline
}

func (r *reader) sections() []Directive {
	var all []Directive
	section, end := -1, 0 // where the section at hand begins, and its last line ends
	for r.pos < len(r.src) {
		start := -1
		line := r.line(&start)
		if len(line) > 0 {
			r.unit(start, r.pos)
			if sections[string(line[0].Data)] {
				r.unit(section, end)
				section = start
			}
			end = r.pos
		}
		switch {
		case len(line) == 0:
		case sections[string(line[0].Data)] || len(all) == 0 || !sections[all[len(all)-1].Name()]:
			all = append(all, Directive{Words: line})
		default:
			last := &all[len(all)-1]
			last.Inside = append(last.Inside, Directive{Words: line})
		}
	}
	r.unit(section, end)
	return all
}

// line reads the words of a line, and notes where the first begins.
func (r *reader) line(start *int) []source.Text {
	var words []source.Text
	for r.pos < len(r.src) {
		switch c := r.src[r.pos]; {
		case c == '\n':
			r.pos++
			return words
		case r.atBlank():
			r.pos++
		case c == '#' && r.placeholder() == 0:
			r.comment()
		case c == '\\' && r.pos+1 < len(r.src) && r.src[r.pos+1] == '\n':
			r.pos += 2
		case len(words) == 0 && blanks.Match(r.src[r.pos:]):
			r.pos += len(blanks.Find(r.src[r.pos:]))
		default:
			at := r.pos
			if word := r.word("#"); !isControl(word) {
				if len(words) == 0 {
					*start = at
				}
				words = append(words, word)
			}
		}
	}
	return words
}
