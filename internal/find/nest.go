package find

import (
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/source"
)

// nested is a text that was found in another and is read after it.
type nested struct {
	text  source.Text
	depth int
}

// nest notes a text that may hold what matters here, to be read after the one
// it was found in.
func (c configuration) nest(text source.Text) {
	if c.depth < maxEmbedding && mentions(text.Data) {
		c.nested = append(c.nested, nested{text, c.depth + 1})
	}
}

// readNested reads the texts that were noted, and those found in them.
func (f *Finder) readNested() {
	for len(f.nested) > 0 {
		next := f.nested[0]
		f.nested = f.nested[1:]
		c := configuration{Finder: f, confidence: source.Medium, depth: next.depth}
		c.text(next.text)
	}
	f.nested = nil
}

// text reads a text whose language nobody tells.
func (c configuration) text(text source.Text) {
	for document := range c.reader.Documents(text) {
		if document.Err == nil {
			c.document(document.Tree.Root())
		}
	}
}

// document reads a document in YAML or JSON.
func (c configuration) document(root yaml.Value) { c.value(root, &place{}) }
