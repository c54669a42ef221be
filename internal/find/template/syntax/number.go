package syntax

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// runeOf reads the constant of a character.
func runeOf(word string) (int64, error) {
	r, _, rest, err := strconv.UnquoteChar(word[1:], word[0])
	if err == nil && rest != "'" {
		err = fmt.Errorf("malformed character constant: %s", word)
	}
	return int64(r), err
}

// intOfComplex reads a number of two parts, and tells whether it is whole.
func intOfComplex(word string) (int64, bool, error) {
	var c complex128
	if _, err := fmt.Sscan(word, &c); err != nil {
		return 0, false, err
	}
	n, isInt := wholePart(real(c))
	return n, isInt && imag(c) == 0, nil
}

// wholePart returns a number as a whole one, and whether it is that.
func wholePart(f float64) (int64, bool) { return int64(f), float64(int64(f)) == f }

// intOf reads a number, and tells whether it is whole, and not too large for that.
func intOf(word string) (n int64, isInt bool, err error) {
	if n, err := strconv.ParseInt(word, 0, 64); err == nil {
		return n, true, nil
	}
	if f, err := strconv.ParseFloat(strings.TrimSuffix(word, "i"), 64); err == nil && strings.HasSuffix(word, "i") {
		return 0, f == 0, nil
	}
	if _, err := strconv.ParseUint(word, 0, 64); err == nil {
		return 0, false, nil
	}
	f, err := strconv.ParseFloat(word, 64)
	switch {
	case err != nil:
		return 0, false, errors.New("illegal number syntax: " + strconv.Quote(word))
	case !strings.ContainsAny(word, ".eEpP"):
		return 0, false, errors.New("integer overflow: " + strconv.Quote(word))
	}
	n, isInt = wholePart(f)
	return n, isInt, nil
}
