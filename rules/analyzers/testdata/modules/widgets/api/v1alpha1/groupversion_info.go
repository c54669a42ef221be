// Package v1alpha1 is somebody else's API.
package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// GroupVersion is the group and version.
var GroupVersion = schema.GroupVersion{Group: "widgets.example.org", Version: "v1alpha1"}

// Widget is an object.
type Widget struct{ metav1.TypeMeta }
