// Package v1beta1 stands for the real one.
package v1beta1

import listers "k8s.io/client-go/listers/extensions/v1beta1"

// Interface gives informers.
type Interface interface{ Ingresses() IngressInformer }

// IngressInformer informs.
type IngressInformer interface{ Lister() listers.IngressLister }
