package spec

import (
	"bytes"
	"fmt"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/source"
)

// keep keeps an OpenAPI document for the comparison of fields, as JSON.
func (l *Loader) keep(s *Spec, file *source.File, form string) error {
	if !l.Schemas || form == "discovery" {
		return nil
	}
	data := bytes.TrimLeft(bytes.TrimPrefix(file.Data, []byte("\ufeff")), " \t\r\n")
	if len(data) > 0 && data[0] == '{' {
		s.Documents = append(s.Documents, Document{file.Path, form, data})
		return nil
	}
	var reader yaml.Reader
	for document := range reader.Documents(file.Text()) {
		if document.Err != nil {
			return fmt.Errorf("%s: %s", at(file, document.Err.Span), document.Err.Reason)
		}
		s.Documents = append(s.Documents, Document{file.Path, form, document.Tree.Root().AppendJSON(nil)})
	}
	return nil
}
