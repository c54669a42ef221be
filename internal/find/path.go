package find

import (
	"regexp"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// restPath matches a REST path of a named group: its group and version, then,
// behind the namespace if there is one, its resource. Paths with placeholders
// in group or version don't match.
var restPath = regexp.MustCompile(`/apis/([a-z0-9][a-z0-9.-]*/v[0-9]+(?:(?:alpha|beta)[0-9]+)?)(?:/(?:namespaces/[^/\s"']+/)?([a-z]+)\b)?`)

// paths yields the APIs of the REST paths in a string.
func (m manifest) paths(v yaml.Value) { m.pathsIn(v.Text()) }

func (m manifest) pathsIn(text source.Text) {
	for _, match := range restPath.FindAllSubmatchIndex(text.Data, -1) {
		api := &reference.API{Context: reference.Path, APIVersion: string(text.Data[match[2]:match[3]])}
		if match[4] >= 0 {
			api.Resource = string(text.Data[match[4]:match[5]])
		}
		if api.Resource == "namespaces" || api.Resource == "watch" { // a placeholder follows
			api.Resource = ""
		}
		m.yield(text.Span(match[2], match[3]), api)
	}
}
