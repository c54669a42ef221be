// Package kubernetes stands for the real one.
package kubernetes

import (
	batchv1beta1 "k8s.io/client-go/kubernetes/typed/batch/v1beta1"
	corev1 "k8s.io/client-go/kubernetes/typed/core/v1"
	extensionsv1beta1 "k8s.io/client-go/kubernetes/typed/extensions/v1beta1"
	policyv1beta1 "k8s.io/client-go/kubernetes/typed/policy/v1beta1"
)

// Interface is all clients.
type Interface interface {
	BatchV1beta1() batchv1beta1.BatchV1beta1Interface
	CoreV1() corev1.CoreV1Interface
	ExtensionsV1beta1() extensionsv1beta1.ExtensionsV1beta1Interface
	PolicyV1beta1() policyv1beta1.PolicyV1beta1Interface
}
