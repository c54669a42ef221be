// Package v1beta1 stands for the real one.
package v1beta1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// GroupName is the group.
const GroupName = "policy"

// SchemeGroupVersion is the group and version.
var SchemeGroupVersion = schema.GroupVersion{Group: GroupName, Version: "v1beta1"}

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

// PodSecurityPolicy is an object.
type PodSecurityPolicy struct {
	metav1.TypeMeta
	Spec PodSecurityPolicySpec
}

// PodSecurityPolicySpec is part of an object.
type PodSecurityPolicySpec struct{}

// PodSecurityPolicyList holds objects.
type PodSecurityPolicyList struct {
	metav1.TypeMeta
	Items []PodSecurityPolicy
}

// Eviction is an object.
type Eviction struct {
	metav1.TypeMeta
	Spec EvictionSpec
}

// EvictionSpec is part of an object.
type EvictionSpec struct{}

// EvictionList holds objects.
type EvictionList struct {
	metav1.TypeMeta
	Items []Eviction
}
