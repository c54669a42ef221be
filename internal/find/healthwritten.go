package find

import (
	"bytes"
	"maps"

	"github.com/apilint/apilint/internal/find/shell"
)

// maxWritten is how much of the texts that a script writes is looked at for
// variables, in bytes.
const maxWritten = 200_000

// written returns what the texts that a script writes assign to variables,
// beside those of the script around: another of the texts may go on where one
// ends. What two of them don't agree on counts for nothing.
func written(around map[string]string, commands []shell.Command) map[string]string {
	values, differ := map[string]string{}, map[string]bool{}
	left := maxWritten
	for _, c := range commands {
		for _, text := range c.Texts {
			if left -= len(text.Data); left < 0 || bytes.IndexByte(text.Data, '\n') < 0 || bytes.IndexByte(text.Data, '=') < 0 {
				continue
			}
			for inside := range shell.Commands(text) {
				for _, word := range inside.Words {
					name, value, is := assignment(word)
					if !is || len(value.Data) > maxExpansion {
						continue
					}
					before, known := values[name]
					differ[name] = differ[name] || known && before != string(value.Data)
					values[name] = string(value.Data)
				}
			}
		}
	}
	maps.DeleteFunc(values, func(name, _ string) bool { return differ[name] })
	maps.Copy(values, around)
	return values
}
