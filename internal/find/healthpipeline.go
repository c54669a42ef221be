package find

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/source"
)

// pipeline is commands that read what the one before writes, and what the
// script makes of whether they succeed.
type pipeline struct {
	commands []shell.Command
	keyword  string // "if", "until" and the like before it
	join     shell.Join
	asked    bool // what comes next looks at its status
	ignored  bool // whether it fails doesn't matter
}

// settle notes what the next pipeline makes of whether this one succeeds.
func (p *pipeline) settle(next *pipeline) {
	words := next.commands[0].Words
	program := programOf(words)
	p.ignored = p.join == shell.Or && (program == "true" || program == ":")
	p.asked = p.join == shell.After && program != "echo" && program != "printf" && slices.ContainsFunc(words, func(w source.Text) bool {
		return bytes.Contains(w.Data, []byte("$?"))
	})
}

// pipelines puts together what pipes join.
func pipelines(commands []shell.Command) []pipeline {
	var all []pipeline
	var p pipeline
	for i, c := range commands {
		if len(p.commands) == 0 {
			p.keyword = cmp.Or(p.keyword, keywordOf(c.Words))
		}
		if len(c.Texts) == 0 && !slices.ContainsFunc(c.Words, func(w source.Text) bool { return !isKeyword(string(w.Data)) }) {
			continue // a bracket follows
		}
		p.commands = append(p.commands, c)
		if p.join = c.Join; c.Join != shell.Pipe || i == len(commands)-1 {
			all = append(all, p)
			p = pipeline{}
		}
	}
	return all
}

func (p *pipeline) names(endpoint string) bool {
	for _, c := range p.commands {
		for _, text := range append(c.Words[:len(c.Words):len(c.Words)], c.Texts...) {
			if bytes.Contains(text.Data, []byte(endpoint)) {
				return true
			}
		}
	}
	return false
}

// decides tells whether something depends on what becomes of the pipeline.
func (p *pipeline) decides() bool {
	return p.keyword != "" || p.asked || p.join == shell.And || p.join == shell.Or && !p.ignored
}
