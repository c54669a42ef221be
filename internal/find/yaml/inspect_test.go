package yaml

import (
	"encoding/binary"
	"testing"
)

// TestOrdinaryBytes tries each byte at each of the eight places, among ordinary
// neighbours of both ends of what is ordinary.
func TestOrdinaryBytes(t *testing.T) {
	for _, neighbour := range []byte{'\t', '\n', ' ', '~'} {
		for place := range 8 {
			for b := range 256 {
				eight := [8]byte{neighbour, neighbour, neighbour, neighbour, neighbour, neighbour, neighbour, neighbour}
				eight[place] = byte(b)
				want := b == '\t' || b == '\n' || b >= ' ' && b < 0x7f
				if got := areOrdinary(binary.LittleEndian.Uint64(eight[:])); got != want {
					t.Errorf("areOrdinary(%q) = %t", eight, got)
				}
			}
		}
	}
}
