package cli

import (
	"fmt"

	"github.com/apilint/apilint/internal/suggest"
)

// didYouMean names the known word nearest to the one given, with a prefix
// before it, for the end of an error. It is empty when none is near.
func didYouMean(prefix, word string, known []string) string {
	nearest := suggest.Nearest(word, known)
	if nearest == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", prefix+nearest)
}
