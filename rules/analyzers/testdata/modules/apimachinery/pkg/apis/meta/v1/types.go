// Package v1 stands for the real one.
package v1

// TypeMeta says what an object is.
type TypeMeta struct{ Kind, APIVersion string }

// OwnerReference points at an owner.
type OwnerReference struct{ APIVersion, Kind, Name string }

// GroupVersionForDiscovery names a version.
type GroupVersionForDiscovery struct{ GroupVersion, Version string }

// APIResource names a resource.
type APIResource struct {
	Name, SingularName   string
	Namespaced           bool
	Group, Version, Kind string
}

// ObjectMeta is what all objects have.
type ObjectMeta struct{ Name string }
