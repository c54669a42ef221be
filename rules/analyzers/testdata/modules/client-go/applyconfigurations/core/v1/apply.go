// Package v1 stands for the real one.
package v1

import api "k8s.io/api/core/v1"

// EndpointsApplyConfiguration is part of an object.
type EndpointsApplyConfiguration struct{ From *api.Endpoints }

// Endpoints makes one.
func Endpoints(name string) *EndpointsApplyConfiguration { return nil }
