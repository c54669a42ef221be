// Package v1 stands for the real one.
package v1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// GroupName is the group.
const GroupName = ""

// SchemeGroupVersion is the group and version.
var SchemeGroupVersion = schema.GroupVersion{Group: GroupName, Version: "v1"}

// AddToScheme registers the types.
func AddToScheme(any) error { return nil }

// Pod is an object.
type Pod struct {
	metav1.TypeMeta
	Spec PodSpec
}

// PodSpec is part of an object.
type PodSpec struct{}

// PodList holds objects.
type PodList struct {
	metav1.TypeMeta
	Items []Pod
}

// Endpoints is an object.
type Endpoints struct {
	metav1.TypeMeta
	Spec EndpointsSpec
}

// EndpointsSpec is part of an object.
type EndpointsSpec struct{}

// EndpointsList holds objects.
type EndpointsList struct {
	metav1.TypeMeta
	Items []Endpoints
}

// ObjectReference points at an object.
type ObjectReference struct{ Kind, APIVersion, Name string }

// Container is a container.
type Container struct {
	Name                                        string
	Command                                     []string
	LivenessProbe, ReadinessProbe, StartupProbe *Probe
}

// Probe is a probe.
type Probe struct{ HTTPGet *HTTPGetAction }

// HTTPGetAction is what a probe asks for.
type HTTPGetAction struct {
	Path string
	Port int
}
