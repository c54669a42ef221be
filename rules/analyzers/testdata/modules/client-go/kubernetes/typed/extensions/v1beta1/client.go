// Package v1beta1 stands for the real one.
package v1beta1

import (
	api "k8s.io/api/extensions/v1beta1"
	"k8s.io/client-go/rest"
)

// ExtensionsV1beta1Interface is a client.
type ExtensionsV1beta1Interface interface {
	RESTClient() rest.Interface
	Ingresses(namespace string) IngressInterface
}

// IngressInterface is a client for a kind.
type IngressInterface interface {
	Get(name string) (*api.Ingress, error)
}
