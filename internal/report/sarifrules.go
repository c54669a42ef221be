package report

import (
	"strings"
	"unicode/utf8"

	"github.com/apilint/apilint/internal/diagnostic"
)

// driver tells what apilint is, with all its rules and not only those that found
// something: GitHub wants them to be the same for every repository.
func (r *sarifReporter) driver() sarifDriver {
	version := semantic(r.run.Version)
	driver := sarifDriver{Name: "apilint", Information: Home, Version: version, SemanticVersion: version, Rules: []sarifRule{}}
	for i := range r.run.Rules {
		driver.Rules = append(driver.Rules, sarifRuleOf(&r.run.Rules[i]))
	}
	return driver
}

// semantic writes a version as semantic versions are written. That of a build
// from a work tree is a word.
func semantic(version string) string {
	if version != "" && version[0] >= '0' && version[0] <= '9' {
		return version
	}
	return "0.0.0-" + version
}

var sarifProblems = [...]string{diagnostic.Info: "recommendation", diagnostic.Warning: "warning", diagnostic.Error: "error"}

// maxDescription is how many characters GitHub takes of a description.
const maxDescription = 1024

func sarifRuleOf(rule *Rule) sarifRule {
	first, _, _ := strings.Cut(rule.Doc, "\n\n")
	page := helpOf(rule)
	return sarifRule{
		ID:            rule.ID,
		Short:         sarifMessage{Text: cutText(endSentence(capital(rule.Summary)), maxDescription)},
		Full:          sarifMessage{Text: cutText(first, maxDescription)},
		Help:          sarifMessage{Text: page, Markdown: page},
		HelpURI:       rule.Page,
		Configuration: sarifConfiguration{sarifLevels[rule.Severity]},
		Properties: sarifRuleProperties{
			Precision: "high",
			Problem:   sarifProblems[rule.Severity],
			Tags:      []string{"kubernetes", "api", "upgrade"},
		},
	}
}

// helpOf writes a rule's page in Markdown.
func helpOf(rule *Rule) string {
	var page strings.Builder
	page.WriteString(rule.Doc + "\n")
	for _, example := range rule.Examples {
		page.WriteString("\n" + example.Title + ":\n\n```yaml\n" + strings.TrimRight(example.Text, "\n") + "\n```\n")
	}
	return page.String()
}

// cutText cuts a text to a number of characters.
func cutText(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	return string([]rune(text)[:limit-1]) + "…"
}

// sentences is what a diagnostic says, as sentences: some of those who show
// them show only the first.
func sentences(d *diagnostic.Diagnostic) string {
	text := endSentence(d.Message)
	if d.Help != "" {
		text += " " + endSentence(capital(d.Help))
	}
	if d.Note != "" {
		text += "\nnote: " + d.Note
	}
	return text
}

func endSentence(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".?!") {
		return text
	}
	return text + "."
}

// capital writes the first letter of a sentence large, unless it begins with
// a name.
func capital(text string) string {
	word, _, _ := strings.Cut(text, " ")
	if word == "" || strings.ToLower(word) != word || strings.ContainsAny(word, "/-.0123456789") {
		return text
	}
	return strings.ToUpper(word[:1]) + text[1:]
}

// linkless writes a text so that nothing in it is taken for a link to a related
// location or elsewhere: the user's text is quoted in it.
func linkless(text string) string { return strings.ReplaceAll(text, "](", "] (") }

// linkText writes a text so that it can be the text of a link.
func linkText(text string) string {
	return strings.NewReplacer("[", "(", "]", ")", "\n", " ").Replace(text)
}
