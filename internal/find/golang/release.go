package golang

import (
	"regexp"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// tagged matches the versions of Kubernetes' modules that are named after its
// releases: v0.28.4 belongs to 1.28. Pseudo-versions and what came before 1.17
// say nothing.
//
// Source: https://github.com/kubernetes/client-go#versioning.
var tagged = regexp.MustCompile(`^v0\.([1-9][0-9]?)\.[0-9]+(?:-(?:alpha|beta|rc)\.[0-9]+)?$`)

// ReleaseOf returns the release of Kubernetes to which a version of one of its
// modules belongs, 0 if that can't be told.
func ReleaseOf(version string) apiversion.Release {
	match := tagged.FindStringSubmatch(version)
	if match == nil {
		return 0
	}
	release, _ := apiversion.ParseRelease("1." + match[1])
	return release
}

// lacking finds the imports of packages that Kubernetes' module, as it is
// required, doesn't have.
func (s *search) lacking() {
	if s.Lacks == nil {
		return
	}
	for _, in := range s.ordered {
		if required := s.Lacks(importPath(in.spec)); required != nil {
			s.References = append(s.References, reference.Reference{
				Span: s.spanOf(in.spec.Path), Confidence: source.High, Subject: required})
		}
	}
}
