package find

import (
	"bytes"

	"github.com/apilint/apilint/internal/find/yaml"
)

// How renderers say of what they made a document: helm template by a comment
// before it, kustomize build, if it is asked to (buildMetadata:
// originAnnotations), by an annotation, api/utils/annotations.go.
const (
	sourceComment    = "# Source: "
	originAnnotation = "config.kubernetes.io/origin"
)

// sourceOf returns the file that a document was rendered from, "" if nothing
// says so.
func sourceOf(document yaml.Document) string {
	for line := range bytes.Lines(document.Text.Data) {
		line = bytes.TrimRight(line, " \t\r\n")
		if name, is := bytes.CutPrefix(line, []byte(sourceComment)); is && isPath(name) {
			return string(name)
		}
		if len(line) > 0 && line[0] != '#' && !bytes.HasPrefix(line, []byte("---")) {
			break
		}
	}
	if document.Err != nil {
		return ""
	}
	origin := document.Tree.Root().Get("metadata").Get("annotations").Get(originAnnotation)
	var reader yaml.Reader
	for said := range reader.Documents(origin.Text()) {
		if said.Err != nil {
			break
		}
		if root := said.Tree.Root(); !root.Get("repo").Exists() {
			return root.Get("path").String()
		}
	}
	return ""
}

// isPath tells a file that a renderer names from what else people call the source
// of something: an address, or words.
func isPath(name []byte) bool {
	return !bytes.Contains(name, []byte("://")) && bytes.IndexByte(name, '/') > 0 && bytes.IndexByte(name, ' ') < 0
}
