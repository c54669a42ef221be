package find

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/yaml"
)

// container is a field of some tool's configuration that the flag is given in.
type container struct {
	form   string
	sure   bool // it can't be another program's
	isList bool // of names and values
	shape  shapeOfValue
}

// shapeOfValue is what a tool takes as the value.
type shapeOfValue uint8

const (
	anyValue shapeOfValue = iota
	oneString
	listOfStrings
	mapOfStrings  // on and off must be quoted: it is read as JSON
	mapOfBooleans // on and off must not be quoted
)

// containerOf returns the container that a key named after the flag, or the
// flag in a list of flags, is, by what is around it.
func (c configuration) containerOf(key string, at *place) container {
	if c.isCode {
		return container{form: key}
	}
	group, _ := at.group()
	path := strings.Split(at.path(), ".")
	parent := path[len(path)-1]
	isFlag := squeeze(key) == "runtimeconfig"
	switch {
	case group == "kind.x-k8s.io" && at.around == nil && key == "runtimeConfig":
		return container{form: "kind runtimeConfig", sure: true}
	case parent == "kubeAPIServer" && group == "kops.k8s.io":
		return container{form: "kOps runtimeConfig", sure: true, shape: mapOfStrings}
	case parent == "kubeAPIServer" && strings.HasSuffix(group, "gardener.cloud"):
		return container{form: "Gardener runtimeConfig", sure: true, shape: mapOfBooleans}
	case squeeze(parent) == "kubeapiserver" && isFlag:
		return container{form: "kubeAPIServer runtimeConfig", sure: true}
	case isFlag && parent == "apiServerArguments":
		return container{form: "OpenShift apiServerArguments", sure: true, shape: listOfStrings}
	case key == "kube_api_runtime_config":
		return container{form: "kubespray kube_api_runtime_config", sure: true, shape: listOfStrings}
	case (isKubeadm(group) || at.kind == "ClusterConfiguration") && key == "runtime-config":
		return container{form: "kubeadm extraArgs", sure: true, shape: oneString}
	case isFlag && isArguments(append([]string{at.kind}, path...)):
		return container{form: "API server " + parent, sure: true}
	}
	return container{form: key}
}

// isArguments tells whether the last key of a path, which begins with the kind
// of object, is for arguments of a kube-apiserver: extraArgs below apiServer,
// apiserver_extra_args, extra_args below kube-api.
func isArguments(path []string) bool {
	last := squeeze(path[len(path)-1])
	if !strings.Contains(last, "arg") {
		return false
	}
	around := squeeze(strings.Join(path[max(0, len(path)-2):], ".") + path[0])
	return strings.Contains(around, "apiserver") || strings.Contains(around, "kubeapi")
}

func isKubeadm(group string) bool {
	return group == "kubeadm.k8s.io" || strings.HasSuffix(group, "cluster.x-k8s.io")
}

// misfit says what is wrong with a value in its container, if the tool loses
// or refuses it. It is false where the value reaches the kube-apiserver.
func (c configuration) misfit(key, value yaml.Value, in container, at *place) bool {
	if bytes.HasPrefix(value.Raw(), []byte("{{")) {
		return true // an action of a template, which YAML takes for a mapping
	}
	if value.IsScalar() && (len(value.Bytes()) == 0 || isHole(value.Bytes())) {
		return false // nothing to lose
	}
	if at.kind == "ClusterConfiguration" && at.apiVersion == "" {
		c.patchWithoutVersion(key, in)
	}
	reason, help := misplaced(in, at)
	span := key.Span()
	if reason == "" {
		span, reason, help = value.Span(), misshapen(value, in.shape), "write "+shapes[in.shape]
		if reason == "" {
			return c.misfitEntries(value, in)
		}
	}
	if span.End > 0 {
		c.lost(span, in.form, reason, help)
	}
	return true
}

// patchWithoutVersion says when a patch for kubeadm that names no version
// doesn't fit what kind generates.
//
// Source: kind, pkg/cluster/internal/kubeadm/config.go.
func (c configuration) patchWithoutVersion(key yaml.Value, in container) {
	subject := lostToKubeadm(in.isList, "kind generates kubeadm's configuration in v1beta3 up to Kubernetes 1.35 and in v1beta4 from 1.36 on; this patch names no version, and ")
	if in.isList {
		subject.Until = "1.35"
	} else {
		subject.From = "1.36"
	}
	c.yield(key.Span(), subject)
}

// arguments of kubeadm by version: in which field, and whether as a list of
// names and values.
//
// Source: k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm, sigs.k8s.io/cluster-api/api/bootstrap/kubeadm.
func kubeadmField(group, version string) (field string, isList bool) {
	switch {
	case group != "kubeadm.k8s.io":
		return "clusterConfiguration.apiServer.extraArgs", version != "v1beta1" && !strings.HasPrefix(version, "v1alpha")
	case strings.HasPrefix(version, "v1alpha"):
		return "apiServerExtraArgs", false
	case slices.Contains([]string{"v1beta1", "v1beta2", "v1beta3"}, version):
		return "apiServer.extraArgs", false
	}
	return "apiServer.extraArgs", true
}

// misplaced says what is wrong with where in a kubeadm configuration, or a
// Cluster API object, the flag stands.
func misplaced(in container, at *place) (reason, help string) {
	group, version := at.group()
	path := at.path()
	if !isKubeadm(group) || group != "kubeadm.k8s.io" && !strings.Contains(path, "lusterConfiguration.") {
		return "", ""
	}
	field, isList := kubeadmField(group, version)
	if path != field && !strings.HasSuffix(path, "."+field) {
		return fmt.Sprintf("%s has the arguments of the kube-apiserver in %s; here they reach none", at.apiVersion, field),
			"move it to " + field
	}
	if isList != in.isList {
		subject := lostToKubeadm(in.isList, at.apiVersion+" ")
		return subject.Reason, subject.Help
	}
	return "", ""
}
