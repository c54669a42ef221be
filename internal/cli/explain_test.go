package cli

import "testing"

func TestWrap(t *testing.T) {
	const markdown = `One two three
four five.

- first item that
  goes on
- second

    code that is left as it is

Die Wörter zählen.`
	const want = `One two three
four five.

- first item
  that goes on
- second

    code that is left as it is

Die Wörter
zählen.`
	if got := wrap(markdown, 14); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
