package yaml

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
)

// maxExport is how many nodes AppendJSON writes, those behind aliases counted
// each time, and maxExportDepth how deep it goes.
const (
	maxExport      = maxNodes
	maxExportDepth = 1000
)

// AppendJSON appends the node as JSON. What is too deep, or too much once
// aliases are written out, becomes null.
func (v Value) AppendJSON(to []byte) []byte {
	e := exporter{out: to, budget: maxExport}
	e.value(v, 0)
	return e.out
}

type exporter struct {
	out    []byte
	budget int
}

func (e *exporter) value(v Value, depth int) {
	e.budget--
	switch {
	case e.budget < 0 || depth > maxExportDepth:
		e.out = append(e.out, "null"...)
	case v.IsMapping():
		e.mapping(v, depth)
	case v.IsSequence():
		e.out = append(e.out, '[')
		comma := ""
		for item := range v.Items() {
			e.out = append(e.out, comma...)
			e.value(item, depth+1)
			comma = ","
		}
		e.out = append(e.out, ']')
	default:
		e.scalar(v)
	}
}

// mapping writes the last of several equal keys, since that is the one that
// counts.
func (e *exporter) mapping(v Value, depth int) {
	last := map[string]Value{}
	for key, value := range v.Entries() {
		last[key.String()] = value
	}
	e.out = append(e.out, '{')
	comma := ""
	for key := range v.Entries() {
		name := key.String()
		value, left := last[name]
		if !left {
			continue
		}
		delete(last, name)
		e.out = append(e.out, comma...)
		e.text(name)
		e.out = append(e.out, ':')
		e.value(value, depth+1)
		comma = ","
	}
	e.out = append(e.out, '}')
}

// The plain scalars of YAML that aren't strings (YAML 1.2.2, section 10.2),
// where JSON can write them.
var (
	jsonNumber = regexp.MustCompile(`^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$`)
	plainWords = map[string]string{
		"": "null", "~": "null", "null": "null", "Null": "null", "NULL": "null",
		"true": "true", "True": "true", "TRUE": "true", "false": "false", "False": "false", "FALSE": "false",
	}
)

func (e *exporter) scalar(v Value) {
	text := v.String()
	if v.Style() != Plain {
		e.text(text)
		return
	}
	if word, ok := plainWords[text]; ok {
		e.out = append(e.out, word...)
		return
	}
	if jsonNumber.MatchString(text) {
		e.out = append(e.out, text...)
		return
	}
	if n, err := strconv.ParseInt(text, 0, 64); err == nil { // 0x1f, 0o17, +1
		e.out = strconv.AppendInt(e.out, n, 10)
		return
	}
	e.text(text)
}

// text writes a string without the escapes that only HTML needs.
func (e *exporter) text(s string) {
	buffer := bytes.NewBuffer(e.out)
	encoder := json.NewEncoder(buffer)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(s) == nil { // a string can be encoded
		e.out = bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))
	}
}
