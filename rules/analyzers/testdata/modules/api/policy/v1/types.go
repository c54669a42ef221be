// Package v1 stands for the real one.
package v1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// GroupName is the group.
const GroupName = "policy"

// SchemeGroupVersion is the group and version.
var SchemeGroupVersion = schema.GroupVersion{Group: GroupName, Version: "v1"}

// AddToScheme registers the types.
func AddToScheme(any) error { return nil }

// PodDisruptionBudget is an object.
type PodDisruptionBudget struct {
	metav1.TypeMeta
	Spec PodDisruptionBudgetSpec
}

// PodDisruptionBudgetSpec is part of an object.
type PodDisruptionBudgetSpec struct{}

// PodDisruptionBudgetList holds objects.
type PodDisruptionBudgetList struct {
	metav1.TypeMeta
	Items []PodDisruptionBudget
}
