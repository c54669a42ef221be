package yaml

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

// writer writes random documents in the many ways in which people write YAML.
type writer struct {
	*rand.Rand
	b strings.Builder
}

var words = []string{
	"apiVersion", "kind", "metadata", "v1", "apps/v1beta1", "/apis/apps/v1", "true", "null", "~", "1.5", "a b", "it's", `say "x"`,
	"é日本", "a: b", "a #b", "- x", "x,y", "[x]", "{x}", "*x", "&x", "!x", "#x", "", " x ", "x:", "http://x/y", "%x", "@x", "`x", "a\\nb", "?", "-",
}

func (w *writer) word() string { return words[w.IntN(len(words))] }

// scalar writes a scalar in any style, right or wrong for where it stands.
func (w *writer) scalar() string {
	word := w.word()
	switch w.IntN(6) {
	case 0:
		return "'" + strings.ReplaceAll(word, "'", "''") + "'"
	case 1:
		return fmt.Sprintf("%q", word)
	case 2:
		return fmt.Sprintf("%q", word+"\n"+w.word())
	}
	return word
}

func (w *writer) newline() string {
	return []string{"\n", "\n", "\n", "\n", "\r\n", "\n\n", " # note\n", "\n# note\n", " \n"}[w.IntN(9)]
}

// flow writes a flow collection.
func (w *writer) flow(depth int) string {
	if depth == 0 || w.IntN(3) == 0 {
		return w.scalar()
	}
	gap := []string{"", " ", "\n      "}[w.IntN(3)]
	if w.IntN(2) == 0 {
		return "[" + gap + w.flow(depth-1) + "," + gap + w.flow(depth-1) + gap + "]"
	}
	return "{" + gap + w.scalar() + ": " + w.flow(depth-1) + "," + gap + w.scalar() + " : " + w.flow(depth-1) + gap + "}"
}

// lines writes the lines of a scalar that runs over several.
func (w *writer) lines(indent int) {
	for range 1 + w.IntN(4) {
		fmt.Fprintf(&w.b, "%*s%s%s", indent, "", w.word(), w.newline())
	}
}

// value writes what follows a key or a dash whose collection stands at indent.
func (w *writer) value(indent, depth int) {
	deeper := indent + 1 + w.IntN(3)
	switch w.IntN(9) {
	case 0:
		w.b.WriteString(" " + w.flow(2) + w.newline())
	case 1:
		w.b.WriteString(" " + []string{"|", ">", "|-", ">+", "|1", ">2-"}[w.IntN(6)] + "\n")
		w.lines(deeper)
	case 2:
		w.b.WriteString(" " + w.word() + w.newline())
		w.lines(deeper)
	case 3:
		fmt.Fprintf(&w.b, " '%s\n%*s%s'%s", "one", deeper, "", "two", w.newline())
	case 4:
		w.b.WriteString(w.newline())
	case 5, 6:
		if depth > 0 {
			w.b.WriteString(w.newline())
			w.collection(deeper, depth-1)
			return
		}
		fallthrough
	default:
		w.b.WriteString(" " + w.scalar() + w.newline())
	}
}

func (w *writer) collection(indent, depth int) {
	sequence := w.IntN(3) == 0
	for range 1 + w.IntN(4) {
		fmt.Fprintf(&w.b, "%*s", indent, "")
		if sequence {
			w.b.WriteString("-")
			if depth > 0 && w.IntN(2) == 0 {
				w.b.WriteString(" " + w.word() + ":")
			}
		} else {
			w.b.WriteString(w.scalar() + ":")
		}
		w.value(indent, depth)
	}
}

func TestFastWayAgreesOnGenerated(t *testing.T) {
	w := &writer{Rand: rand.New(rand.NewPCG(1, 37))}
	taken := 0
	for range 30000 {
		w.b.Reset()
		w.collection(0, 3)
		file := &source.File{Data: []byte(w.b.String())}
		fast, problem := compare(file.Text())
		if problem != "" {
			t.Fatalf("%q: %s", file.Data, problem)
		}
		if fast {
			taken++
		}
	}
	if taken < 1000 {
		t.Errorf("the fast way took only %d generated documents", taken)
	}
	t.Logf("the fast way took %d documents", taken)
}
