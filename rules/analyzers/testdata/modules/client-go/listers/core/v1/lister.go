// Package v1 stands for the real one.
package v1

import api "k8s.io/api/core/v1"

// EndpointsLister lists.
type EndpointsLister interface{ List() []*api.Endpoints }

// NewEndpointsLister makes a lister.
func NewEndpointsLister(indexer any) EndpointsLister { return nil }
