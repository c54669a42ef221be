// Package v1 defines kinds in a group of the Kubernetes community.
//
// +groupName=community.k8s.io
package v1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// GroupName is the group.
const GroupName = "community.k8s.io"

// Lone is not known to be approved.
//
// +kubebuilder:object:root=true
type Lone struct {
	metav1.TypeMeta
	metav1.ObjectMeta
}

// Known is.
//
// +kubebuilder:object:root=true
// +kubebuilder:metadata:annotations="api-approved.kubernetes.io=https://example.com/pull/1"
type Known struct {
	metav1.TypeMeta
	metav1.ObjectMeta
}

// Listed is, too.
//
// +kubebuilder:object:root=true
// +kubebuilder:metadata:annotations={"example.com/a=b","api-approved.kubernetes.io=unapproved, a trial","example.com/c=d"}
type Listed struct {
	metav1.TypeMeta
	metav1.ObjectMeta
}
