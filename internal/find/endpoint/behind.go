package endpoint

import (
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/reference"
)

var (
	// kubernetesAPI matches names of what a kube-apiserver, or the nodes that run
	// it, stand behind.
	kubernetesAPI = regexp.MustCompile(`(?i)kube(?:rnetes)?_?api|k8s_?api|control_?planes?(?:_|$)|(?:^|_)masters?(?:_|[0-9]|$)`)
	serverOfAPI   = regexp.MustCompile(`(?i)api_?servers?(?:_|[0-9]|$)`)
	apiOfCluster  = regexp.MustCompile(`(?i)(?:openshift|okd|ocp[0-9]*|talos|rke2?|k3s|kops)_api(?:_|$)`)
	cluster       = regexp.MustCompile(`(?i)kube|k8s|k3s|rke|openshift|okd|(?:^|_)ocp|talos|master|control_?plane`)
	apiPort       = regexp.MustCompile(`(?i)(?:^|_)api(?:_?[a-z]+)*_?port|(?:^|_)port(?:_[a-z]+)*_api(?:_|$)`)
	// neighbours matches names of what runs beside a kube-apiserver and has a
	// /healthz of its own.
	neighbours = regexp.MustCompile(`(?i)(?:^|_)(?:metrics|adapter|etcd|webhook|kubelet|scheduler|konnectivity|ingress|router|prometheus|registry|dex|oauth|console|gateway|machine_?config|mcs|workers?|kops_?controller|supervisor)(?:_|$)|controller_?manager|kube_?proxy`)
)

// Behind tells whose endpoint a load balancer checks, by what it says of the
// servers behind it: names that stand around the check, and ports, both as
// written. Ports outrank names. What else is said of the servers only helps to
// understand the names of ports.
func Behind(names, ports []string, said ...string) reference.Server {
	name := squeezed(strings.Join(names, "_"))
	if slices.ContainsFunc(ports, IsOther) {
		return reference.Component
	}
	open := len(ports) == 0 // nothing but the names can tell
	for _, port := range ports {
		names := squeezed(port)
		switch {
		case own[filled(port)]:
			return serverNamed(name)
		case isPlaceholder(port) && otherName.MatchString(names):
			return reference.UnknownServer
		case isPlaceholder(port) && isPortOfAPI(names, name+"_"+squeezed(strings.Join(said, "_"))):
			return serverNamed(name)
		case port == "443" || port == "8443" || port == "8080" || isPlaceholder(port):
			open = true
		}
	}
	if open && isNameOfAPI(name, ports) {
		return serverNamed(name)
	}
	return reference.UnknownServer
}

// serverNamed returns the kube-apiserver unless a name says that it is another.
func serverNamed(name string) reference.Server {
	if neighbours.MatchString(name) {
		return reference.UnknownServer
	}
	return reference.APIServer
}

func isPortOfAPI(port, name string) bool {
	return strings.Contains(port, "kubernetes_service_port") || kubernetesAPI.MatchString(port) || serverOfAPI.MatchString(port) ||
		apiPort.MatchString(port) && cluster.MatchString(port+"_"+name)
}

// isNameOfAPI tells whether names say that it is a kube-apiserver: by
// themselves, or together with a port that one may have.
func isNameOfAPI(name string, ports []string) bool {
	if kubernetesAPI.MatchString(name) {
		return true
	}
	onTLS := false
	for _, port := range ports {
		onTLS = onTLS || port != "8080"
	}
	return serverOfAPI.MatchString(name) && (onTLS || cluster.MatchString(name)) || onTLS && apiOfCluster.MatchString(name)
}
