// Package template reads templates that become YAML, or another text, once they
// are rendered, and tells what they may give: it goes through the branches of
// their conditions, and knows of each byte where it stands and under what
// conditions it is given. It renders nothing: what hangs on values is left open.
package template

import (
	"bytes"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync/atomic"
	"text/template/parse"
)

// Template is a text with what its actions make of it.
type Template struct {
	Name    string // the file it stands in, "" for the file at hand
	Source  []byte
	main    *parse.ListNode
	Defines []*Define
	actions []span // those of a template that isn't Go's
}

// span is a run of bytes of a template.
type span struct{ start, end int32 }

func newSpan(start, end int) span { return span{int32(start), int32(end)} }

// Define is a named template.
type Define struct {
	Name string
	in   *Template
	body *parse.ListNode
	// What was found out: whether it gives nothing but names, and whether it gives
	// lines of its own.
	names, lines atomic.Int32
}

// Error says why a text is no template.
type Error struct {
	Start, End int // the line
	Reason     string
}

// delimiters of Go templates.
const (
	openAction  = "{{"
	closeAction = "}}"
)

// IsTemplate tells whether a text has actions of a Go template or of Jinja, as a
// first look.
func IsTemplate(src []byte) bool {
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '{')
		if i < 0 || at+i+1 >= len(src) {
			return false
		}
		if next := src[at+i+1]; next == '{' || next == '%' {
			return true
		}
		at += i + 1
	}
}

// Go reads a Go template (text/template), such as those of Helm.
func Go(name string, src []byte) (*Template, *Error) {
	t := &Template{Name: name, Source: src}
	if !bytes.Contains(src, []byte(openAction)) {
		t.main = &parse.ListNode{NodeType: parse.NodeList, Nodes: []parse.Node{textNode(src, 0, len(src))}}
		return t, nil
	}
	tree := parse.New("")
	tree.Mode = parse.ParseComments | parse.SkipFuncCheck
	named := map[string]*parse.Tree{}
	tree, err := tree.Parse(string(src), openAction, closeAction, named)
	if err != nil {
		return nil, errorOf(src, err.Error())
	}
	if tree.Root == nil {
		tree.Root = &parse.ListNode{NodeType: parse.NodeList}
	}
	t.main = tree.Root
	for name, define := range named {
		if name != "" {
			t.Defines = append(t.Defines, &Define{Name: name, in: t, body: define.Root})
		}
	}
	return t, nil
}

// atLine matches how the parser says where an error is.
var atLine = regexp.MustCompile(`^template: :(\d+):(?:\d+:)? ?(?s:(.*))$`)

func errorOf(src []byte, message string) *Error {
	e := &Error{End: len(src), Reason: message}
	match := atLine.FindStringSubmatch(message)
	if match == nil {
		return e
	}
	line, _ := strconv.Atoi(match[1])
	e.Reason = match[2]
	if reason, started, found := strings.Cut(e.Reason, " started at :"); found {
		e.Reason = reason
		line, _ = strconv.Atoi(started)
	}
	for ; line > 1; line-- {
		next := bytes.IndexByte(src[e.Start:], '\n')
		if next < 0 {
			break
		}
		e.Start += next + 1
	}
	if end := bytes.IndexByte(src[e.Start:], '\n'); end >= 0 {
		e.End = e.Start + end
	}
	e.Start += len(src[e.Start:e.End]) - len(bytes.TrimLeft(src[e.Start:e.End], " \t"))
	return e
}

func textNode(src []byte, start, end int) *parse.TextNode {
	return &parse.TextNode{NodeType: parse.NodeText, Pos: parse.Pos(start), Text: src[start:end]}
}

// actionAround returns where the action begins and ends that has a node at pos.
func (t *Template) actionAround(pos int) (start, end int) {
	if n := sort.Search(len(t.actions), func(i int) bool { return int(t.actions[i].start) > pos }); n > 0 {
		return int(t.actions[n-1].start), int(t.actions[n-1].end)
	}
	src := t.Source
	start = bytes.LastIndex(src[:min(pos+len(openAction), len(src))], []byte(openAction))
	if start < 0 {
		start = min(pos, len(src))
	}
	limit := min(len(src), start+maxAction)
	for i := start; i < limit; i++ {
		switch src[i] {
		case '"', '\'', '`':
			i = closingQuote(src, i)
		case '}':
			if bytes.HasPrefix(src[i:], []byte(closeAction)) {
				return start, i + len(closeAction)
			}
		}
	}
	return start, limit
}

// closingQuote returns the offset of the quote that closes the one at i, the end
// if there is none.
func closingQuote(src []byte, i int) int {
	quote := src[i]
	for i++; i < len(src) && src[i] != quote; i++ {
		if src[i] == '\\' && quote != '`' {
			i++
		}
	}
	return i
}
