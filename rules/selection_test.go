package rules

import "testing"

func TestGroups(t *testing.T) {
	for _, rule := range All {
		if rule.Group == "" || rule.Group == Every || ByID(rule.Group) != nil {
			t.Errorf("%s is in group %q, which must be a name of its own", rule.ID, rule.Group)
		}
	}
}

func TestSelection(t *testing.T) {
	s := NewSelection()
	steps := []struct {
		take  func([]string) error
		words []string
		want  []string
	}{
		{s.Remove, []string{"all"}, nil},
		{s.Only, []string{"removed-api"}, []string{"removed-api", "syntax"}},
		{s.Add, []string{"ignores"}, []string{"removed-api", "malformed-ignore", "ignore-without-reason", "unused-ignore", "syntax"}},
		{s.Remove, []string{"unused-ignore", "syntax"}, []string{"removed-api", "malformed-ignore", "ignore-without-reason"}},
	}
	for i, step := range steps {
		if err := step.take(step.words); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, rule := range s.Rules() {
			got = append(got, rule.ID)
		}
		if len(got) != len(step.want) {
			t.Fatalf("step %d: got %v, want %v", i, got, step.want)
		}
		for k := range got {
			if got[k] != step.want[k] {
				t.Errorf("step %d: got %v, want %v", i, got, step.want)
			}
		}
	}
	if err := s.Add([]string{"helth"}); err == nil || err.Error() != "\"helth\" is not a rule (`apilint rules` lists them); did you mean \"health\"?" {
		t.Errorf("got %v", err)
	}
}
