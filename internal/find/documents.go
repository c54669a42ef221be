package find

import (
	"bytes"
	"regexp"
	"slices"

	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/markup"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/source"
)

// markup looks through the code in a document.
func (r reading) markup(in language, text source.Text) {
	codes, isAsciiDoc := markup.Markdown, in == asciiDocText
	switch in {
	case rstText:
		codes = markup.RST
	case asciiDocText:
		codes = markup.AsciiDoc
	}
	r.confidence, r.isDocument = source.Low, true
	for code := range codes(text) {
		if !r.mentions(code.Text.Data) {
			continue
		}
		switch in, known := codeLanguages[code.Language]; {
		case code.Inline:
			inside := r
			inside.isInline = true
			inside.arguments(inside, shell.Words(code.Text))
		case in == unknown && known:
			content := fromManifest(code.Text)
			if isAsciiDoc && languageOfText(content.Data) == shellText {
				content = withoutProse(content)
			}
			r.nest(unknown, content)
		case sessions[code.Language]:
			r.block(in, r.asRoot(code.Text))
		case known:
			r.block(in, code.Text)
		case endings[code.Language] != unknown:
			r.block(endings[code.Language], code.Text)
		}
	}
}

// shown matches a command that shows a file or opens it, before what is in it.
var shown = regexp.MustCompile(`^\s*(?:[^\n]*[#$>~\]] *)?(?:sudo +)?(?:cat|vi|vim|nano) +([^\s<>|;&]+)[ \t]*\r?\n`)

// block notes a block of code that a document says to be in a language. What it
// takes for a script may be a file that a command shows, or the configuration of
// a load balancer.
func (r reading) block(in language, text source.Text) {
	if in == shellText || in == powerShellText {
		if show := shown.FindSubmatchIndex(text.Data); show != nil {
			file := string(text.Data[show[2]:show[3]])
			text = text.Slice(show[1], len(text.Data))
			in = languageOf(file)
		} else if configured := languageOfDirectives(afterComments(text.Data)); configured != unknown {
			in = configured
		}
	}
	r.nest(in, text)
}

// manifestStart matches the first line of a manifest.
var manifestStart = regexp.MustCompile(`(?m)^(?:apiVersion|kind): `)

// fromManifest returns the manifest that stands in a text behind the command
// that shows it, or the whole text.
func fromManifest(text source.Text) source.Text {
	if start := manifestStart.FindIndex(text.Data); start != nil {
		return text.Slice(start[0], len(text.Data))
	}
	return text
}

var (
	// commandStart matches the start of a line that is a command, behind a prompt
	// or not, or a part of one.
	commandStart = regexp.MustCompile(`(?i)^\s*(?:(?:\[[^\]]*\]|[a-z0-9_.~-]+@[a-z0-9_.~:/-]+)?[#$>%] ?)?(?:[a-z_][a-z0-9_]*=|(?:if|until|while|for|do|then|else|&&|\|\|?|!|\[+|test|watch|time|sudo|exec|timeout|env|nohup|ssh|bash|sh|echo|oc|k|openssl|https?|xh|ab|hey|wrk|invoke-[a-z]+|iwr|irm|/\S*/\S+)\s|\S*(?:curl|wget|kubectl|k3s|minikube|microk8s\S*|docker|podman|crictl|talosctl)\s)`)
	// saidOf matches what is said of an endpoint behind it.
	saidOf = regexp.MustCompile(`(?:healthz|livez|readyz)\S*\s+(?:is|are|was|were|has|failed|fails|returned|returns|did|does|will|instead)\b`)
)

// withoutProse returns what a document shows without saying that it is a script,
// with blanks in place of the lines that name an endpoint and are no command:
// logs, sentences.
func withoutProse(text source.Text) source.Text {
	masked := slices.Clone(text.Data)
	goesOn := false // the line before ends with a backslash
	for at := 0; at < len(masked); {
		line, _, _ := bytes.Cut(text.Data[at:], []byte("\n"))
		isProse := !goesOn && !commandStart.Match(line) || saidOf.Match(line)
		if isProse && endpoint.Mentioned(line) {
			copy(masked[at:], bytes.Repeat([]byte(" "), len(line)))
		}
		goesOn = bytes.HasSuffix(bytes.TrimRight(line, " \t\r"), []byte(`\`))
		at += len(line) + 1
	}
	text.Data = masked
	return text
}

// sessions are names that documents have for what is typed and what answers.
var sessions = map[string]bool{"console": true, "shell-session": true, "sh-session": true, "bash-session": true}

var (
	// rootPrompt matches the prompt of the superuser before a request, which looks
	// like a comment.
	rootPrompt = regexp.MustCompile(`(?m)^[ \t]*# (?:sudo )?(?:curl|wget|kubectl|oc|k3s) `)
	userPrompt = regexp.MustCompile(`(?m)^[ \t]*\$ `)
)

// asRoot returns a session without the prompts of the superuser. In one with the
// prompts of a user they are comments.
func (r reading) asRoot(text source.Text) source.Text {
	written := text.Span(0, len(text.Data)) // with prompts
	if userPrompt.Match(r.file.Data[max(0, written.Start-len("$ ")):written.End]) {
		return text
	}
	b := source.TextBuilder{From: text}
	b.Write("", 0)
	at := 0
	for _, match := range rootPrompt.FindAllIndex(text.Data, -1) {
		hash := match[0] + bytes.IndexByte(text.Data[match[0]:match[1]], '#')
		b.Copy(at, hash)
		at = hash + len("# ")
	}
	b.Copy(at, len(text.Data))
	return b.Text()
}

// codeLanguages are names that documents have for languages, beside the
// endings of files.
var codeLanguages = map[string]language{
	"": unknown, "text": unknown, "plaintext": unknown, "none": unknown, "diff": unknown,
	"shell": shellText, "console": shellText, "shell-session": shellText, "sh-session": shellText, "bash-session": shellText,
	"ini": unitText, "systemd": unitText, "unit": unitText, "terraform": hclText, "golang": goText, "python": pythonText, "python3": pythonText,
	"javascript": javaScriptText, "typescript": javaScriptText, "nginx": bracesText, "haproxy": haproxyText, "docker": dockerText,
	"json5": jsonText, "jsonc": jsonText, "cmd": shellText, "powershell": powerShellText, "yaml+jinja": yamlText,
}
