package systemd

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

const unit = `# a comment
[Unit]
Description=API server
; another = one
[Service]
Environment="A=b c" D=e
ExecStart=/bin/x \
  --one='a b' \
# --two=2 \
  --three="q\"r" ;
Restart = always
nothing
`

func TestSettings(t *testing.T) {
	file := &source.File{Data: []byte(unit)}
	var lines []string
	for setting := range Settings(file.Text()) {
		line := setting.Section + "." + setting.Name + ":"
		for _, word := range Words(setting.Value) {
			span := word.Span(0, len(word.Data))
			line += fmt.Sprintf(" %q(%s)", word.Data, unit[span.Start:span.End])
		}
		lines = append(lines, line)
	}
	want := `Unit.Description: "API"(API) "server"(server)
Service.Environment: "A=b c"(A=b c) "D=e"(D=e)
Service.ExecStart: "/bin/x"(/bin/x) "--one=a b"(--one='a b) "--three=q\"r"(--three="q\"r) ";"(;)
Service.Restart: "always"(always)`
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func FuzzSettings(f *testing.F) {
	f.Add([]byte(unit))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := &source.File{Data: data}
		for setting := range Settings(file.Text()) {
			for _, word := range append(Words(setting.Value), setting.Value) {
				if span := word.Span(0, len(word.Data)); span.Start < 0 || span.Start > span.End || span.End > len(data) {
					t.Fatalf("%q at %v", word.Data, span)
				}
			}
		}
	})
}
