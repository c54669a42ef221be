package rules

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
)

var clientSkew = &Rule{
	ID:       "client-skew",
	Group:    "api",
	Severity: diagnostic.Info,
	Summary:  "this program is built with a client of another release than the target",
	Doc: `Version v0.N of k8s.io/client-go and k8s.io/api belongs to Kubernetes 1.N. What Kubernetes promises:
kubectl, which is built with them, is supported one minor release away from the API server, older or
newer. Other programs may be further away: an old client works as long as the server serves the APIs
that it uses, and gets fixes but no features; a new client may ask for what an old server doesn't have.

Only what is more than one minor release away is reported, of a range of releases what is that far
from all of them, and imports of packages that the required version of k8s.io/api doesn't have,
because it dropped them, or doesn't have them yet.`,
	Bad: Example{Target: "1.37", File: "go.mod", Text: `module example.com/controller

go 1.26

require k8s.io/client-go v0.28.4
`},
	Good: Example{Target: "1.37", File: "go.mod", Text: `module example.com/controller

go 1.26

require k8s.io/client-go v0.36.3
`},
	Check: checkClientSkew,
}

// compatibility is what is promised of clients and servers of several releases.
const compatibility = "https://kubernetes.io/releases/version-skew-policy/#kubectl, https://github.com/kubernetes/client-go#compatibility-matrix"

func checkClientSkew(c *Case) *diagnostic.Diagnostic {
	r := c.requirement
	switch {
	case r == nil:
		return nil
	case r.Lacks != "":
		return &diagnostic.Diagnostic{
			Message: fmt.Sprintf("%s has no package %s", required(r), shorten(r.Lacks)),
			Help:    "import a version of the API that it has, or " + alternative(r),
			Note:    deprecationGuide,
		}
	}
	if behind := distance(r.Release, c.Target.From); behind > 1 {
		return c.skewed(r, fmt.Sprintf("%d minor releases before %s", behind, c.oneOfTarget(c.Target.From)),
			"an older client works as long as the server serves the APIs that it uses; it knows nothing of newer ones")
	}
	if ahead := distance(c.Target.To, r.Release); ahead > 1 {
		return c.skewed(r, fmt.Sprintf("%d minor releases after %s", ahead, c.oneOfTarget(c.Target.To)),
			"a newer client may ask for APIs and fields that the server doesn't have")
	}
	return nil
}

// oneOfTarget names the release of the target that is nearest to a client, and
// says so if there are others.
func (c *Case) oneOfTarget(nearest apiversion.Release) string {
	if c.Target.From == c.Target.To {
		return nearest.String()
	}
	return fmt.Sprintf("%s, the nearest of %s", nearest, c.Target)
}

// required says what a program is built with.
func required(r *reference.Requirement) string {
	switch {
	case r.IsVendored:
		return strings.TrimSpace(r.Module+" "+r.Version) + " as it is vendored"
	case r.Directory != "":
		return fmt.Sprintf("%s, which go.mod puts in the place of %s,", shorten(r.Directory), r.Module)
	}
	return fmt.Sprintf("%s %s, which go.mod requires,", r.Module, r.Version)
}

// alternative is what helps beside importing something else.
func alternative(r *reference.Requirement) string {
	if r.IsVendored {
		return "write the directory vendor anew with `go mod vendor`, if that release has this one"
	}
	return "require a release of it that has this one"
}

// servers names the releases next to which a client has to be: of a range any.
func (c *Case) servers() string {
	if c.Target.From == c.Target.To {
		return c.Target.String()
	}
	return "one of " + c.Target.String()
}

// distance is how many minor releases lie between two, 0 where to comes first.
func distance(from, to apiversion.Release) int {
	return max(int(to)-int(from), 0)
}

func (c *Case) skewed(r *reference.Requirement, distance, consequence string) *diagnostic.Diagnostic {
	return &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%s %s belongs to Kubernetes %s, %s", r.Module, r.Version, r.Release, distance),
		Help:    fmt.Sprintf("require a version that is at most one minor release away from %s", c.servers()),
		Note:    consequence + "; " + compatibility,
	}
}
