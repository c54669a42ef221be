package markup

import (
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

func show(read func(source.Text) iter.Seq[Code], document string) string {
	var all []string
	for code := range read((&source.File{Data: []byte(document)}).Text()) {
		kind := "block"
		if code.Inline {
			kind = "inline"
		}
		all = append(all, fmt.Sprintf("%s %s %q", kind, code.Language, code.Text.Data))
	}
	return strings.Join(all, "\n")
}

const markdown = "Text `a` and ``b ` c`` `d\n" +
	"```Bash\n$ x\n  y\n```\n" +
	"1. item\n   ~~~ {.yaml}\n   a: b\n     c\n   ~~~\n" +
	"\n    code\n\n    more\ntext\n    no code `e`\n" +
	"{{< highlight yaml >}}\nk: v\n{{< /highlight >}}\n<!-- `no` -->\n<!--\n```\nno\n```\n-->\n`f`\n```\nopen"

func TestMarkdown(t *testing.T) {
	want := `inline  "a"
inline  "b ` + "`" + ` c"
block bash "x\n  y\n"
block yaml "a: b\n  c\n"
block  "code\n\nmore\n"
inline  "e"
block yaml "k: v\n"
inline  "f"
block  "open"`
	if got := show(Markdown, markdown); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

const rst = "Text ``a`` b::\n\n  code\n    more\n\nend\n\n.. code-block:: YAML\n   :linenos:\n\n   a: b\n\n.. note::\n   ``c``\n\nend::"

func TestRST(t *testing.T) {
	want := `inline  "a"
block  "code\n  more\n\n"
block yaml "a: b\n\n"
inline  "c"
block  ""`
	if got := show(RST, rst); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

const asciiDocument = "= Title\n:source-language: yaml\n\nText `a`.\n\n" +
	".Title\n[source,Bash,subs=\"+attributes\"]\n----\n$ x <1>\n\ny # <2>\n----\n<1> `b`\n\n" +
	"* item\n+\n[source]\n----\nk: v\n----\n* item\n  more `c`\n\n" +
	"....\nliteral\n....\n\n[,console]\n$ z\nz\n\n  indented\n\n  * item\n\n" +
	"// `no`\n////\n----\nno\n////\n[quote,Someone]\nno\n\n```sh\nw\n```\n[NOTE]\n====\n----\nopen"

func TestAsciiDoc(t *testing.T) {
	want := `inline  "a"
block bash "x\n\ny\n"
inline  "b"
block yaml "k: v\n"
inline  "c"
block  "literal\n"
block console "z\nz\n"
block  " indented\n"
block sh "w\n"
block  "open"`
	if got := show(AsciiDoc, asciiDocument); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func FuzzMarkup(f *testing.F) {
	f.Add([]byte(markdown))
	f.Add([]byte(rst))
	f.Add([]byte(asciiDocument))
	f.Add([]byte(" <0>")) // a note where the indentation ends
	f.Add([]byte("  +"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, read := range []func(source.Text) iter.Seq[Code]{Markdown, RST, AsciiDoc} {
			for code := range read((&source.File{Data: data}).Text()) {
				span := code.Text.Span(0, len(code.Text.Data))
				if span.Start < 0 || span.Start > span.End || span.End > len(data) {
					t.Fatalf("%q at %v", code.Text.Data, span)
				}
			}
		}
	})
}
