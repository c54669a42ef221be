// Package endpoint reads health endpoints in URLs and paths, and tells whose
// they are.
package endpoint

import (
	"bytes"
	"regexp"
	"strings"
)

// Endpoint is a health endpoint as a URL, or the path of one, names it.
type Endpoint struct {
	Scheme     string // in lower case; "" when the text doesn't say
	Host, Port string // as written, placeholders included
	Prefix     string // what the path has before it
	Name       string // "healthz", "livez" or "readyz"
	Check      string // "etcd" in /livez/etcd
	Query      string // without the question mark
	Start, End int    // where in the text its path stands, query included

	// NameStart is where in the text Name begins.
	NameStart int
}

// IsPath tells whether the text gives the path alone.
func (e *Endpoint) IsPath() bool {
	return e.Scheme == "" && e.Host == "" && e.Port == "" && e.Prefix == ""
}

// IsLocal tells whether a URL names this host, and no port but those at which
// kube-apiservers were to be found on it.
func (e *Endpoint) IsLocal() bool {
	isHost := e.Host == "localhost" || e.Host == "127.0.0.1"
	isPort := e.Scheme == "https" && (e.Port == "" || e.Port == "443") || e.Scheme != "https" && e.Port == "8080"
	return isHost && isPort && e.Prefix == ""
}

// Mentioned tells whether a text names a health endpoint, be it in another
// word. It is the first look at every file.
func Mentioned(text []byte) bool {
	for {
		z := bytes.IndexByte(text, 'z')
		if z < 0 {
			return false
		}
		if before := text[:z]; bytes.HasSuffix(before, []byte("health")) || bytes.HasSuffix(before, []byte("live")) || bytes.HasSuffix(before, []byte("ready")) {
			return true
		}
		text = text[z+1:]
	}
}

// name matches the name of a health endpoint that is no part of a longer word.
var name = regexp.MustCompile(`(?:^|[^A-Za-z0-9_.$-])(healthz|livez|readyz)(?:$|[^A-Za-z0-9_.:=(-])`)

// In returns the endpoints that a text names, as parts of URLs or as paths.
func In(text []byte) []Endpoint {
	var all []Endpoint
	for at := 0; at < len(text) && Mentioned(text[at:]); {
		match := name.FindSubmatchIndex(text[at:])
		if match == nil {
			break
		}
		start, end := at+match[2], at+match[3]
		e := Endpoint{Name: string(text[start:end]), NameStart: start, Start: start, End: end}
		e.readRest(text)
		if start > 0 && text[start-1] == '/' {
			e.Start--
			e.readBefore(text[authorityStart(text, e.Start):e.Start])
		}
		all = append(all, e)
		at = max(e.End, end)
	}
	return all
}

// pathEnd are the characters at which a path ends.
const pathEnd = " \t\r\n\"'`<>|;,()[]{}\\*#$"

// readRest reads what follows the name: a check and a query.
func (e *Endpoint) readRest(text []byte) {
	if rest := text[e.End:]; len(rest) > 0 && rest[0] == '/' {
		n := indexAny(rest, pathEnd+"?&")
		e.Check = strings.Trim(string(rest[:n]), "/")
		e.End += n
	}
	if rest := text[e.End:]; len(rest) > 0 && rest[0] == '?' {
		n := indexAny(rest, pathEnd)
		e.Query = string(rest[1:n])
		e.End += n
	}
}

func indexAny(text []byte, chars string) int {
	if n := bytes.IndexAny(text, chars); n >= 0 {
		return n
	}
	return len(text)
}

// maxAuthority is how many bytes before the path are looked at.
const maxAuthority = 1000

// authorityStart returns where the URL begins whose path begins at end:
// placeholders in brackets may hold blanks, nothing else may.
func authorityStart(text []byte, end int) int {
	least := max(0, end-maxAuthority)
	at := end
	for at > least {
		switch c := text[at-1]; {
		case c == '}':
			at = openingOf(text, at-1, least, '{', '}')
		case c == ')':
			at = openingOf(text, at-1, least, '(', ')')
		case c == ']':
			at = openingOf(text, at-1, least, '[', ']')
		case c == '>' && at > 1 && text[at-2] == '%':
			at = actionStart(text, at, least)
		case strings.IndexByte(" \t\r\n\"'`<>|;,([{=&!\\", c) >= 0:
			return at
		default:
			at--
		}
	}
	return at
}

// actionStart returns where the action of ERB begins that ends at a place, or
// the place before that when none does.
func actionStart(text []byte, end, least int) int {
	if i := bytes.LastIndex(text[least:end], []byte("<%")); i >= 0 {
		return least + i
	}
	return end - 1
}

// openingOf returns where the bracket opens that closes at a place, or the
// place itself when it opens nowhere.
func openingOf(text []byte, closing, least int, open, shut byte) int {
	depth := 0
	for at := closing; at >= least; at-- {
		switch text[at] {
		case shut:
			depth++
		case open:
			if depth--; depth == 0 {
				return at
			}
		}
	}
	return closing
}

var (
	scheme = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*):/*`)
	// checked matches what load balancers of clouds take for a target.
	checked = regexp.MustCompile(`^(?i:(https?|ssl|tcp)):([0-9]+|[$]\{[^}]*\})$`)
	port    = regexp.MustCompile(`:([0-9]+|[$]\{[^{}]*\}|[$]\{?[^:/]*|\{\{.*\}\}|%[sdv]|<%.*%>|<[^>]*>|[$]\(.*\))$`)
)

// readBefore reads what stands before the path.
func (e *Endpoint) readBefore(text []byte) {
	if target := checked.FindSubmatch(text); target != nil {
		e.Scheme, e.Port = strings.ToLower(string(target[1])), string(target[2])
		return
	}
	if bytes.Contains(text, []byte("://")) {
		s := scheme.FindSubmatch(text)
		if s != nil {
			e.Scheme = strings.ToLower(string(s[1]))
			text = text[len(s[0]):]
		}
	}
	authority, prefix := cutAuthority(text)
	if at := bytes.LastIndexByte(authority, '@'); at >= 0 && bytes.LastIndex(authority[:at], []byte("<%")) <= bytes.LastIndex(authority[:at], []byte("%>")) {
		authority = authority[at+1:]
	}
	if p := port.FindSubmatchIndex(authority); p != nil {
		e.Port = string(authority[p[2]:p[3]])
		authority = authority[:p[0]]
	}
	e.Host, e.Prefix = string(authority), string(prefix)
	if e.Scheme == "" && e.Port == "" && !isPlaceholder(e.Host) && !strings.HasPrefix(e.Host, "kubernetes.default") {
		e.Host, e.Prefix = "", string(text)
	}
}

// cutAuthority cuts host and port off what comes before the path. Slashes in
// placeholders don't count.
func cutAuthority(text []byte) (authority, prefix []byte) {
	depth := 0
	for i, c := range text {
		switch c {
		case '{', '(', '<', '[':
			depth++
		case '}', ')', '>', ']':
			depth--
		case '/':
			if depth <= 0 {
				return text[:i], bytes.TrimRight(text[i:], "/")
			}
		}
	}
	return text, nil
}

func isPlaceholder(s string) bool { return strings.ContainsAny(s, "${<%") }

// URL returns the URL in a text whose path an endpoint is, as far as the text
// has it.
func URL(text []byte, e *Endpoint) []byte { return text[authorityStart(text, e.Start):e.End] }
