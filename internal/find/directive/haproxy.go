package directive

import "github.com/apilint/apilint/internal/source"

// sections are the words that begin a section of a configuration of HAProxy.
//
// Source: HAProxy Configuration Manual, 2.1 Configuration file format.
var sections = map[string]bool{
	"global": true, "defaults": true, "frontend": true, "backend": true, "listen": true, "peers": true, "resolvers": true,
	"userlist": true, "mailers": true, "program": true, "cache": true, "http-errors": true, "ring": true, "fcgi-app": true,
	"log-forward": true, "crt-store": true, "traces": true,
}

// HAProxy reads a configuration of HAProxy: a directive for each section, with
// its lines in it. Lines before the first section stand on their own.
func HAProxy(text source.Text) []Directive {
	r := reader{text: text, src: text.Data}
	var all []Directive
	for r.pos < len(r.src) {
		line := r.line()
		switch {
		case len(line) == 0:
		case sections[string(line[0].Data)] || len(all) == 0 || !sections[all[len(all)-1].Name()]:
			all = append(all, Directive{Words: line})
		default:
			section := &all[len(all)-1]
			section.Inside = append(section.Inside, Directive{Words: line})
		}
	}
	return all
}

// line reads the words of a line.
func (r *reader) line() []source.Text {
	var words []source.Text
	for r.pos < len(r.src) {
		switch c := r.src[r.pos]; {
		case c == '\n':
			r.pos++
			return words
		case r.atBlank():
			r.pos++
		case c == '#' && r.placeholder() == 0:
			r.skipLine()
		case c == '\\' && r.pos+1 < len(r.src) && r.src[r.pos+1] == '\n':
			r.pos += 2
		default:
			if word := r.word("#"); !isControl(word) {
				words = append(words, word)
			}
		}
	}
	return words
}
