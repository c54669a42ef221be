// Package v1beta1 stands for the real one.
package v1beta1

import api "k8s.io/api/extensions/v1beta1"

// IngressApplyConfiguration is part of an object.
type IngressApplyConfiguration struct{ From *api.Ingress }

// Ingress makes one.
func Ingress(name string) *IngressApplyConfiguration { return nil }
