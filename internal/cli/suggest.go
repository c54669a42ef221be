package cli

import "fmt"

// didYouMean names the known word that is nearest to the one given, for the end
// of an error, each with the prefix before it. It is empty when none is near.
func didYouMean(prefix, word string, known []string) string {
	nearest, best := "", 1+len(word)/3
	for _, candidate := range known {
		if d := distance(word, candidate); d <= best && candidate != word {
			nearest, best = candidate, d-1
		}
	}
	if nearest == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", prefix+nearest)
}

// distance counts the letters to insert, delete or replace to turn one word
// into the other (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
