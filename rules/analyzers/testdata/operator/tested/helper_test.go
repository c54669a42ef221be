package tested

import "k8s.io/apimachinery/pkg/runtime/schema"

// No release ever had it: names may be made up here, and it isn't beta either.
var _ = schema.GroupVersionKind{Group: "apps", Version: "v1beta1", Kind: "DaemonSet"}
