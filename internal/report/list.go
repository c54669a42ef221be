package report

import (
	"bytes"
	"encoding/json"
	"io"
)

// list writes values as the elements of a JSON array, one a line, as they come.
type list struct {
	out   io.Writer
	head  []byte // what stands before the first element, the bracket included
	begun bool
}

func (l *list) add(value any) error {
	line, err := appendJSON(append(l.before(), '\n'), value)
	if err != nil {
		return err
	}
	_, err = l.out.Write(line)
	return err
}

// end closes the array and writes what stands behind its bracket.
func (l *list) end(tail []byte) error {
	var text []byte
	if l.begun {
		text = []byte{'\n'}
	} else {
		text = l.before()
	}
	text = append(append(append(text, ']'), tail...), '\n')
	_, err := l.out.Write(text)
	return err
}

// before gives what stands before an element.
func (l *list) before() []byte {
	if l.begun {
		return []byte{','}
	}
	l.begun = true
	return l.head
}

// appendJSON appends a value without the escapes that only HTML needs.
func appendJSON(to []byte, value any) ([]byte, error) {
	buffer := bytes.NewBuffer(to)
	encoder := json.NewEncoder(buffer)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), err
}
