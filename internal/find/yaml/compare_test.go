package yaml

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

// dump writes a tree with everything that finders can ask of it.
func dump(v Value) string {
	var b strings.Builder
	dumpTo(&b, v, 0)
	return b.String()
}

func dumpTo(b *strings.Builder, v Value, depth int) {
	fmt.Fprintf(b, "%*s", depth, "")
	switch {
	case !v.Exists():
		b.WriteString("nothing\n")
	case v.IsAlias():
		fmt.Fprintf(b, "alias at %d\n", v.Span().Start)
	case v.IsScalar():
		fmt.Fprintf(b, "scalar %d %q at %v\n", v.Style(), v.String(), v.Span())
	case v.IsSequence():
		fmt.Fprintf(b, "sequence at %d\n", v.Span().Start)
		for item := range v.Items() {
			dumpTo(b, item, depth+1)
		}
	default:
		fmt.Fprintf(b, "mapping at %d\n", v.Span().Start)
		for key, value := range v.Entries() {
			dumpTo(b, key, depth+1)
			dumpTo(b, value, depth+2)
		}
	}
}

// compare reads a document both ways. Where the fast way takes it, the library
// must take it too and give the same tree.
func compare(text source.Text) (fast bool, problem string) {
	odd, _, reason := inspect(text.Data)
	var r Reader
	if odd || reason != "" || !r.fast(text) {
		return false, ""
	}
	got := dump(r.tree.Root())
	var library Tree
	if err := parseByLibrary(&library, text); err != nil {
		return true, fmt.Sprintf("the library refuses it: %s at %v\nfast way:\n%s", err.Reason, err.Span, got)
	}
	if want := dump(library.Root()); got != want {
		return true, fmt.Sprintf("fast way:\n%s\nlibrary:\n%s", got, want)
	}
	return true, ""
}

var documents = []string{
	"", "# only a comment\n", "a: b", "a: b\n", "a:\n", "a: \nb: c\n", "- a\n- b\n", "a:\n- b\n- c\nd: e\n",
	"a:\n  - b\n  -\n  - c: d\n    e: f\n  - - g\n    - h\n", "a: 'it''s'\nb: \"x\\ny\"\n'c': \"d\"\n",
	"a: |\n  line 1\n   line 2\n\n  line 3\nb: c\n", "a: |-\n  x\n\n\nb: >\n  folded\n  text\n\n  new\n    more\n  end\n",
	"a: |+\n  x\n\n\nb: c\n", "a: one\n  two\n\n  three\nb: c\n", "a: 'one\n  two\n\n  three'\nb: c\n",
	"a: {b: c, d: [e, f], 'g': \"h\", i: {}}\nj: []\n", "a: [\n  b,\n  c,\n]\n", "a: [\n  b\n  ]\n", "{\"a\": 1, \"b\": [true, null]}",
	"a: b # comment\n# comment\n  # indented comment\nc: d\n", "a: b#c\nd: e:f\nurl: http://x/y?z=1\n", "a : b\n", "\"a\" : b\n",
	"a:\r\n  b: c\r\n  d: |\r\n    e\r\n    f\r\n", "- a: b\n  c: d\n-   e: f\n    g: h\n", "a:\n  b\nc: d\n", "a:\n  - b\n c: d\n",
	"a:\n   b: c\n  d: e\n", "日本: 語\né: [ü, ß]\n", "plain scalar\nover lines\n", "a: -1\nb: -c\nd: --- e\n", "a: b: c\n", "a: [b, c: d]\n",
	"a: {b, c}\n", "a: {b: }\n", "a: 'x'y\n", "a: |\n\n\n  x\nb: c\n", "a: |\n   \n  x\n", "a: |\nb: c\n", "a: >-\n  x\n  # not a comment\n# comment\nb: c\n",
	"a: |2\n   x\n", "a: \"x\n  y\"\n", "a: \"\\u0041\\x41\\/\"\n", "a: 'b'#c\n", "a:\n# c\n  b: c\n", "a: b\n\n\n# end", "key: - a\n", "a: &x b\nc: *x\n<<: {d: e}\n",
	"? a\n: b\n", "!!str a: !t b\n", "a:\n  - b: c\n\n    d: e\n\n  - f\n", "a: \n\n  b: c\n", "- # c\n  a: b\n", "-\n  a\n", "- |\n a\n- b\n", "a: b\n---\n", "a:\tb\n", "a: b\t# c\n", "- a\n b\n-  c\n",
	"a: [b # c\n  , d]\n", "a: [ ]\nb: { }\n", "a: \"b\": c\n", "[a, b]\n", "{a: b}\n", "{a: b}: c\n", "'a': b\n'c\n d': e\n", "a: 'b\n\n\n  c'\n", "a: ''\nb: \"\"\n", "a: b\n  # c\n  d\n", "a: %b\n", "%a: b\n", "|\n\n#0", "a:\n  b: |2-\n      x\n    y\n\n  c: >+1\n    z\n   w\n\n", "a: |1\n  \n   x\n  y\n", "- |2\n    a\n- b\n", "a: |0\n x\n", "\u00a0", "a: b\u00a0 c\u3000\n", "0: |1\n   \n     0\n 000", "0: >\n 0\n \t", "  0: |1\n     \n  0:", "a: |2\n x\n", "a: \"b\\\n  c\\n\\\n\n  d  \n  e\\  \n  f\"\n", "a: [\n  b\n]\nc: :d\ne: ?f\n", "a: x\n...\n",
}

func TestFastWayAgrees(t *testing.T) {
	taken := 0
	for _, document := range documents {
		file := &source.File{Data: []byte(document)}
		fast, problem := compare(file.Text())
		if problem != "" {
			t.Errorf("%q: %s", document, problem)
		}
		if fast {
			taken++
		}
	}
	if taken < len(documents)/2 {
		t.Errorf("the fast way took only %d of %d documents", taken, len(documents))
	}
}

func FuzzFastWay(f *testing.F) {
	for _, document := range documents {
		f.Add([]byte(document))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := &source.File{Data: data}
		for part := range parts(file.Text()) {
			if _, problem := compare(part); problem != "" {
				t.Errorf("%q: %s", part.Data, problem)
			}
		}
	})
}
