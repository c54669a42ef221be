package rules

import (
	"fmt"
	"slices"

	"github.com/apilint/apilint/internal/suggest"
)

// ByID returns the rule of that id, nil if there is none.
func ByID(id string) *Rule {
	for _, rule := range All {
		if rule.ID == id {
			return rule
		}
	}
	return nil
}

// IDs lists the ids of the rules.
func IDs() []string {
	var ids []string
	for _, rule := range All {
		ids = append(ids, rule.ID)
	}
	return ids
}

// Groups lists the groups of rules.
func Groups() []string {
	var groups []string
	for _, rule := range All {
		if !slices.Contains(groups, rule.Group) {
			groups = append(groups, rule.Group)
		}
	}
	return groups
}

// Every is the word that stands for all rules.
const Every = "all"

// Named returns the ids that a word stands for: an id, a group, or all. The
// error names the word that was probably meant.
func Named(word string) ([]string, error) {
	var ids []string
	for _, rule := range All {
		if word == Every || word == rule.ID || word == rule.Group {
			ids = append(ids, rule.ID)
		}
	}
	if ids != nil {
		return ids, nil
	}
	err := fmt.Errorf("%q is not a rule (`apilint rules` lists them)", word)
	if meant := suggest.Nearest(word, slices.Concat(IDs(), Groups(), []string{Every})); meant != "" {
		err = fmt.Errorf("%w; did you mean %q?", err, meant)
	}
	return nil, err
}

// Selection is a choice of rules, made step by step. Each step names rules by
// their ids, groups or all.
type Selection struct{ chosen map[string]bool }

// NewSelection returns the choice of all rules that are on by default.
func NewSelection() *Selection {
	s := &Selection{map[string]bool{}}
	for _, rule := range All {
		s.chosen[rule.ID] = !rule.Off
	}
	return s
}

// Only chooses these rules and no others. What can't be parsed was not
// checked: that is told until somebody ignores it by name.
func (s *Selection) Only(words []string) error {
	s.chosen = map[string]bool{SyntaxID: true}
	return s.Add(words)
}

// Add chooses these rules too.
func (s *Selection) Add(words []string) error { return s.set(words, true) }

// Remove takes these rules out.
func (s *Selection) Remove(words []string) error { return s.set(words, false) }

func (s *Selection) set(words []string, chosen bool) error {
	for _, word := range words {
		ids, err := Named(word)
		if err != nil {
			return err
		}
		for _, id := range ids {
			s.chosen[id] = chosen
		}
	}
	return nil
}

// Rules returns the chosen rules in the order of All.
func (s *Selection) Rules() []*Rule {
	var chosen []*Rule
	for _, rule := range All {
		if s.chosen[rule.ID] {
			chosen = append(chosen, rule)
		}
	}
	return chosen
}
