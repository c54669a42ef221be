package find

import (
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
)

// ofIngress matches names of load balancers that lead to applications.
var ofIngress = regexp.MustCompile(`(?i)ingress|gateway`)

// passesOn tells whether a probe in TLS goes through the load balancer in the
// container, which leaves TLS to the servers behind it, to a kube-apiserver: that
// of a control plane does. Its own answers come without TLS. HAProxy is known for
// it; the others are only taken for that where all says so.
//
// Source: kubernetes/kubeadm, docs/ha-considerations.md, manifests for static pods.
func passesOn(container, get yaml.Value, at *place) bool {
	names := container.Get("name").String() + " " + container.Get("image").String()
	pod := at.around
	if !balancer.MatchString(names) || ofIngress.MatchString(names) || !strings.EqualFold(get.Get("scheme").String(), "https") || pod == nil {
		return false
	}
	host, port := get.Get("host").String(), portOf(container, get.Get("port"))
	if !slices.Contains([]string{"", "localhost", "127.0.0.1", "::1", "[::1]"}, host) {
		return false
	}
	if port == "" {
		port = string(get.Get("port").Raw()) // a placeholder that YAML takes for a mapping
	}
	asked := endpoint.Endpoint{Scheme: "https", Host: "kubernetes.default", Port: port}
	if asked.Server() != reference.APIServer { // the port is that of something else
		return false
	}
	onHost, ofSystem := pod.mapping.Get("hostNetwork").String() == "true", isOfSystem(pod)
	if strings.Contains(strings.ToLower(names), "haproxy") {
		return onHost || ofSystem
	}
	return onHost && ofSystem
}

// isOfSystem tells whether the object around a place belongs to the cluster.
func isOfSystem(at *place) bool {
	for p := at; p != nil; p = p.around {
		if p.mapping.Get("metadata").Get("namespace").String() == "kube-system" {
			return true
		}
	}
	return false
}
