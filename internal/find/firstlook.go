package find

import (
	"bytes"

	"github.com/apilint/apilint/internal/find/endpoint"
)

// mention is what a first look at a text tells of it. Most files mention nothing
// of it, and the first look is all that they cost beside the reading of their
// objects.
type mention uint8

const (
	mentionsUs      mention = 1 << iota // it may speak to apilint
	mentionsConfig                      // it names --runtime-config
	mentionsHealth                      // it names a health endpoint
	mentionsOrigins                     // it says of what it was rendered
)

// sign is a word that tells of a mention.
type sign struct {
	word    string // of signLength bytes or more
	tells   mention
	isMeant func(rest []byte) bool // whether what follows the word agrees, nil if all does
}

var signs = []sign{
	{"apilint", mentionsUs, nil},
	{"runtime", mentionsConfig, goesOnAsConfig},
	{"RUNTIME", mentionsConfig, goesOnAsConfig},
	{sourceComment, mentionsOrigins, nil},
	{originAnnotation, mentionsOrigins, nil},
}

// signLength is how many bytes of a sign the first look goes by.
const signLength = len("apilint")

// firstLook returns what a text mentions, in one pass that steps over most of
// its bytes: the last two of the next signLength bytes tell how many of them can't
// be the end of a sign (S. Wu and U. Manber, A Fast Algorithm for Multi-Pattern
// Searching, TR-94-17).
func firstLook(text []byte) mention {
	var all mention
	if endpoint.Mentioned(text) {
		all = mentionsHealth
	}
	for end := signLength - 1; end < len(text); {
		if n := steps[pairOf(text[end-1], text[end])]; n > 0 {
			end += int(n)
			continue
		}
		all |= signsIn(text[end+1-signLength:])
		end++
	}
	return all
}

// signsIn returns what the signs tell that a text begins with.
func signsIn(text []byte) mention {
	var all mention
	for _, s := range signs {
		if len(text) >= len(s.word) && string(text[:len(s.word)]) == s.word && (s.isMeant == nil || s.isMeant(text[len(s.word):])) {
			all |= s.tells
		}
	}
	return all
}

// steps has for each pair of bytes how far to go on where a text has it.
var steps = func() (steps [1 << 12]uint8) {
	for i := range steps {
		steps[i] = uint8(signLength - 1)
	}
	for _, s := range signs {
		for i := 1; i < signLength; i++ {
			pair := pairOf(s.word[i-1], s.word[i])
			steps[pair] = min(steps[pair], uint8(signLength-1-i))
		}
	}
	return steps
}()

// pairOf returns a number for two bytes, which other pairs may share.
func pairOf(a, b byte) int { return int(a)<<4 ^ int(b) }

// namesConfig tells whether a text names --runtime-config.
func namesConfig(text []byte) bool { return firstLook(text)&mentionsConfig != 0 }

// goesOnAsConfig tells whether what stands behind the word runtime makes it the
// flag, in any of the spellings that the forms have.
func goesOnAsConfig(rest []byte) bool {
	if len(rest) > 0 && (rest[0] == '-' || rest[0] == '_') {
		rest = rest[1:]
	}
	return len(rest) >= len("config") && bytes.EqualFold(rest[:len("config")], []byte("config"))
}
