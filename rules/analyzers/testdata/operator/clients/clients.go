package clients

import (
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
)

func use(clients kubernetes.Interface, factory informers.SharedInformerFactory) {
	clients.CoreV1()
	clients.CoreV1().Endpoints("web")                     // want `deprecated-api: v1 Endpoints is deprecated`
	clients.ExtensionsV1beta1().Ingresses("web").Get("x") // want `removed-api: extensions/v1beta1 Ingress was removed in Kubernetes 1.22`
	clients.PolicyV1beta1().PodDisruptionBudgets("web")   // want `removed-api: policy/v1beta1 PodDisruptionBudget was removed in Kubernetes 1.25; write policy/v1`
	kept := clients.PolicyV1beta1()                       // want `removed-api: policy/v1beta1 was removed in Kubernetes 1.25`
	kept.PodDisruptionBudgets("web")                      // want `removed-api: policy/v1beta1 PodDisruptionBudget was removed`
	factory.Batch().V1beta1().CronJobs().Lister()         // want `removed-api: batch/v1beta1 CronJob was removed in Kubernetes 1.25`
	factory.Batch()
}
