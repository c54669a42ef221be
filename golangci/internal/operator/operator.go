// Package operator leans on what Kubernetes has removed.
package operator

import (
	"context"

	corev1 "k8s.io/api/core/v1"
	policyv1beta1 "k8s.io/api/policy/v1beta1" // want `removed-api: policy/v1beta1 PodDisruptionBudget was removed in Kubernetes 1.25; write policy/v1`
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/fake"
)

func use(ctx context.Context, clients kubernetes.Interface, factory informers.SharedInformerFactory, any dynamic.Interface) {
	clients.ExtensionsV1beta1().Ingresses("web").List(ctx, metav1.ListOptions{}) // want `removed-api: extensions/v1beta1 Ingress was removed`
	factory.Batch().V1beta1().CronJobs().Informer()                              // want `removed-api: batch/v1beta1 CronJob was removed`
	fake.NewClientset().PolicyV1beta1()                                          // want `removed-api: policy/v1beta1 was removed`
	any.Resource(schema.GroupVersionResource{
		Group: "autoscaling", Version: "v2beta2", Resource: "horizontalpodautoscalers", // want `removed-api: autoscaling/v2beta2 horizontalpodautoscalers was removed`
	})
	clients.CoreV1().Pods("web")
	_ = corev1.Pod{}
	_ = policyv1beta1.PodDisruptionBudget{}
}
