package lint

import (
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// hashLines fills in the hashes of the lines on which diagnostics start.
func (r *Result) hashLines(file *source.File) {
	wanted := map[int][]*string{}
	for _, said := range r.lists() {
		for i := range said {
			d := &said[i]
			wanted[d.Start.Line] = append(wanted[d.Start.Line], &d.LineHash)
		}
	}
	for i := range r.Custom {
		s := &r.Custom[i].stamp
		wanted[s.start.Line] = append(wanted[s.start.Line], &s.lineHash)
	}
	if len(wanted) == 0 {
		return
	}
	left := len(wanted)
	for line, hash := range file.LineHashes() {
		waiting := wanted[line]
		if waiting == nil {
			continue
		}
		text := hash.String()
		for _, to := range waiting {
			*to = text
		}
		if left--; left == 0 {
			return
		}
	}
}

// lists returns the lists of what is said, or may come to be said.
func (r *Result) lists() [][]diagnostic.Diagnostic {
	lists := [][]diagnostic.Diagnostic{r.Diagnostics}
	for _, p := range r.Pending {
		lists = append(lists, p.IfOff, p.IfOn)
	}
	return lists
}

// use counts that the file leans on a kind.
func (r *Result) use(kind *openapi.Kind) {
	if r.Uses == nil {
		r.Uses = map[*openapi.Kind]int{}
	}
	r.Uses[kind]++
}
