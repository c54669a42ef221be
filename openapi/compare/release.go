package compare

import (
	_ "embed"
	"fmt"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
)

// served.tsv is made by `generate served` in ../generate from the OpenAPI documents
// of the releases of Kubernetes; Table tells its columns.
//
//go:embed served.tsv
var servedTable string

// OfRelease makes a view of a release of Kubernetes: of all that it can serve,
// whether it does by default or only when switched on.
func OfRelease(catalog *openapi.Catalog, release apiversion.Release) (*View, error) {
	t, err := ParseTable(servedTable)
	if err != nil { // the table is part of the program, and its tests parse it
		return nil, fmt.Errorf("the built-in table of what releases serve is broken: %w", err)
	}
	v := t.View(release)
	for gvk, kind := range v.Kinds {
		if row := catalog.Find(gvk.Group, gvk.Version, gvk.Kind); row != nil {
			kind.Deprecated, kind.deprecation = row.Deprecated != 0 && row.Deprecated <= release, true
		}
	}
	return v, nil
}
