package cli

import (
	"fmt"

	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// catalogFiles are the user's own catalogs, read beside the built-in one.
type catalogFiles struct{ paths []string }

func (f *catalogFiles) flag(group flagGroup) {
	group.StringArrayVar(&f.paths, "catalog", nil, "add the kinds of `FILE` to the catalog, or override what it says of them; may be repeated")
}

// load returns a catalog with the user's rows in it.
func (f *catalogFiles) load(catalog *openapi.Catalog) (*openapi.Catalog, error) {
	for _, path := range f.paths {
		var err error
		if catalog, err = extend(catalog, path); err != nil {
			return nil, fmt.Errorf("--catalog: %w", err)
		}
	}
	return catalog, nil
}

// extend returns a catalog with the rows of a file in it.
func extend(catalog *openapi.Catalog, path string) (*openapi.Catalog, error) {
	file, err := new(source.Reader).Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return catalog.Extend(path, file.Data)
}
