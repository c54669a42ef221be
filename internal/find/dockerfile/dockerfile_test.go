package dockerfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

const file = `# syntax=docker/dockerfile:1
FROM scratch AS x
run a \
  # comment
  && b
ONBUILD ENV A=b
RUN <<EOF cat
one
EOF
CMD ["x", "y"]
HEALTHCHECK`

func TestInstructions(t *testing.T) {
	var lines []string
	for instruction := range Instructions((&source.File{Data: []byte(file)}).Text()) {
		lines = append(lines, fmt.Sprintf("%s%q", instruction.Name, instruction.Arguments.Data))
	}
	want := []string{
		`FROM" scratch AS x\n"`, `RUN" a \\\n  && b\n"`, `ENV" A=b\n"`, `RUN" <<EOF cat\none\nEOF\n"`, `CMD" [\"x\", \"y\"]\n"`,
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func FuzzInstructions(f *testing.F) {
	f.Add([]byte(file))
	f.Fuzz(func(t *testing.T, data []byte) {
		for instruction := range Instructions((&source.File{Data: data}).Text()) {
			span := instruction.Arguments.Span(0, len(instruction.Arguments.Data))
			if span.Start < 0 || span.Start > span.End || span.End > len(data) {
				t.Fatalf("%q at %v", instruction.Arguments.Data, span)
			}
		}
	})
}
