// Package v1 stands for the real one.
package v1

import listers "k8s.io/client-go/listers/core/v1"

// Interface gives informers.
type Interface interface{ Endpoints() EndpointsInformer }

// EndpointsInformer informs.
type EndpointsInformer interface {
	Lister() listers.EndpointsLister
}
