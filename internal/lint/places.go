package lint

import (
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/find"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// Place is where a file leans on an API.
type Place struct {
	APIVersion, Kind string
	File             string
	Span             source.Span
	Start, End       source.Position
	Snippet          diagnostic.Snippet
}

// Places returns where a file leans on which APIs. What can't be read has none.
func Places(file *source.File) []Place {
	finder := finders.Get().(*find.Finder)
	defer finders.Put(finder)
	var places []Place
	for _, ref := range finder.Find(file).References {
		if api, is := ref.Subject.(*reference.API); is {
			places = append(places, Place{
				APIVersion: api.APIVersion, Kind: api.Kind, File: file.Path, Span: ref.Span,
				Start: file.Position(ref.Span.Start), End: file.Position(ref.Span.End), Snippet: snippet(file, ref.Span),
			})
		}
	}
	return places
}
