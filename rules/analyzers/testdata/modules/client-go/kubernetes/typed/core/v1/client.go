// Package v1 stands for the real one.
package v1

import (
	api "k8s.io/api/core/v1"
	"k8s.io/client-go/rest"
)

// CoreV1Interface is a client.
type CoreV1Interface interface {
	RESTClient() rest.Interface
	Endpoints(namespace string) EndpointsInterface
}

// EndpointsInterface is a client for a kind.
type EndpointsInterface interface {
	Get(name string) (*api.Endpoints, error)
}
