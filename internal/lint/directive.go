package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/apilint/apilint/internal/find"
	"github.com/apilint/apilint/internal/suggest"
	"github.com/apilint/apilint/rules"
)

// directive is what a remark says.
type directive struct {
	inFile bool // it speaks of the whole file
	rules  []string
	reason string
	until  string // the last day on which it holds, "2027-03-01"; "" for ever
	fault  string // why it can't be understood
	help   string
}

// The forms of directives: with rules in brackets, and in Go, where nothing
// but a directive has no blank behind the slashes, without.
var (
	bracketed = regexp.MustCompile(`^apilint:\s*([A-Za-z_-]*)\s*(?:\[([^\]]*)\])?\s*(.*)$`)
	directly  = regexp.MustCompile(`^apilint:([A-Za-z_-]+)\s+([^\s\[]+)\s*(.*)$`)
)

const example = "apilint: ignore[removed-api] the reason"

// directivesIn reads what a remark says: one directive, or in an annotation
// one a line.
func directivesIn(r *find.Remark) []directive {
	if r.IsAnnotation {
		return annotated(r.Text)
	}
	text := strings.Join(strings.Fields(r.Text), " ")
	match := bracketed.FindStringSubmatch(text)
	if plain := directly.FindStringSubmatch(text); plain != nil && strings.HasPrefix(r.Raw, "//apilint:") {
		match = plain
	}
	if match == nil {
		return []directive{{fault: "behind \"apilint\" there is no colon", help: "write " + example}}
	}
	d := directive{inFile: match[1] == "file-ignore"}
	verbs := []string{"ignore", "file-ignore"}
	switch {
	case !slices.Contains(verbs, match[1]):
		d.fault = fmt.Sprintf("%q is not what comments to apilint say", "apilint: "+match[1])
		d.help = "write " + example
		if meant := suggest.Nearest(match[1], verbs); meant != "" {
			d.help = fmt.Sprintf("did you mean %q?", meant)
		}
	case strings.TrimSpace(match[2]) == "":
		d.fault, d.help = "it names no rule, and there is no form for all of them", "write "+example
	default:
		d.setRules(match[2])
		d.setReason(match[3])
	}
	return []directive{d}
}

// annotated reads the value of an annotation.
func annotated(text string) []directive {
	var all []directive
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		names, reason, _ := strings.Cut(line, ":")
		var d directive
		d.setRules(names)
		d.setReason(reason)
		all = append(all, d)
	}
	if all == nil {
		all = []directive{{fault: "it names no rule, and there is no form for all of them", help: `write "removed-api: the reason"`}}
	}
	return all
}

// setRules reads the names of rules, separated by commas.
func (d *directive) setRules(names string) {
	for name := range strings.SplitSeq(names, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(d.rules, name) {
			d.rules = append(d.rules, name)
		}
		switch {
		case slices.Contains(notIgnorable, name):
			d.fault, d.help = fmt.Sprintf("comments can't ignore %s", name), "use --ignore "+name
		case name == "all":
			d.fault, d.help = "there is no form for all rules", "name the rules"
		case rules.ByID(name) == nil:
			d.fault, d.help = fmt.Sprintf("%q is not a rule", name), "`apilint rules` lists the rules"
			if meant := suggest.Nearest(name, rules.IDs()); meant != "" {
				d.help = fmt.Sprintf("did you mean %q?", meant)
			}
		}
	}
}

// notIgnorable are the rules about directives themselves.
var notIgnorable = []string{rules.MalformedIgnoreID, rules.IgnoreWithoutReasonID, rules.UnusedIgnoreID}

// The date in a reason, and what looks like one that is written in another way
// and would never run out.
var (
	untilDate    = regexp.MustCompile(`(?:^|[\s,;(])until=([^\s,;)]*)\)?`)
	perhapsUntil = regexp.MustCompile(`(?i)\buntil(?:\s*=\s*[^\s,;)]*|\W{1,3}\d{4}-\d[\d-]*)`)
)

// setReason reads the reason and the date in it.
func (d *directive) setReason(text string) {
	if match := untilDate.FindStringSubmatch(text); match != nil {
		d.until = match[1]
		text = strings.Replace(text, match[0], " ", 1)
		if _, err := time.Parse(time.DateOnly, d.until); err != nil {
			d.fault, d.help = fmt.Sprintf("%q is not a date", d.until), "write it as in until=2027-03-01"
		}
	}
	if stray := perhapsUntil.FindString(text); stray != "" {
		d.fault, d.help = fmt.Sprintf("%q is not how a date is given", stray), "write it once, as in until=2027-03-01"
	}
	d.reason = strings.Trim(text, " \t:;,.()-–—")
}
