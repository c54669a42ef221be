// Package v1alpha3 stands for the real one.
package v1alpha3

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// GroupName is the group.
const GroupName = "scheduling.k8s.io"

// SchemeGroupVersion is the group and version.
var SchemeGroupVersion = schema.GroupVersion{Group: GroupName, Version: "v1alpha3"}

// AddToScheme registers the types.
func AddToScheme(any) error { return nil }

// Workload is an object.
type Workload struct {
	metav1.TypeMeta
	Spec WorkloadSpec
}

// WorkloadSpec is part of an object.
type WorkloadSpec struct{}

// WorkloadList holds objects.
type WorkloadList struct {
	metav1.TypeMeta
	Items []Workload
}
