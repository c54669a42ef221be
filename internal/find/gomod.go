package find

import (
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/apilint/apilint/internal/find/golang"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// kubernetesClients are the modules whose version tells which release of Kubernetes a
// program was made for, the most telling first.
var kubernetesClients = []string{"k8s.io/client-go", "k8s.io/api", "k8s.io/apimachinery"}

// goMod finds the module of Kubernetes' own that a go.mod requires, in the
// version with which it is replaced if it is. What the go command would refuse
// is passed over: it says so itself.
func (f *Finder) goMod(file *source.File) {
	f.Files = 1
	parsed, err := modfile.Parse(file.Path, file.Data, nil)
	if err != nil {
		return
	}
	for _, client := range kubernetesClients {
		for _, required := range parsed.Require {
			if required.Mod.Path == client {
				version, line := required.Mod.Version, required.Syntax
				if r := replacedBy(parsed, client, version); r != nil {
					version, line = r.New.Version, r.Syntax
				}
				f.requirement(client, version, line)
				return
			}
		}
	}
}

// replacedBy returns what a module is replaced with, nil if it isn't.
func replacedBy(parsed *modfile.File, module, version string) *modfile.Replace {
	for _, r := range parsed.Replace {
		if r.Old.Path == module && (r.Old.Version == "" || r.Old.Version == version) {
			return r
		}
	}
	return nil
}

func (f *Finder) requirement(module, version string, line *modfile.Line) {
	release := golang.ReleaseOf(version)
	if release == 0 {
		return
	}
	span := source.Span{Start: line.Start.Byte, End: line.End.Byte}
	last := line.Token[len(line.Token)-1]
	if quoted, err := strconv.Unquote(last); err == nil {
		last = quoted
	}
	if last == version && strings.HasSuffix(line.Token[len(line.Token)-1], version) {
		span.Start = span.End - len(version)
	}
	f.add(reference.Reference{Span: span, Confidence: source.High,
		Subject: &reference.Requirement{Module: module, Version: version, Release: release}})
}
