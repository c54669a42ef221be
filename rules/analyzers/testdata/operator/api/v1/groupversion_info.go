// Package v1 is the operator's own API.
//
// +groupName=shop.example.com
package v1

import "k8s.io/apimachinery/pkg/runtime/schema"

// GroupVersion defines the API.
var GroupVersion = schema.GroupVersion{Group: "shop.example.com", Version: "v1"}
