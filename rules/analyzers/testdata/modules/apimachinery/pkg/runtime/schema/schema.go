// Package schema stands for the real one.
package schema

// GroupVersion is a group and version.
type GroupVersion struct{ Group, Version string }

// GroupKind is a group and kind.
type GroupKind struct{ Group, Kind string }

// GroupVersionKind is a kind.
type GroupVersionKind struct{ Group, Version, Kind string }

// GroupVersionResource is a resource.
type GroupVersionResource struct{ Group, Version, Resource string }

// WithKind adds a kind.
func (gv GroupVersion) WithKind(kind string) GroupVersionKind {
	return GroupVersionKind{gv.Group, gv.Version, kind}
}

// WithResource adds a resource.
func (gv GroupVersion) WithResource(resource string) GroupVersionResource {
	return GroupVersionResource{gv.Group, gv.Version, resource}
}

// String writes group/version.
func (gv GroupVersion) String() string { return gv.Group + "/" + gv.Version }

// GroupKind leaves the version out.
func (gvk GroupVersionKind) GroupKind() GroupKind { return GroupKind{gvk.Group, gvk.Kind} }

// ParseGroupVersion reads group/version.
func ParseGroupVersion(string) (GroupVersion, error) { return GroupVersion{}, nil }

// FromAPIVersionAndKind puts a kind together.
func FromAPIVersionAndKind(apiVersion, kind string) GroupVersionKind { return GroupVersionKind{} }

// ParseResourceArg reads resource.version.group.
func ParseResourceArg(string) (*GroupVersionResource, GroupKind) { return nil, GroupKind{} }

// ParseKindArg reads kind.version.group.
func ParseKindArg(string) (*GroupVersionKind, GroupKind) { return nil, GroupKind{} }
