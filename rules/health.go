package rules

import (
	"slices"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/reference"
)

// healthChecks is the page that deprecates /healthz and says what may be relied
// on of the endpoints that replace it.
const healthChecks = "https://kubernetes.io/docs/reference/using-api/health-checks/"

// newEndpoints is the release that brought /livez and /readyz, as old as the
// oldest target.
//
// Source: kubernetes/kubernetes#78458, CHANGELOG-1.16.
var newEndpoints = apiversion.NewRelease(1, 16)

// healthCase returns the health endpoint that a case is about, nil when it is
// about none of a kube-apiserver that has the new ones.
func (c *Case) healthCase() *reference.Health {
	h := c.health
	if h == nil || h.Server != reference.APIServer || h.Release != 0 && h.Release < newEndpoints {
		return nil
	}
	return h
}

func onlyNames(use reference.Use) bool { return use == reference.Permission || use == reference.Filter }

// path writes the path of a health endpoint as it is asked for.
func path(h *reference.Health) string {
	if h.Endpoint == "" {
		return "a verbose health check"
	}
	p := "/" + h.Endpoint
	if h.Check != "" {
		p += "/" + h.Check
	}
	if h.Query != "" {
		p += "?" + h.Query
	}
	return shorten(p)
}

// by says what asks, for the start of a sentence.
func by(h *reference.Health) string {
	switch {
	case h.Use == reference.Documentation:
		return "this example asks"
	case h.Form != "":
		return shorten(h.Form) + " asks"
	}
	return "this asks"
}

// namesEnough tells whether a list names what replaces /healthz: both endpoints
// where it is a permission, which callers need for each; one elsewhere.
func namesEnough(h *reference.Health) bool {
	left := len(unnamed(h))
	return left == 0 || left == 1 && h.Use != reference.Permission
}

// unnamed returns the paths that replace /healthz and that a list doesn't name.
func unnamed(h *reference.Health) []string {
	var paths []string
	for _, name := range []string{"livez", "readyz"} {
		if !slices.Contains(h.Named, name) {
			paths = append(paths, "/"+name)
		}
	}
	return paths
}

// beside says which of the paths that replace /healthz a list names.
func beside(h *reference.Health) string {
	switch lacks := unnamed(h); {
	case len(lacks) == 2:
		return "and neither /livez nor /readyz"
	case lacks[0] == "/livez":
		return "and /readyz, but not /livez"
	}
	return "and /livez, but not /readyz"
}

// apiServerPod is a manifest of a kube-apiserver with a probe and arguments.
func apiServerPod(probe, arguments string) string {
	return `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.0
    command:
    - kube-apiserver
` + arguments + probe
}

// configMapScript is a manifest that holds a script.
func configMapScript(script string) string {
	return `apiVersion: v1
kind: ConfigMap
metadata:
  name: scripts
data:
  check.sh: |
` + script
}
