package find

import (
	"bytes"
	"slices"

	"github.com/apilint/apilint/internal/find/template"
	"github.com/apilint/apilint/internal/reference"
)

// pair is an apiVersion and a kind that an object has in some possibility.
type pair struct {
	apiVersion, kind template.Origin
	reference.Reference
}

// maxPairs is how many objects of one document are looked at.
const maxPairs = 20

// otherPairs adds what no possibility had: each branch of an apiVersion was
// taken, and each of a kind, but not each with each. Only alternatives are
// paired, which are never there at once.
func (ps *possibilities) otherPairs() {
	if len(ps.pairs) < 2 {
		return
	}
	documents := map[int][]pair{}
	for _, p := range ps.pairs {
		document := bytes.Count(ps.text.Data[:min(p.kind.Start, len(ps.text.Data))], []byte("\n---"))
		documents[document] = append(documents[document], p)
	}
	for _, pairs := range documents {
		if len(pairs) > maxPairs {
			continue
		}
		for _, a := range pairs {
			for _, b := range pairs {
				if isAlternative(a.apiVersion, b.apiVersion) && isAlternative(a.kind, b.kind) && template.Together(a.apiVersion, b.kind) {
					ps.addPair(a, b)
				}
			}
		}
	}
}

// isAlternative tells whether one of two is there where the other isn't.
func isAlternative(a, b template.Origin) bool { return a.Start != b.Start && !template.Together(a, b) }

// addPair adds an object with the apiVersion of one and the kind of another.
func (ps *possibilities) addPair(a, b pair) {
	one, other := a.Subject.(*reference.API), b.Subject.(*reference.API)
	ref := a.Reference
	ref.Subject = &reference.API{
		Context: one.Context, APIVersion: one.APIVersion, Kind: other.Kind, KindSpan: other.KindSpan,
	}
	ref.Confidence = min(ref.Confidence, b.Confidence)
	ref.Conditions = withConditions(slices.Clone(a.apiVersion.Conditions), b.kind.Conditions)
	if key := keyOf(&ref); !ps.found[key] {
		ps.found[key] = true
		ps.add(ref)
	}
}
