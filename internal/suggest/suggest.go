// Package suggest finds what somebody may have meant by a word that isn't
// known.
package suggest

import "strings"

// Nearest returns the known word that is nearest to the one given, whatever
// their case, or "" when none is near: more than a third of its letters would
// have to change.
func Nearest(word string, known []string) string {
	nearest, best := "", 1+len(word)/3
	for _, candidate := range known {
		if candidate == word || max(len(word), len(candidate))-min(len(word), len(candidate)) > best {
			continue
		}
		if d := distance(strings.ToLower(word), strings.ToLower(candidate)); d <= best {
			nearest, best = candidate, d-1
		}
	}
	return nearest
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
			row[j+1] = min(replace, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
