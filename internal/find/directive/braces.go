package directive

import "github.com/apilint/apilint/internal/source"

// maxDepth is how deep braces may be nested; those in deeper ones are passed
// over.
const maxDepth = 50

// Braces reads a configuration of nginx or keepalived. Directives end with a
// semicolon or the line; those of nginx that run over several lines come out
// as several.
//
// Source: nginx Beginner's Guide, Configuration File's Structure;
// keepalived.conf(5).
func Braces(text source.Text) []Directive {
	return (&reader{text: text, src: text.Data}).block(0)
}

// BracesOutline returns the comments of such a configuration, and its
// directives.
func BracesOutline(text source.Text) *source.Outline {
	r := reader{text: text, src: text.Data, outline: source.NewOutline(text)}
	r.block(0)
	return r.outline
}

// block reads directives up to and over the brace that closes them, or the end.
func (r *reader) block(depth int) []Directive {
	var all []Directive
	var words []source.Text
	start := -1   // where the directive at hand begins, or the last one
	ended := true // a brace can't belong to the directive before
	end := func() {
		if len(words) > 0 {
			r.unit(start, r.pos)
			all = append(all, Directive{Words: words})
		}
		words = nil
	}
	startsLine := true
	for r.pos < len(r.src) {
		c := r.src[r.pos]
		switch {
		case c == '\n':
			ended = ended && len(words) == 0
			end()
			r.pos++
		case r.atBlank():
			r.pos++
			continue
		case c == '#' && r.placeholder() == 0, c == '!' && startsLine:
			r.comment()
		case c == ';':
			end()
			ended = true
			r.pos++
		case c == '{' && r.placeholder() == 0:
			end()
			r.pos++
			r.open(&all, ended, depth)
			r.unit(start, r.pos)
			ended = true
		case c == '}':
			end()
			if r.pos++; depth > 0 {
				return all
			}
		default:
			if ended = false; len(words) == 0 {
				start = r.pos
			}
			if word := r.word(";{}"); !isControl(word) {
				words = append(words, word)
			}
		}
		startsLine = c == '\n'
	}
	end()
	return all
}

// open reads what is in braces into the directive before them.
func (r *reader) open(all *[]Directive, ended bool, depth int) {
	if ended || len(*all) == 0 {
		*all = append(*all, Directive{})
	}
	if depth == maxDepth {
		r.skipBraces()
		return
	}
	last := &(*all)[len(*all)-1]
	last.Inside = r.block(depth + 1)
}

// skipBraces passes over everything up to the brace that closes.
func (r *reader) skipBraces() {
	for depth := 1; r.pos < len(r.src) && depth > 0; r.pos++ {
		switch r.src[r.pos] {
		case '{':
			depth++
		case '}':
			depth--
		}
	}
}
