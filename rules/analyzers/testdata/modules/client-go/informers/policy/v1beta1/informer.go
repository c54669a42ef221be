// Package v1beta1 stands for the real one.
package v1beta1

import listers "k8s.io/client-go/listers/policy/v1beta1"

// Interface gives informers.
type Interface interface {
	PodDisruptionBudgets() PodDisruptionBudgetInformer
}

// PodDisruptionBudgetInformer informs.
type PodDisruptionBudgetInformer interface {
	Lister() listers.PodDisruptionBudgetLister
}
