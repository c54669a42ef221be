package endpoint

import (
	"regexp"
	"strings"

	"github.com/apilint/apilint/internal/reference"
)

// others are ports of servers that have a /healthz of their own: kubelet,
// kube-proxy, kube-controller-manager, kube-scheduler, cloud-controller-manager,
// etcd, ingress controllers and routers, machine configuration, kOps and CSI.
//
// Source: k8s.io/kubernetes/pkg/cluster/ports/ports.go and the defaults of the
// programs named.
var others = map[string]bool{
	"10248": true, "10249": true, "10250": true, "10251": true, "10252": true, "10254": true, "10255": true,
	"10256": true, "10257": true, "10258": true, "10259": true, "2379": true, "2381": true, "22623": true,
	"1936": true, "3988": true, "21362": true, "8134": true, "8132": true, "9808": true,
}

// own are ports that nobody but a kube-apiserver uses by custom: that of
// kubeadm, that of MicroK8s, and that at which kOps hands health checks on.
var own = map[string]bool{"6443": true, "16443": true, "3990": true}

// IsOther tells whether a port is by custom that of a server with a /healthz
// of its own.
func IsOther(port string) bool { return others[filled(port)] }

// defaults matches what a placeholder stands for where nothing else is given,
// in Jinja, in templates of Go, in ERB, and in scripts.
var defaults = []*regexp.Regexp{
	regexp.MustCompile(`\|\s*d(?:efault)?[\s(]+["']?([A-Za-z0-9][A-Za-z0-9.-]*)["']?\s*(?:[,)][^|]*)?(?:\|[^|]*)?\}\}$`),
	regexp.MustCompile(`^\{\{-?\s*default\s+["']?([A-Za-z0-9][A-Za-z0-9.-]*)["']?\s`),
	regexp.MustCompile(`^\$\{[A-Za-z0-9_]+:?[-=]([A-Za-z0-9][A-Za-z0-9.-]*)\}$`),
	regexp.MustCompile(`\|\|\s*["']?([A-Za-z0-9][A-Za-z0-9.-]*)["']?\s*-?(?:%>|\})$`),
}

// filled returns the port or host that a placeholder stands for by default,
// what is written where there is none. A name without dots or digits is that of
// another variable.
func filled(written string) string {
	if !isPlaceholder(written) {
		return written
	}
	for _, form := range defaults {
		if match := form.FindStringSubmatch(written); match != nil && strings.ContainsAny(match[1], ".0123456789") {
			return match[1]
		}
	}
	return written
}

var (
	nodePort = regexp.MustCompile(`^3[0-2][0-9]{3}$`)
	// kubernetesService matches the names under which a cluster's own
	// kube-apiserver is reached from inside it.
	kubernetesService = regexp.MustCompile(`^kubernetes(?:\.default(?:\.svc(?:\.[a-z0-9.-]+|[.]?[${%<].*)?)?)?\.?$`)
	ownService        = regexp.MustCompile(`^(?:kube-apiserver(?:-[a-z]+)?|apiserver-external)\.[^:/]*\.svc(?:\.|$)`)
	serviceName       = regexp.MustCompile(`\.svc(?:\.|$)`)
	ownName           = regexp.MustCompile(`^(?:(?:kube|k8s)-?)?apiserver(?:$|\.)|^kube-api(?:$|\.)|^api-int\.|^api\.internal\.`)
	otherName         = regexp.MustCompile(`(?i)metrics|adapter|etcd|webhook|kubelet|scheduler|controller.?manager|ctl?r.?mgr|kube.?proxy|konnectivity|aggregat|ingress|prometheus|registry|dex|healthz|health_?port|machine.?config`)
	podName           = regexp.MustCompile(`(?i)(?:^|_)pods?(?:_|$)`)
	checksPort        = regexp.MustCompile(`(?i)(?:health|probe|check|status|monitor)[a-z_]*_?port`) // of one that answers for another
	ownPlaceholder    = regexp.MustCompile(`(?i)kubernetes_service_(?:host|port)|kubernetes_port_443|api_?server|kube_?api|kubernetes_?api|k8s_?api|kube_?master|kubernetes_?master|master_?(?:ip|url|host|addr|endpoint|name)|^[$]\{?masters?\}?$|control_?plane_?(?:ip|host|addr|endpoint|vip|fqdn|url)|cluster_?(?:endpoint|api|apiserver)|(?:eks|container|kubernetes)_cluster_[\w\[\]]+_(?:endpoint|host)|api_?(?:int|internal|lb|vip|ext)_?(?:host|ip|url|name|dns|fqdn|addr|vip)?(?:[^A-Za-z_]|$)`)
	ownPortName       = regexp.MustCompile(`(?i)api_?server|kube(?:rnetes)?_?api|k8s_?api|api_?secure_?port|secure_?api_?port|kubernetes_service_port|apiserver_dest_port|control_?plane_?port`)
	securePort        = regexp.MustCompile(`(?i)(?:^|[^a-z_]|[^a-z_](?:var|local)_)api_?port`)
	anyName           = regexp.MustCompile(`(?i)api_?server`)
	clusterName       = regexp.MustCompile(`(?i)kube|k8s|k3s|rke|openshift|ocp|cluster|master|control`)
	keyed             = regexp.MustCompile(`[\[(]['"]([A-Za-z0-9_-]+)['"][\])]`)
	camel             = regexp.MustCompile(`([a-z0-9])([A-Z])`)
	shout             = regexp.MustCompile(`\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b`) // a name that has no camel
)

// Server tells whose endpoint a URL names, as far as the URL itself shows.
// Ports outrank names.
func (e *Endpoint) Server() reference.Server {
	host, port := filled(e.Host), filled(e.Port)
	hostNames, portNames := squeezed(e.Host), squeezed(e.Port)
	switch {
	case e.Prefix != "":
		return reference.Application
	case others[port]:
		return reference.Component
	case port == "80" || nodePort.MatchString(port):
		return reference.UnknownServer
	case isPlaceholder(e.Port) && (otherName.MatchString(portNames) || checksPort.MatchString(portNames)):
		return reference.UnknownServer
	case kubernetesService.MatchString(host) && (e.Scheme == "https" || host != "kubernetes"):
		return reference.APIServer
	case ownService.MatchString(host):
		return reference.APIServer
	case !isPlaceholder(host) && serviceName.MatchString(host):
		return reference.UnknownServer
	case otherName.MatchString(hostNames):
		return reference.UnknownServer
	case own[port] || port == "6444" && (host == "localhost" || host == "127.0.0.1"): // where k3s and others reach it through a balancer
		return reference.APIServer
	case isPlaceholder(e.Port) && (ownPortName.MatchString(portNames) || e.Scheme == "https" && e.NamesPort()):
		return reference.APIServer
	case !isPlaceholder(host) && ownName.MatchString(host) && e.Scheme != "http":
		return reference.APIServer
	case isPlaceholder(e.Host) && ownPlaceholder.MatchString(hostNames):
		return reference.APIServer
	}
	return reference.UnknownServer
}

// NamesPort tells whether a URL leaves the port to what is named after that of
// an API.
func (e *Endpoint) NamesPort() bool {
	return isPlaceholder(e.Port) && securePort.MatchString(squeezed(e.Port))
}

// IsOnlyCalled tells whether nothing but a name that other programs give their
// own API server too says whose endpoint a URL names: $API_SERVER/healthz.
func (e *Endpoint) IsOnlyCalled() bool {
	if e.Scheme == "https" || e.Port != "" || !isPlaceholder(e.Host) {
		return false
	}
	names := squeezed(e.Host)
	return anyName.MatchString(names) && !clusterName.MatchString(names)
}

// NamesServer tells whether a text names a kube-apiserver in the way that
// variables and functions do.
func NamesServer(text []byte) bool {
	names := squeezed(string(text))
	return ownPlaceholder.MatchString(names) && !otherName.MatchString(names)
}

// IsNameOfOther tells whether a name says that what has it leads to another
// server than the kube-apiserver.
func IsNameOfOther(name string) bool {
	names := squeezed(name)
	return otherName.MatchString(names) || podName.MatchString(names)
}

// squeezed writes the names in a placeholder in one style: as kube_api_server
// for kubeAPIServer, kube-api-server, kube.apiServer, kube['api-server'] and kube('api-server').
func squeezed(placeholder string) string {
	s := shout.ReplaceAllStringFunc(keyed.ReplaceAllString(placeholder, "_$1"), strings.ToLower)
	s = camel.ReplaceAllString(s, "${1}_$2")
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '.' {
			return '_'
		}
		return r
	}, s)
}
