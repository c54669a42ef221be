package shell

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

// show writes the words of the commands of a script, a line for each.
func show(script string) string {
	file := &source.File{Data: []byte(script)}
	var lines []string
	for command := range Commands(file.Text()) {
		var words []string
		for _, word := range command.Words {
			words = append(words, string(word.Data))
		}
		line := strings.Join(words, " · ")
		for _, text := range command.Texts {
			line += fmt.Sprintf(" %q", text.Data)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

var scripts = []struct{ script, want string }{
	{"a b  'c d' \"e f\"g\\ h # i\nj", "a · b · c d · e fg h\nj"},
	{"a \\\n  b\\\nc; d && e | f > g 2>&1 &", "a · bc\nd\ne\nf · g · 2 · 1"},
	{`a "x \"y\" \$z \n" '\'`, `a · x "y" $z \n · \`},
	{"a=$(b 'c)' (d)) e", `a=$() · e "b 'c)' (d)"`},
	{"a \"$(b \"c\" d)\" `e f`", "a · $() · $() \"b \\\"c\\\" d\" \"e f\""},
	{"a=(b 'c d')\nif x; then y; fi", "a=\nb · c d\nif · x\nthen · y\nfi"},
	{"cat <<EOF > f\na \\$b \\\\\n\\\nc $d\nEOF\ng", "cat · f \"a $b \\\\\\nc $d\\n\"\ng"},
	{"cat <<-'E' <<F | b\n\ta \\$b\n\tE\nc\nF\nd", "cat\nb \"a \\\\$b\\n\" \"c\\n\"\nd"},
	{"a <<x\nb", "a\nb"},
	{"a 'b\nc", "a · 'b\nc"},
	{"a ${b:-c d} ''", "a · ${b:-c d} · "},
	{"a <<< b", "a · b"},
	{`a ${b[@]+"${b[@]}"} "${c:+"d e"}" f`, `a · ${b[@]+"${b[@]}"} · ${c:+"d e"} · f`},
	{"a ${b\nc}", "a · ${b\nc}"},
	{"a\r\nb \\\r\n c\r\n", "a\nb · c"},
	{"a {{ b | c }}:{{d}}/e { f {{ g\nh", "a · {{ b | c }}:{{d}}/e · { · f · {{ · g\nh"},
	{"a b:<%= c['d'] %>/e <% f %> <%= g", "a · b:<%= c['d'] %>/e · % · f · % · %= · g"},
}

func TestCommands(t *testing.T) {
	for _, s := range scripts {
		if got := show(s.script); got != s.want {
			t.Errorf("%q gives\n%s\nwant\n%s", s.script, got, s.want)
		}
	}
}

func FuzzCommands(f *testing.F) {
	for _, s := range scripts {
		f.Add([]byte(s.script))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := &source.File{Data: data}
		for command := range Commands(file.Text()) {
			for _, text := range append(command.Words, command.Texts...) {
				span := text.Span(0, len(text.Data))
				if span.Start < 0 || span.Start > span.End || span.End > len(data) {
					t.Fatalf("%q at %v", text.Data, span)
				}
			}
		}
	})
}
