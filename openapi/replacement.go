package openapi

import (
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// Replacement returns what to write instead of a kind so that it works in
// every release of the target: the newest version of the same kind, or of the
// kind it was renamed or moved to, that each of these releases serves by
// default. Alpha versions are not offered, except for config kinds that never
// had better ones, nor are versions of less priority. nil says that nothing can
// be offered.
//
// The answer depends on the target: flowcontrol.apiserver.k8s.io/v1beta1 is
// replaced by v1beta2 on 1.24, and by v1 from 1.29 on.
func (c *Catalog) Replacement(k *Kind, target apiversion.Range) *Kind {
	var best *Kind
	at := k
	for range maxMoves {
		for other := range c.InGroup(at.Group) {
			if other.Kind == c.itemName(at) && offers(other, at, k, target) && (best == nil || newer(other, best)) {
				best = other
			}
		}
		next := c.successorOf(at)
		if next == nil {
			break
		}
		if at.Group != next.Group {
			best = nil // the new group wins over the old one
		}
		at = next
	}
	return c.inClassOf(k, best)
}

// maxMoves bounds how often a kind can have moved or been renamed.
const maxMoves = 4

// offers tells whether other can be offered for the name at, which k has come
// to.
func offers(other, at, k *Kind, target apiversion.Range) bool {
	experimental := other.Stability() == apiversion.Alpha && !(k.Class == Config && k.Stability() == apiversion.Alpha)
	if experimental || !other.ServedByDefaultThrough(target) {
		return false
	}
	return at != k || apiversion.Compare(other.Version, k.Version) > 0 && major(other.Version) >= major(k.Version)
}

// major is the number after the v: autoscaling/v1 has priority over v2beta2
// and still can't hold what v2beta2 does.
func major(version string) int {
	n := 0
	for _, c := range []byte(strings.TrimPrefix(version, "v")) {
		if c < '0' || c > '9' || n > 1e6 {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}

func newer(a, b *Kind) bool { return apiversion.Compare(a.Version, b.Version) > 0 }

// successorOf is the kind that k's sources name as its replacement, or that a
// newer version of the same kind has as its successor.
func (c *Catalog) successorOf(k *Kind) *Kind {
	if k.successor != (name{}) {
		return c.byName[k.successor]
	}
	return nil
}

// itemName is the kind that a List kind lists, or the kind itself.
func (c *Catalog) itemName(k *Kind) string {
	if k.Class == List && len(k.Kind) > len("List") {
		return k.Kind[:len(k.Kind)-len("List")]
	}
	return k.Kind
}

// inClassOf returns the List kind of best when k is a List kind.
func (c *Catalog) inClassOf(k, best *Kind) *Kind {
	if best == nil || k.Class != List {
		return best
	}
	return c.Find(best.Group, best.Version, best.Kind+"List")
}
