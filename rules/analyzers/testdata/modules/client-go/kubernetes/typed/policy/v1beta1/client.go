// Package v1beta1 stands for the real one.
package v1beta1

import (
	api "k8s.io/api/policy/v1beta1"
	"k8s.io/client-go/rest"
)

// PolicyV1beta1Interface is a client.
type PolicyV1beta1Interface interface {
	RESTClient() rest.Interface
	PodDisruptionBudgets(namespace string) PodDisruptionBudgetInterface
}

// PodDisruptionBudgetInterface is a client for a kind.
type PodDisruptionBudgetInterface interface {
	Get(name string) (*api.PodDisruptionBudget, error)
}
