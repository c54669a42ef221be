package source

import (
	"fmt"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// ignores holds the patterns of one .gitignore file, and behind them those of
// the directories around it, which they overrule.
type ignores struct {
	outer    *ignores
	dir      string // the directory they speak about, absolute, with slashes
	patterns []pattern
}

// pattern is one line of a .gitignore file, see gitignore(5).
type pattern struct {
	glob    string // in the syntax of doublestar
	negated bool   // a match means: not ignored after all
	dirOnly bool   // matches directories only
	rooted  bool   // matches the path below the file's directory, not the base name
}

// ignored tells whether a file or directory is to be left out. The innermost
// file that has an opinion decides, in it the last pattern that matches.
func (i *ignores) ignored(file string, isDir bool) bool {
	for ; i != nil; i = i.outer {
		below := strings.TrimPrefix(strings.TrimPrefix(file, i.dir), "/")
		for k := len(i.patterns) - 1; k >= 0; k-- {
			if i.patterns[k].matches(below, isDir) {
				return !i.patterns[k].negated
			}
		}
	}
	return false
}

func (p *pattern) matches(below string, isDir bool) bool {
	if p.dirOnly && !isDir {
		return false
	}
	if !p.rooted {
		below = path.Base(below)
	}
	return doublestar.MatchUnvalidated(p.glob, below)
}

// parseIgnores reads the text of a .gitignore file. A line that no path can
// match is dropped, as git does it.
func parseIgnores(text string) []pattern {
	var patterns []pattern
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if p, ok := parsePattern(line); ok {
			patterns = append(patterns, p)
		}
	}
	return patterns
}

// parsePattern reads one line of a .gitignore file; it fails for empty lines,
// comments and patterns that match nothing.
func parsePattern(line string) (p pattern, ok bool) {
	if strings.HasPrefix(line, "#") {
		return p, false
	}
	line = trimBlanks(line)
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.dirOnly = strings.CutSuffix(line, "/")
	p.rooted = strings.Contains(line, "/")
	p.glob, ok = translate(strings.TrimPrefix(line, "/"))
	return p, ok && p.glob != ""
}

// trimBlanks cuts the spaces at the end of a line, but for those written with a
// backslash.
func trimBlanks(line string) string {
	end := 0
	for i := 0; i < len(line); i++ {
		if line[i] == ' ' {
			continue
		}
		if line[i] == '\\' {
			i++
		}
		end = i + 1
	}
	return line[:min(end, len(line))]
}

// translate writes a pattern of git's in the syntax of doublestar, which differs
// in these points: braces are alternatives there, a pattern that ends in "/**"
// also matches the directory itself, runs of stars mean less and classes are
// written more narrowly.
func translate(git string) (string, bool) {
	var glob strings.Builder
	for i := 0; i < len(git); i++ {
		switch git[i] {
		case '{', '}':
			glob.WriteByte('\\')
			glob.WriteByte(git[i])
		case '\\':
			if i++; i == len(git) {
				return "", false
			}
			glob.WriteByte('\\')
			glob.WriteByte(git[i])
		case '*':
			stars := len(git[i:]) - len(strings.TrimLeft(git[i:], "*"))
			glob.WriteString(translateStars(git, i, i+stars))
			i += stars - 1
		case '[':
			class, length := translateClass(git[i:])
			if length == 0 {
				return "", false
			}
			glob.WriteString(class)
			i += length - 1
		default:
			glob.WriteByte(git[i])
		}
	}
	if strings.HasSuffix(glob.String(), "/**") {
		glob.WriteString("/*")
	}
	return glob.String(), true
}

// translateStars translates the stars of git from start to end: two or more
// match directories where they stand alone between slashes, and as much as one
// does elsewhere.
func translateStars(git string, start, end int) string {
	alone := (start == 0 || git[start-1] == '/') && (end == len(git) || git[end] == '/')
	if alone && end-start > 1 {
		return "**"
	}
	return "*"
}

// translateClass translates the character class at the start of git and tells
// its length there, 0 when it never ends.
func translateClass(git string) (class string, length int) {
	var out strings.Builder
	out.WriteByte('[')
	i := 1
	if i < len(git) && (git[i] == '!' || git[i] == '^') {
		out.WriteString("^/") // in git no class matches a slash
		i++
	}
	for first := true; i < len(git) && (first || git[i] != ']'); first = false {
		switch name, size := posixClass(git[i:]); {
		case size > 0:
			out.WriteString(name)
			i += size
		case git[i] == '\\' && i+1 < len(git):
			out.WriteString(git[i : i+2])
			i += 2
		case git[i] == ']':
			out.WriteString(`\]`)
			i++
		default:
			out.WriteByte(git[i])
			i++
		}
	}
	if i >= len(git) {
		return "", 0
	}
	out.WriteByte(']')
	return out.String(), i + 1
}

// posixClasses are the named classes of git's patterns, in ASCII as there.
var posixClasses = map[string]string{
	"alnum": "0-9A-Za-z", "alpha": "A-Za-z", "blank": " \t", "cntrl": "\x00-\x1f\x7f", "digit": "0-9",
	"graph": "!-~", "lower": "a-z", "print": " -~", "punct": "!-/:-@\\[-`{-~", "space": " \t\n\v\f\r",
	"upper": "A-Z", "xdigit": "0-9A-Fa-f",
}

// posixClass reads a named class, "[:alpha:]", at the start of s.
func posixClass(s string) (ranges string, length int) {
	name, found := strings.CutPrefix(s, "[:")
	if !found {
		return "", 0
	}
	name, _, found = strings.Cut(name, ":]")
	ranges, known := posixClasses[name]
	if !found || !known {
		return "", 0
	}
	return ranges, len(name) + len("[::]")
}

// Patterns are patterns as in a .gitignore file.
type Patterns struct{ ignores }

// ParsePatterns reads patterns that speak about the files below a directory,
// given as an absolute path with slashes, or "" for the working directory.
// Unlike git it refuses one that can match nothing.
func ParsePatterns(dir string, globs []string) (*Patterns, error) {
	p := &Patterns{ignores{dir: dir}}
	for _, glob := range globs {
		pattern, ok := parsePattern(glob)
		if !ok || !doublestar.ValidatePattern(pattern.glob) {
			return nil, fmt.Errorf("%q matches nothing: it is a pattern as in a .gitignore file", glob)
		}
		p.patterns = append(p.patterns, pattern)
	}
	return p, nil
}

// Match tells whether the patterns match a file or directory. No patterns match
// nothing.
func (p *Patterns) Match(file string, isDir bool) bool {
	return p != nil && len(p.patterns) > 0 && p.holds(file) && p.ignored(file, isDir)
}

// MatchBelow tells whether the patterns match a file or a directory that it
// lies in.
func (p *Patterns) MatchBelow(file string) bool {
	isDir := false
	for at := file; p != nil && p.holds(at); at, isDir = path.Dir(at), true {
		if p.ignored(at, isDir) {
			return true
		}
		if path.Dir(at) == at {
			break
		}
	}
	return false
}

// holds tells whether a file lies below the directory.
func (p *Patterns) holds(file string) bool {
	return p.dir == "" || strings.HasPrefix(file, strings.TrimSuffix(p.dir, "/")+"/")
}
