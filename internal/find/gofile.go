package find

import (
	"regexp"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/golang"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// Go reads a file of Go code, of which found is what the code itself holds. The
// result is valid until the next file is read.
func (f *Finder) Go(file *source.File, found golang.Findings) *Result {
	f.begin(goText, file)
	f.readGo(file, found)
	f.sortRemarks()
	return &f.Result
}

// readGo reads a file of Go code: what the code itself holds, the manifests and
// requests in its strings, and what its literals give a kube-apiserver.
func (f *Finder) readGo(file *source.File, found golang.Findings) {
	f.Gaps, f.Untyped = found.Gaps, found.Untyped
	for _, r := range found.References {
		f.add(r)
	}
	f.embedded = found.Manifests
	f.findEmbedded(1)
	for _, request := range found.Requests {
		m := manifest{Finder: f, confidence: request.Confidence}
		m.pathsIn(request.Path)
		if !ofComponent.MatchString(file.Path) && !endpoint.IsNameOfOther(request.Client) {
			h := health{reading: reading{Finder: f, confidence: request.Confidence}, asker: asker{use: request.Use, form: request.Form}}
			h.paths(request.Path)
		}
	}
	for _, url := range found.URLs {
		h := health{reading: reading{Finder: f, confidence: source.Medium}, asker: asker{form: "this program"}}
		h.urls(url)
	}
	for _, words := range found.Commands {
		h := health{reading: reading{Finder: f, confidence: source.Medium}}
		if len(words) == 1 {
			h.nest(shellText, words[0])
		} else {
			h.command(shell.Command{Words: words})
		}
	}
	f.seek(goText, file, seekersOf(f.mention))
	f.Skipped, f.Unread = 0, nil // of strings nobody says that they are manifests
	if b := found.Broken; b != nil {
		f.Broken = &Unread{Span: source.Span{Start: b.Offset, End: b.Offset}, Reason: b.Reason}
	}
	f.Files, f.IsCode = 1, true
	for i := range f.References {
		f.settleGo(&f.References[i], found)
	}
}

// ofComponent matches paths of code that belongs to one of the components beside
// the API server. When that asks for a /healthz, it is most likely its own.
var ofComponent = regexp.MustCompile(`(?:^|/)(?:kube-scheduler|(?:kube-|cloud-)?controller-manager|kubelet|kube-proxy)/`)

// settleGo adds to a reference what is known of the whole file.
func (f *Finder) settleGo(r *reference.Reference, found golang.Findings) {
	r.Test = found.Test
	// Of a stable version it doesn't matter.
	if api, ok := r.Subject.(*reference.API); ok && found.Owns != nil && apiversion.StabilityOf(api.Version()) != apiversion.Stable {
		api.Own = api.Own || found.Owns(api.Group())
	}
}
