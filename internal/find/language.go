package find

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/find/template"
	"github.com/apilint/apilint/internal/source"
)

// language is what a text is written in.
type language uint8

const (
	unknown language = iota
	yamlText
	jsonText
	shellText
	unitText // of systemd
	dockerText
	hclText
	haproxyText
	bracesText // of nginx and keepalived
	pythonText
	javaScriptText // and TypeScript
	likePythonText // with strings and comments almost like those: Ruby, Puppet, TOML
	likeScriptText // with those of JavaScript: Groovy, Bicep
	powerShellText // almost a shell's
	goText
	goModText
	markdownText
	rstText
	asciiDocText
)

// endings are the languages of file names by how they end, and of code blocks
// by the names that documents give them.
var endings = map[string]language{
	"yaml": yamlText, "yml": yamlText, "json": jsonText, "sls": yamlText,
	"sh": shellText, "bash": shellText, "zsh": shellText, "ksh": shellText, "bats": shellText,
	"ps1": powerShellText, "just": shellText, "env": shellText, "envrc": shellText, "sysconfig": shellText, "mk": shellText,
	"service": unitText, "dockerfile": dockerText, "containerfile": dockerText,
	"tf": hclText, "tofu": hclText, "tfvars": hclText, "hcl": hclText, "nix": hclText,
	"py": pythonText, "rb": likePythonText, "pp": likePythonText, "toml": likePythonText, "groovy": likeScriptText, "bicep": likeScriptText,
	"js": javaScriptText, "mjs": javaScriptText, "cjs": javaScriptText, "jsx": javaScriptText,
	"ts": javaScriptText, "mts": javaScriptText, "cts": javaScriptText, "tsx": javaScriptText,
	"go": goText, "md": markdownText, "markdown": markdownText, "mdx": markdownText, "rst": rstText,
	"adoc": asciiDocText, "asciidoc": asciiDocText, "asc": asciiDocText,
}

// templates are the endings of files that a renderer makes another file of.
var templates = map[string]bool{"j2": true, "jinja": true, "jinja2": true, "ctmpl": true, "tmpl": true, "tpl": true, "tftpl": true, "gotmpl": true, "template": true, "erb": true, "in": true}

// withoutTemplate cuts off what says that a file is a template.
func withoutTemplate(base string) string {
	for templates[strings.TrimPrefix(path.Ext(base), ".")] {
		base = strings.TrimSuffix(base, path.Ext(base))
	}
	return base
}

// languageOf tells by its path what a file is written in.
func languageOf(file string) language {
	base := withoutTemplate(strings.ToLower(path.Base(file)))
	if ending := strings.TrimPrefix(path.Ext(base), "."); ending != "" && endings[ending] != unknown {
		return endings[ending]
	}
	if in := languageOfBalancer(base); in != unknown {
		return in
	}
	if name, _, _ := strings.Cut(base, "."); name == "dockerfile" || name == "containerfile" {
		return dockerText
	}
	switch base {
	case "go.mod":
		return goModText
	case "jenkinsfile":
		return likeScriptText
	case "earthfile":
		return dockerText
	case "makefile", "gnumakefile", "justfile", "vagrantfile", "kube-apiserver", "kube-apiserver.conf", "kube-apiserver-args", "apiserver", "apiserver.conf":
		return shellText
	}
	switch dir := path.Base(path.Dir(file)); {
	case strings.HasSuffix(dir, ".service.d"):
		return unitText
	case dir == "sysconfig" || dir == "default" && path.Base(path.Dir(path.Dir(file))) == "etc":
		return shellText
	}
	return unknown
}

// isConfiguration tells whether a file may be a configuration in any syntax, by
// how its name ends.
func isConfiguration(base string) bool {
	switch path.Ext(base) {
	case "", ".cfg", ".conf", ".cnf":
		return true
	}
	return false
}

// languageOfBalancer tells by the name of a file of which load balancer it is
// the configuration.
func languageOfBalancer(base string) language {
	switch {
	case !isConfiguration(base):
	case strings.Contains(base, "haproxy"):
		return haproxyText
	case strings.Contains(base, "nginx"), strings.Contains(base, "keepalived"):
		return bracesText
	}
	return unknown
}

// languageOfFile tells what a file is written in. What nobody can tell is read
// as YAML.
func languageOfFile(file *source.File) language {
	in := languageOf(file.Path)
	if in == unknown {
		in = languageOfHead(file.Data)
	}
	if in == unknown {
		in = yamlText
	}
	return in
}

// Picks tells whether a file of a directory is worth reading: by its path, or,
// where its name has no ending, by what it begins with, which head returns.
func Picks(file string, head func() []byte) bool {
	if languageOf(file) != unknown || isNamedTemplates(file) || isPackedSubchart(file) {
		return true
	}
	return isConfiguration(withoutTemplate(path.Base(file))) && languageOfHead(head()) != unknown
}

// isNamedTemplates tells whether a file is for the named templates of a chart.
func isNamedTemplates(file string) bool {
	return path.Ext(file) == ".tpl" && strings.Contains("/"+file, "/templates/")
}

// isPackedSubchart tells whether a file is a packed chart in another chart.
func isPackedSubchart(file string) bool {
	return source.IsChartArchive(file) && path.Base(path.Dir(file)) == "charts"
}

// shebang matches the first line of a script for a shell.
var shebang = regexp.MustCompile(`^#![^\n]*\b(?:ba|da|k|z|a)?sh\b`)

// pythonShebang matches the first line of a script in Python.
var pythonShebang = regexp.MustCompile(`^#![^\n]*\bpython[0-9.]*\b`)

// languageOfHead tells by what a file begins with what it is written in.
func languageOfHead(head []byte) language {
	switch {
	case shebang.Match(head):
		return shellText
	case pythonShebang.Match(head):
		return pythonText
	case bytes.HasPrefix(head, []byte("#cloud-config")):
		return yamlText
	}
	return languageOfDirectives(afterComments(head))
}

// languageOfDirectives tells by what a text begins with which load balancer it
// configures.
func languageOfDirectives(text []byte) language {
	switch {
	case haproxyStart.Match(text):
		return haproxyText
	case bracesStart.Match(text):
		return bracesText
	}
	return unknown
}

var (
	haproxyStart = regexp.MustCompile(`^(?:global|defaults|(?:frontend|backend|listen)[ \t]+[^\s=:]+)(?:[ \t]*#[^\n]*|[ \t]+[^\s=(]*)?\r?\n`)
	bracesStart  = regexp.MustCompile(`^(?:! Configuration|(?:worker_processes|user|error_log|load_module|pid)[ \t]+[^\n=:]*;|(?:events|http|stream|upstream|server|location|global_defs|vrrp_script|vrrp_instance|virtual_server|real_server)\b[^\n=:;]*\{[ \t]*\r?\n)`)
	unitSection  = regexp.MustCompile(`(?m)^\s*\[(?:Unit|Service|Install)\]\s*$`)
	anySection   = regexp.MustCompile(`^\[[A-Z][A-Za-z-]*\][ \t]*\r?\n`)
	yamlStart    = regexp.MustCompile(`^(?:---|- |-\n|["']?[A-Za-z][A-Za-z0-9_./-]*["']?\s*:(?:\s|$))`)
	hclStart     = regexp.MustCompile(`^(?:resource|module|variable|provider|locals|data|terraform|output)\b[^\n]*\{\s*\n`)
	dockerStart  = regexp.MustCompile(`^FROM [^\n]+\n`)
	goStart      = regexp.MustCompile(`^(?:package [a-z]|func |import [("])`)
)

// languageOfText tells by a text itself what it is written in. What looks like
// nothing else may be a command.
func languageOfText(text []byte) language {
	text = bytes.TrimSpace(text)
	switch {
	case bytes.HasPrefix(text, []byte("#cloud-config")), bytes.HasPrefix(text, []byte("#!")):
		return languageOfHead(text)
	}
	text = afterComments(text)
	switch {
	case anySection.Match(text) && unitSection.Match(text):
		return unitText
	case len(text) > 0 && (text[0] == '{' || text[0] == '['):
		return jsonText
	case yamlStart.Match(text):
		return yamlText
	case hclStart.Match(text):
		return hclText
	case dockerStart.Match(text):
		return dockerText
	case goStart.Match(text):
		return goText
	}
	if in := languageOfDirectives(text); in != unknown {
		return in
	}
	return shellText
}

// afterComments returns the text from its first line on that is neither blank
// nor a comment or directive.
func afterComments(text []byte) []byte {
	for len(text) > 0 {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' && !isAction(line) {
			break
		}
		text = rest
	}
	return text
}

// hasAction tells whether a text has an action of a template in it.
func hasAction(text []byte) bool {
	return template.IsTemplate(text) || bytes.Contains(text, []byte("<%"))
}

// isAction tells whether a text is nothing but an action of a template, or
// several.
func isAction(text []byte) bool {
	for _, b := range []struct{ open, close string }{{"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}, {"<%", "%>"}} {
		if bytes.HasPrefix(text, []byte(b.open)) && bytes.HasSuffix(text, []byte(b.close)) {
			return true
		}
	}
	return false
}
