// Package recognized takes old objects if it is given any.
package recognized

import (
	extensions "k8s.io/api/extensions/v1beta1"
	policy "k8s.io/api/policy/v1beta1" // want `removed-api: policy/v1beta1 PodDisruptionBudget was removed`
)

func use(object any) {
	switch object.(type) {
	case *extensions.Ingress, *policy.PodDisruptionBudget:
	}
	_, _ = object.(*extensions.Deployment)
	_ = policy.PodDisruptionBudget{}
}
