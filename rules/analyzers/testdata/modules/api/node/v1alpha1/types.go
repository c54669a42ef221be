// Package v1alpha1 stands for the real one.
package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// GroupName is the group.
const GroupName = "node.k8s.io"

// SchemeGroupVersion is the group and version.
var SchemeGroupVersion = schema.GroupVersion{Group: GroupName, Version: "v1alpha1"}

// AddToScheme registers the types.
func AddToScheme(any) error { return nil }

// RuntimeClass is an object.
type RuntimeClass struct {
	metav1.TypeMeta
	Spec RuntimeClassSpec
}

// RuntimeClassSpec is part of an object.
type RuntimeClassSpec struct{}

// RuntimeClassList holds objects.
type RuntimeClassList struct {
	metav1.TypeMeta
	Items []RuntimeClass
}
