package cli

import (
	"fmt"
	"os"

	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// catalogFiles are the user's own catalogs, read beside the built-in one.
type catalogFiles struct{ paths []string }

func (f *catalogFiles) flag(group flagGroup) {
	group.StringArrayVar(&f.paths, "catalog", nil, "add the kinds of `FILE` to the catalog, or override what it says of them; may be repeated")
}

// load returns the built-in catalog with the user's rows in it.
func (f *catalogFiles) load() (*openapi.Catalog, error) {
	catalog := openapi.Builtin()
	for _, path := range f.paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("--catalog %s: %w", path, source.Reason(err))
		}
		if catalog, err = catalog.Extend(path, data); err != nil {
			return nil, fmt.Errorf("--catalog: %w", err)
		}
	}
	return catalog, nil
}
