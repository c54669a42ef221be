package clients

import (
	"testing"

	policyv1beta1 "k8s.io/api/policy/v1beta1"
	"k8s.io/client-go/kubernetes"
)

// What tests lean on is an info.
func TestClients(t *testing.T) {
	var clients kubernetes.Interface
	clients.PolicyV1beta1()
	_ = policyv1beta1.PodDisruptionBudget{}
}
