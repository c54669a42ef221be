package find

import (
	"bytes"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/source"
)

// broken looks through a document that a template may give and that isn't YAML.
// What stands before the place where it breaks may be: health endpoints in it are
// those of what is there whole. The rest is read line by line.
func (r reading) broken(document yaml.Document) {
	text := document.Text
	if _, isHealth := r.seeker.(healthSeeker); isHealth {
		at := min(max(document.Err.Span.Start-text.Offset(0), 0), len(text.Data))
		if end := bytes.LastIndexByte(text.Data[:at], '\n') + 1; r.mentions(text.Data[:end]) && r.before(text.Slice(0, end)) {
			text = text.Slice(end, len(text.Data))
		}
	}
	r.lines(text)
}

// before looks through the part of a document before the place where it breaks,
// and tells whether it is YAML.
func (r reading) before(text source.Text) bool {
	r.confidence = source.Low
	isRead := false
	var reader yaml.Reader
	for document := range reader.Documents(text) {
		if document.Err != nil || isRead {
			return false
		}
		r.document(r, document.Tree.Root())
		isRead = true
	}
	return isRead
}
