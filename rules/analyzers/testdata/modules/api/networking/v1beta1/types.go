// Package v1beta1 stands for the real one.
package v1beta1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// GroupName is the group.
const GroupName = "networking.k8s.io"

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

// IPAddress is an object.
type IPAddress struct {
	metav1.TypeMeta
	Spec IPAddressSpec
}

// IPAddressSpec is part of an object.
type IPAddressSpec struct{}

// IPAddressList holds objects.
type IPAddressList struct {
	metav1.TypeMeta
	Items []IPAddress
}
