package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Shop is an object.
type Shop struct{ metav1.TypeMeta }
