package find

import (
	"bytes"
	"encoding/binary"

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

// signLength is how many bytes of a sign the first look goes by: whatever begins
// at any place and has that many has blockLength of them in a block, which
// begins at a multiple of blockLength.
const (
	signLength  = 2*blockLength - 1
	blockLength = 4
)

// firstLook returns what a text mentions. Only at every blockLength-th place it
// looks whether a sign may be there.
func firstLook(text []byte) mention {
	var all mention
	if endpoint.Mentioned(text) {
		all = mentionsHealth
	}
	for at := 0; at+blockLength <= len(text); at += blockLength {
		if !inSigns[numberOf(binary.LittleEndian.Uint32(text[at:]))] {
			continue
		}
		for start := max(at-blockLength+1, 0); start <= at; start++ {
			all |= signsIn(text[start:])
		}
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

// inSigns tells by the number of a block whether it may be one in a sign.
var inSigns = func() (in [1 << 13]bool) {
	for _, s := range signs {
		for i := range blockLength {
			in[numberOf(binary.LittleEndian.Uint32([]byte(s.word)[i:]))] = true
		}
	}
	return in
}()

// numberOf returns a number of 13 bits for a block, which others may share.
func numberOf(block uint32) uint32 { return block * 0x9e3779b1 >> 19 }

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
