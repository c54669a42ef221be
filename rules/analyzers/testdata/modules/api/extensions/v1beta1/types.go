// Package v1beta1 stands for the real one.
package v1beta1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// GroupName is the group.
const GroupName = "extensions"

// SchemeGroupVersion is the group and version.
var SchemeGroupVersion = schema.GroupVersion{Group: GroupName, Version: "v1beta1"}

// AddToScheme registers the types.
func AddToScheme(any) error { return nil }

// Ingress is an object.
type Ingress struct {
	metav1.TypeMeta
	Spec IngressSpec
}

// IngressSpec is part of an object.
type IngressSpec struct{}

// IngressList holds objects.
type IngressList struct {
	metav1.TypeMeta
	Items []Ingress
}

// Deployment is an object.
type Deployment struct {
	metav1.TypeMeta
	Spec DeploymentSpec
}

// DeploymentSpec is part of an object.
type DeploymentSpec struct{}

// DeploymentList holds objects.
type DeploymentList struct {
	metav1.TypeMeta
	Items []Deployment
}
