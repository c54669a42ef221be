// Package scheme tells a scheme of every version there is.
package scheme

import (
	extensions "k8s.io/api/extensions/v1beta1"
	node "k8s.io/api/node/v1alpha1"
	policy "k8s.io/api/policy/v1beta1"
)

func register(scheme any) {
	extensions.AddToScheme(scheme)
	node.AddToScheme(scheme)
	policy.AddToScheme(scheme)
	println(policy.SchemeGroupVersion.String())
}
