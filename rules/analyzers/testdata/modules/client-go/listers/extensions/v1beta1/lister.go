// Package v1beta1 stands for the real one.
package v1beta1

import api "k8s.io/api/extensions/v1beta1"

// IngressLister lists.
type IngressLister interface{ List() []*api.Ingress }

// NewIngressLister makes a lister.
func NewIngressLister(indexer any) IngressLister { return nil }
