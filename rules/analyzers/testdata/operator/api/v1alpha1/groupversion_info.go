// Package v1alpha1 is the operator's own API.
//
// +kubebuilder:object:generate=true
// +groupName=shop.example.com
package v1alpha1

import "k8s.io/apimachinery/pkg/runtime/schema"

var (
	// GroupVersion defines the API and relies on nothing.
	GroupVersion = schema.GroupVersion{Group: "shop.example.com", Version: "v1alpha1"}

	// AddToScheme registers the types.
	AddToScheme = func(any) error { return nil }
)
