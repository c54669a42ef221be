package lint

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/apilint/apilint/internal/diagnostic"
)

// Baseline counts findings that are known and not to be reported, by file and
// rule. Lines don't count, so that edits elsewhere in a file don't matter.
type Baseline struct {
	Format   string                    `json:"apilint"`
	Findings map[string]map[string]int `json:"findings"` // by files, as the baseline names them, and rules
}

// baselineFormat is the format of baselines and its version.
const baselineFormat = "baseline/v1"

// NewBaseline returns a baseline that knows nothing.
func NewBaseline() *Baseline {
	return &Baseline{baselineFormat, map[string]map[string]int{}}
}

// ParseBaseline reads a baseline. Errors begin with the line.
func ParseBaseline(data []byte) (*Baseline, error) {
	b := NewBaseline()
	b.Format = ""
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(b); err != nil {
		return nil, fmt.Errorf("%d: %w", lineOf(data, err, decoder.InputOffset()), err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%d: something follows the baseline", lineOf(data, nil, decoder.InputOffset()))
	}
	if b.Format != baselineFormat {
		return nil, fmt.Errorf("1: the format is %q, and this apilint reads %s", b.Format, baselineFormat)
	}
	if b.Findings == nil {
		b.Findings = map[string]map[string]int{}
	}
	if err := checkKeys(data); err != nil {
		return nil, err
	}
	for file, counts := range b.Findings {
		for rule, n := range counts {
			if n <= 0 {
				return nil, fmt.Errorf("1: %s has %d findings of %s: the least is one", file, n, rule)
			}
		}
	}
	return b, nil
}

// checkKeys finds keys that stand twice in an object, as after a merge that
// kept both sides: together they would know more than either. Go's decoder takes
// such keys, and takes them in any case.
func checkKeys(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	var open []map[string]bool // the keys of each object around
	isKey := false
	for {
		token, err := decoder.Token()
		if err != nil {
			return nil // the end: that it is JSON is known already
		}
		text, isText := token.(string)
		switch {
		case token == json.Delim('{'):
			open, isKey = append(open, map[string]bool{}), true
			continue
		case token == json.Delim('}'):
			open = open[:len(open)-1]
		case isKey && isText:
			keys := open[len(open)-1]
			if line := lineOf(data, nil, decoder.InputOffset()); keys[text] {
				return fmt.Errorf("%d: %q stands here twice: write the baseline anew by `apilint baseline`", line, text)
			} else if len(open) == 1 && text != "apilint" && text != "findings" {
				return fmt.Errorf("%d: %q is not a key here", line, text)
			}
			keys[text], isKey = true, false
			continue
		}
		isKey = true
	}
}

// lineOf returns the line on which reading JSON failed.
func lineOf(data []byte, err error, offset int64) int {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &wrong):
		offset = wrong.Offset
	}
	return 1 + bytes.Count(data[:min(max(int(offset), 0), len(data))], []byte("\n"))
}

// Text writes the baseline, a line for each count.
func (b *Baseline) Text() []byte {
	text, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		panic(err) // there is nothing in it that JSON can't write
	}
	return append(text, '\n')
}

// Take replaces what is known of a file by what its diagnostics are, as far as
// they are of rules that were judged by.
func (b *Baseline) Take(file string, options *Options, diagnostics []diagnostic.Diagnostic) {
	counts := countRules(diagnostics)
	for rule, n := range b.Findings[file] {
		if !options.judges(rule) {
			counts[rule] = n
		}
	}
	if b.Findings[file] = counts; len(counts) == 0 {
		delete(b.Findings, file)
	}
}

func countRules(diagnostics []diagnostic.Diagnostic) map[string]int {
	counts := map[string]int{}
	for i := range diagnostics {
		counts[diagnostics[i].Rule]++
	}
	return counts
}

// Stale is an entry of a baseline that knows more findings than there are.
type Stale struct {
	File, Rule   string
	Known, Found int
}

// Sift takes the findings that are known out of the settled result of a file.
// Of a rule that finds more than is known, nobody can tell which are new: all
// are reported. What is known and no longer found is returned.
func (b *Baseline) Sift(file string, options *Options, r *Result) []Stale {
	known := b.Findings[file]
	if len(known) == 0 {
		return nil
	}
	found := countRules(r.Diagnostics)
	r.Summary.Baselined += r.Drop(func(d *diagnostic.Diagnostic) bool { return found[d.Rule] <= known[d.Rule] })
	for i := range r.Diagnostics {
		if d := &r.Diagnostics[i]; known[d.Rule] > 0 {
			note := fmt.Sprintf("the baseline knows %d of the %d findings of %s in this file", known[d.Rule], found[d.Rule], d.Rule)
			if d.Note != "" {
				note += "; " + d.Note
			}
			d.Note = note
		}
	}
	var stale []Stale
	for rule, n := range known {
		if found[rule] < n && options.judges(rule) {
			stale = append(stale, Stale{file, rule, n, found[rule]})
		}
	}
	return stale
}

// Prune takes stale entries out.
func (b *Baseline) Prune(stale []Stale) {
	for _, s := range stale {
		if s.Found > 0 {
			b.Findings[s.File][s.Rule] = s.Found
			continue
		}
		if delete(b.Findings[s.File], s.Rule); len(b.Findings[s.File]) == 0 {
			delete(b.Findings, s.File)
		}
	}
}
