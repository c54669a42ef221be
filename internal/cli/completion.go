package cli

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"strings"
)

const completionLong = `SHELL is bash, zsh, fish or powershell. The script asks apilint for what may come
next: verbs, flags and their values, rules, releases, formats and files.

  bash         source <(apilint completion bash), in ~/.bashrc
  zsh          source <(apilint completion zsh), in ~/.zshrc after compinit
  fish         apilint completion fish | source, in ~/.config/fish/config.fish
  powershell   apilint completion powershell | Out-String | Invoke-Expression, in $PROFILE

For kubectl, put an executable file kubectl_complete-apilint on the PATH:

  #!/bin/sh
  exec kubectl-apilint __complete "$@"
`

//go:embed completion
var completionScripts embed.FS

// shells lists the shells that there is a script for, with its file's suffix.
var shells = []struct{ name, suffix string }{
	{"bash", "bash"}, {"zsh", "zsh"}, {"fish", "fish"}, {"powershell", "ps1"},
}

// completion is the verb completion.
type completion struct{}

func (completion) flags() []flagGroup { return nil }

func (completion) run(c *console, args []string) (int, error) {
	if len(args) != 1 {
		return 0, errors.New("completion takes the name of one shell, as in `apilint completion bash`")
	}
	var names []string
	for _, shell := range shells {
		if shell.name != args[0] {
			names = append(names, shell.name)
			continue
		}
		script, err := completionScripts.ReadFile("completion/apilint." + shell.suffix)
		if err != nil {
			return 0, err
		}
		_, err = c.stdout.Write(script)
		return c.written(err), nil
	}
	return 0, fmt.Errorf("there is no completion for %q, but for %s%s", args[0], strings.Join(names, ", "), didYouMean("", args[0], names))
}

// completeWord is the word, before those of a command line, by which the scripts
// ask for candidates. The answer has a line for each, a tab between it and what
// it means, and ends with :0 if the word may also be the name of a file, and
// else with :4. That is how programs made with cobra answer, so that what can
// ask those, as kubectl can, can ask apilint.
const completeWord = "__complete"

func (c *console) complete(words []string) int {
	if len(words) == 0 {
		words = []string{""}
	}
	list, files := candidates(words)
	var out strings.Builder
	for _, candidate := range list {
		fmt.Fprintf(&out, "%s\t%s\n", candidate.value, candidate.meaning)
	}
	if files {
		out.WriteString(":0\n")
	} else {
		out.WriteString(":4\n")
	}
	_, err := io.WriteString(c.stdout, out.String())
	return c.written(err)
}
