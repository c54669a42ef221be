package v1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Shop is an object.
//
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=shops,scope=Cluster
type Shop struct {
	metav1.TypeMeta
	metav1.ObjectMeta
}
