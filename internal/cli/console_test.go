package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// The documents show commands with what they print. A test runs them, and
// writes what it gets into the page when it is told to update. In a page,
//
//	```yaml deploy/web.yaml
//
// is a file that the commands find under that name,
//
//	<!-- directory: testdata/example -->
//
// gives them a copy of a directory of the repository, and
//
//	```console
//	$ apilint deploy
//
// runs each line after a dollar by sh, one shell to a block; what follows it is
// its output and errors.

// fence is a fenced block of a Markdown page.
type fence struct {
	language, name string // ```LANGUAGE NAME
	body           string
}

// pieces splits a page into its fenced blocks and the lines between them.
func pieces(t *testing.T, page string) (result []any) {
	t.Helper()
	var open *fence
	for line := range strings.Lines(page) {
		info, isFence := strings.CutPrefix(line, "```")
		switch {
		case open == nil && isFence:
			language, name, _ := strings.Cut(strings.TrimSpace(info), " ")
			open = &fence{language: language, name: name}
		case open == nil && strings.HasPrefix(strings.TrimSpace(line), "```"):
			t.Fatalf("an indented fence is not read: %s", line)
		case open == nil:
			result = append(result, line)
		case isFence:
			result, open = append(result, *open), nil
		default:
			open.body += line
		}
	}
	if open != nil {
		t.Fatalf("a fence is not closed: %s", open.body)
	}
	return result
}

// rerun returns the page with what its commands print now.
func rerun(t *testing.T, page string) string {
	t.Helper()
	dir := t.TempDir()
	var out strings.Builder
	for _, piece := range pieces(t, page) {
		switch piece := piece.(type) {
		case string:
			if rest, found := strings.CutPrefix(piece, "<!-- directory: "); found {
				dir = t.TempDir()
				tree := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "-->"))
				if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, tree))); err != nil {
					t.Fatal(err)
				}
			}
			out.WriteString(piece)
		case fence:
			switch {
			case piece.language == "console":
				piece.body = typed(t, dir, piece.body)
			case piece.name != "":
				place(t, filepath.Join(dir, piece.name), piece.body)
			}
			fmt.Fprintf(&out, "```%s\n%s```\n", strings.TrimSpace(piece.language+" "+piece.name), piece.body)
		}
	}
	return out.String()
}

func place(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// typed runs the commands of a console block in one shell and returns the block
// with what they print.
func typed(t *testing.T, dir, block string) string {
	t.Helper()
	const mark = "\x00"
	var script strings.Builder
	var commands []string
	for line := range strings.Lines(block) {
		command, isCommand := strings.CutPrefix(line, "$ ")
		switch {
		case isCommand:
			commands = append(commands, line)
		case len(commands) > 0 && strings.HasSuffix(commands[len(commands)-1], "\\\n"):
			commands[len(commands)-1] += line
			command = line
		default:
			continue
		}
		script.WriteString(command)
		if !strings.HasSuffix(command, "\\\n") {
			script.WriteString("code=$?; printf '\\000'; (exit $code)\n")
		}
	}
	shell := exec.Command("sh", "-c", script.String())
	shell.Dir, shell.Env = dir, plainEnvironment(dir)
	var printed bytes.Buffer
	shell.Stdout, shell.Stderr = &printed, &printed
	if err := shell.Run(); err != nil && shell.ProcessState == nil {
		t.Fatal(err)
	}
	outputs := strings.Split(printed.String(), mark)
	if len(outputs) != len(commands)+1 {
		t.Fatalf("%d commands gave %d outputs: %q", len(commands), len(outputs)-1, printed.String())
	}
	var out strings.Builder
	for i, command := range commands {
		out.WriteString(command + outputs[i])
		if outputs[i] != "" && !strings.HasSuffix(outputs[i], "\n") {
			out.WriteString("\n")
		}
	}
	return out.String()
}

// plainEnvironment is the environment without what changes a report.
func plainEnvironment(home string) []string {
	environment := slices.DeleteFunc(os.Environ(), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return name == "CI" || name == "FORCE_COLOR" || name == "CLICOLOR_FORCE" || name == "HOME" ||
			strings.HasPrefix(name, "APILINT_") || strings.HasPrefix(name, "GITHUB_") || strings.HasPrefix(name, "GITLAB_")
	})
	return append(environment, "HOME="+home)
}

// renew compares a file with what it should be, or writes it.
func renew(t *testing.T, name, want string) {
	t.Helper()
	text, err := os.ReadFile(name)
	switch {
	case *update:
		place(t, name, want)
	case err != nil:
		t.Errorf("%v: run `make generate`", err)
	case string(text) != want:
		t.Errorf("%s is stale: run `make generate` and read the difference; now it is\n%s", name, difference(string(text), want))
	}
}

// difference shows the first line in which two texts differ.
func difference(old, want string) string {
	olds, wants := strings.Split(old, "\n"), strings.Split(want, "\n")
	for i := range min(len(olds), len(wants)) {
		if olds[i] != wants[i] {
			return fmt.Sprintf("line %d:\n- %s\n+ %s", i+1, olds[i], wants[i])
		}
	}
	return fmt.Sprintf("%d lines, not %d", len(wants), len(olds))
}

// TestDocuments runs the commands that the hand-written pages show, and makes
// their generated parts.
func TestDocuments(t *testing.T) {
	for _, name := range documents(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			renew(t, name, rerun(t, filled(t, string(text))))
		})
	}
}

// documents names the hand-written pages.
func documents(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	return append(names, filepath.Join(root, "README.md"), filepath.Join(root, "CONTRIBUTING.md"))
}

var linked = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// TestLinks follows the links from page to page.
func TestLinks(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join(root, "docs", "rules", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(pages, documents(t)...) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range linked.FindAllStringSubmatch(string(text), -1) {
			file, anchor, _ := strings.Cut(link[1], "#")
			if strings.Contains(file, "://") {
				continue
			}
			target := name
			if file != "" {
				target = filepath.Join(filepath.Dir(name), file)
			}
			if text, err := os.ReadFile(target); err != nil || anchor != "" && !slices.Contains(anchors(string(text)), anchor) {
				t.Errorf("%s links to %s, which is not there", name, link[1])
			}
		}
	}
}

// anchors returns the names of a page's headings, as GitHub makes them.
func anchors(page string) (names []string) {
	for line := range strings.Lines(page) {
		if heading := strings.TrimLeft(line, "#"); heading != line {
			name := strings.Map(func(r rune) rune {
				switch {
				case r == ' ':
					return '-'
				case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
					return unicode.ToLower(r)
				}
				return -1
			}, strings.TrimSpace(heading))
			names = append(names, name)
		}
	}
	return names
}

var (
	inlineCode = regexp.MustCompile("`[^`\n]+`")
	invocation = regexp.MustCompile(`(?m)(?:^ *(?:- |- run: |sh ')?|[|;&(] *)apilint((?: +[^\s|;&<>()#']+)+)`)
)

// TestCommandsAreWellFormed reads the command lines in all code of the pages,
// also where they can't be run, since they need other programs.
func TestCommandsAreWellFormed(t *testing.T) {
	for _, name := range documents(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, piece := range pieces(t, string(text)) {
			code := ""
			switch piece := piece.(type) {
			case fence:
				if piece.language != "console" {
					code = piece.body
				}
			case string:
				code = strings.ReplaceAll(strings.Join(inlineCode.FindAllString(piece, -1), "\n"), "`", "")
			}
			for _, found := range invocation.FindAllStringSubmatch(strings.ReplaceAll(code, "\\|", "|"), -1) {
				words := strings.Fields(found[1])
				v := verbNamed(words[0])
				if v == nil {
					v = checkVerb
				} else {
					words = words[1:]
				}
				if _, flags := v.parser(); flags.Parse(words) != nil {
					t.Errorf("%s tells to run %q: %v", name, strings.TrimSpace(found[0]), flags.Parse(words))
				}
			}
		}
	}
}
