package imports

import (
	_ "k8s.io/api/batch/v1beta1"
	corev1 "k8s.io/api/core/v1"
	extensions "k8s.io/api/extensions/v1beta1"
	. "k8s.io/api/networking/v1beta1"
	"k8s.io/api/node/v1alpha1" // want `removed-api: node.k8s.io/v1alpha1 RuntimeClass was removed in Kubernetes 1.24; write node.k8s.io/v1, .*`
	policyv1 "k8s.io/api/policy/v1"
	policyv1beta1 "k8s.io/api/policy/v1beta1"
	workloads "k8s.io/api/scheduling/v1alpha3"                 // want `unserved-api: scheduling.k8s.io/v1alpha3 Workload is off by default`
	apply "k8s.io/client-go/applyconfigurations/batch/v1beta1" // want `removed-api: batch/v1beta1 CronJob was removed`
	typed "k8s.io/client-go/kubernetes/typed/batch/v1beta1"    // want `removed-api: batch/v1beta1 CronJob was removed`
	listers "k8s.io/client-go/listers/policy/v1beta1"          // want `removed-api: policy/v1beta1 PodDisruptionBudget was removed`

	shop "example.com/operator/api/v1alpha1"
	widgets "example.org/widgets/api/v1alpha1" // want `alpha-api: widgets.example.org/v1alpha1 is alpha`
)

var (
	_ corev1.Pod
	_ corev1.Endpoints // want `deprecated-api: v1 Endpoints is deprecated in Kubernetes 1.37`
	_ *corev1.Endpoints
	_ []extensions.Ingress      // want `removed-api: extensions/v1beta1 Ingress was removed in Kubernetes 1.22; write networking.k8s.io/v1`
	_ extensions.DeploymentList // want `removed-api: extensions/v1beta1 Deployment was removed in Kubernetes 1.16; write apps/v1`
	_ Ingress                   // want `removed-api: networking.k8s.io/v1beta1 Ingress was removed`
	_ IPAddress                 // want `removed-api: networking.k8s.io/v1beta1 IPAddress was removed in Kubernetes 1.37`
	_ v1alpha1.RuntimeClass
	_ policyv1.PodDisruptionBudget
	_ policyv1beta1.PodDisruptionBudget // want `removed-api: policy/v1beta1 PodDisruptionBudget was removed .*; write policy/v1,`
	_ policyv1beta1.PodSecurityPolicy   // want `removed-api: policy/v1beta1 PodSecurityPolicy was removed .*; no API`
	_ workloads.Workload
	_ = apply.CronJob("x")
	_ = listers.NewPodDisruptionBudgetLister(nil)
	_ typed.CronJobInterface
	_ shop.Shop
	_ widgets.Widget
)
