package find

import (
	"github.com/apilint/apilint/internal/find/golang"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// Go reads a file of Go code, of which found is what the code itself holds: the
// manifests and paths in its strings, and what its literals give a
// kube-apiserver. The result is valid until the next file is read.
func (f *Finder) Go(file *source.File, found golang.Findings) *Result {
	f.Result, f.configs = Result{References: f.References[:0]}, 0
	for _, r := range found.References {
		f.add(r)
	}
	f.embedded = found.Manifests
	f.findEmbedded(1)
	m := manifest{Finder: f, confidence: source.Medium}
	for _, path := range found.Paths {
		m.pathsIn(path)
	}
	if mentions(file.Data) {
		r := reading{Finder: f, seeker: configurationSeeker{}, confidence: source.Medium}
		r.read(goText, file.Text())
		f.readNested()
	}
	f.Skipped, f.Templates = 0, 0 // of strings nobody says that they are manifests
	if len(f.References) > 0 {
		f.Files = 1
	}
	for i := range f.References {
		f.settleGo(&f.References[i], found)
	}
	return &f.Result
}

// settleGo adds to a reference what is known of the whole file.
func (f *Finder) settleGo(r *reference.Reference, found golang.Findings) {
	r.Test = found.Test
	if api, ok := r.Subject.(*reference.API); ok && found.Owns != nil {
		api.Own = api.Own || found.Owns(api.Group())
	}
}
