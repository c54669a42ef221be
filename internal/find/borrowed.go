package find

import (
	"regexp"
	"slices"

	"github.com/apilint/apilint/internal/source"
)

// Comments of languages that borrow the reader of another, which doesn't know
// them.
var (
	likePythonComment = regexp.MustCompile(`(?ms)^=begin\b.*?^=end\b[^\n]*|^[ \t]*/\*.*?\*/`) // of Ruby, and of Puppet
	powerShellComment = regexp.MustCompile(`(?s)<#.*?#>`)
)

// without returns a text of the same length that has blanks where comments
// stand.
func without(comments *regexp.Regexp, text source.Text) source.Text {
	all := comments.FindAllIndex(text.Data, -1)
	if all == nil {
		return text
	}
	text.Data = slices.Clone(text.Data)
	for _, match := range all {
		for i := match[0]; i < match[1]; i++ {
			if text.Data[i] != '\n' {
				text.Data[i] = ' '
			}
		}
	}
	return text
}
