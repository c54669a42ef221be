package main

import (
	"slices"
	"strings"
)

// exchanges are the groups whose kinds travel between programs.
var exchanges = []string{
	"admission.k8s.io", "apidiscovery.k8s.io", "client.authentication.k8s.io", "config.k8s.io",
	"credentialprovider.kubelet.k8s.io", "imagepolicy.k8s.io", "meta.k8s.io", "output.kubeadm.k8s.io",
}

// configs are the groups, apart from *.config.k8s.io and
// *.admission.k8s.io, whose kinds are read from files.
var configs = []string{
	"abac.authorization.kubernetes.io", "apiserver.k8s.io", "audit.k8s.io", "componentconfig", "kubeletconfig",
	"config.kubernetes.io", "kubeadm.k8s.io", "kind.sigs.k8s.io", "kind.x-k8s.io", "kustomize.config.k8s.io", "metadata.resource.k8s.io",
}

// addOns are the groups served by an extension server.
var addOns = []string{"metrics.k8s.io", "custom.metrics.k8s.io", "external.metrics.k8s.io"}

// classify sets the class and the resource of a row.
func (m *merged) classify(r *row) {
	switch {
	case len(r.endpoints) > 0:
		r.class, r.resource = classOfServed(r)
	case slices.Contains(addOns, r.group):
		r.class = "addon"
	case r.group == "audit.k8s.io" && r.kind != "Policy":
		r.class = "exchange" // audit events, sent to log and webhook
	case slices.Contains(exchanges, r.group):
		r.class = "exchange"
	case slices.Contains(configs, r.group), strings.HasSuffix(r.group, ".config.k8s.io"), strings.HasSuffix(r.group, ".admission.k8s.io"),
		r.key == key{"", "v1", "Config"}, // kubeconfig
		r.key == key{"", "v1", "Policy"}: // of kube-scheduler

		r.class = "config"
	case r.key == key{"", "v1", "List"}:
		r.class = "list"
	default:
		r.class = "exchange"
	}
}

// classOfServed tells stored kinds from questions and from what subresources
// take, by the verbs of the endpoints.
func classOfServed(r *row) (class, resource string) {
	class = "review"
	var collections, subresources []string
	for _, e := range r.endpoints {
		if strings.Contains(e.resource, "/") {
			subresources = append(subresources, e.resource)
			continue
		}
		collections = append(collections, e.resource)
		if e.verbs != "post" {
			class = "resource"
		}
	}
	slices.Sort(subresources)
	switch {
	case len(collections) == 0:
		return "subresource", subresources[0]
	case class == "review" && len(subresources) > 0:
		class = "subresource"
	}
	return class, collections[len(collections)-1]
}
