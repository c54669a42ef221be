package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// +kubebuilder:object:root=true
// +kubebuilder:storageversion
// +kubebuilder:resource:path=shops,scope=Cluster

// Shop is an object.
type Shop struct { // want `crd-stores-unstable: shops.shop.example.com stores objects as v1alpha1, which is alpha, but serves v1; store v1`
	metav1.TypeMeta
	metav1.ObjectMeta
}

// Till is an object that serves one version alone, which is stored then.
//
// +kubebuilder:object:root=true
// +kubebuilder:unservedversion
type Till struct { // want `crd-unserved-storage: tills.shop.example.com stores objects as v1alpha1 but doesn't serve it`
	metav1.TypeMeta
	metav1.ObjectMeta
}

// TillList is no resource.
//
// +kubebuilder:object:root=true
type TillList struct {
	metav1.TypeMeta
	Items []Till
}

// Unmarked is none either.
type Unmarked struct {
	metav1.TypeMeta
	metav1.ObjectMeta
}
