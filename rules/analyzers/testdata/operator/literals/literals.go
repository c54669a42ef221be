package literals

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1beta1 "k8s.io/api/networking/v1beta1"
	policyv1beta1 "k8s.io/api/policy/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

const (
	group   = "extensions"
	version = "v1" + "beta1"
)

var (
	_ = schema.GroupVersionKind{Group: "policy", Version: "v1beta1", Kind: "PodSecurityPolicy"} // want `removed-api: policy/v1beta1 PodSecurityPolicy was removed`
	_ = schema.GroupVersionResource{Group: group, Version: version, Resource: "ingresses"}      // want `removed-api: extensions/v1beta1 ingresses was removed`
	_ = schema.GroupVersionResource{"batch", "v2alpha1", "cronjobs"}                            // want `removed-api: batch/v2alpha1 cronjobs was removed`
	_ = []schema.GroupVersionKind{
		{Group: "networking.k8s.io", Version: "v1", Kind: "Ingres"}, // want `unknown-api: no release of Kubernetes has networking.k8s.io/v1 Ingres; did you mean networking.k8s.io/v1 Ingress\?|unknown-api: .*did you mean Ingress\?`
		{Group: "apps", Version: "v1", Kind: "Deployment"},
	}
	_ = schema.GroupVersion{Group: "policy", Version: "v1beta1"} // want `removed-api: policy/v1beta1 was removed`
	_ = schema.GroupVersion{Version: "v1"}
	_ = metav1.GroupVersionForDiscovery{GroupVersion: "autoscaling/v2beta2", Version: "v2beta2"}  // want `removed-api: autoscaling/v2beta2 was removed`
	_ = metav1.APIResource{Name: "cronjobs", Group: "batch", Version: "v1beta1", Kind: "CronJob"} // want `removed-api: batch/v1beta1 cronjobs was removed`
	_ = metav1.TypeMeta{APIVersion: "policy/v1beta1", Kind: "PodDisruptionBudget"}                // want `removed-api: policy/v1beta1 PodDisruptionBudget was removed`
	_ = corev1.ObjectReference{APIVersion: "extensions/v1beta1", Kind: "Deployment"}              // want `removed-api: extensions/v1beta1 Deployment was removed`
	_ = metav1.OwnerReference{APIVersion: "apps/v1", Kind: "Deployment"}
	_ = policyv1beta1.SchemeGroupVersion.WithKind("Eviction")                                             // want `deprecated-api: policy/v1beta1 Eviction is deprecated`
	_ = networkingv1beta1.SchemeGroupVersion.WithResource("ingresses")                                    // want `removed-api: networking.k8s.io/v1beta1 ingresses was removed`
	_ = metav1.TypeMeta{APIVersion: policyv1beta1.SchemeGroupVersion.String(), Kind: "PodSecurityPolicy"} // want `removed-api: policy/v1beta1 PodSecurityPolicy was removed`
	_ = map[string]any{"apiVersion": "policy/v1beta1", "kind": "PodSecurityPolicy"}                       // want `removed-api: policy/v1beta1 PodSecurityPolicy was removed`
	_ = map[string]string{"apiVersion": "apps/v1", "kind": "Deployment"}

	// The version doesn't matter here.
	_ = schema.GroupKind{Group: "extensions", Kind: "Ingress"}
	_ = schema.GroupVersionKind{Group: "policy", Version: "v1beta1", Kind: "PodSecurityPolicy"}.GroupKind()
	_ = policyv1beta1.SchemeGroupVersion.WithKind("PodSecurityPolicy").GroupKind()
	_ = schema.GroupVersion{Group: "policy", Version: "__internal"}
)

// Something else may have fields of these names.
type other struct{ APIVersion, Kind, Group, Version string }

var _ = other{APIVersion: "policy/v1beta1", Kind: "PodSecurityPolicy"}

func use(object *unstructured.Unstructured, pod *corev1.Pod, own other, gvk schema.GroupVersionKind) {
	object.SetAPIVersion("storage.k8s.io/v1beta1") // want `removed-api: storage.k8s.io/v1beta1 CSIDriver was removed in Kubernetes 1.22`
	object.SetKind("CSIDriver")
	pod.APIVersion = "policy/v1beta1" // want `removed-api: policy/v1beta1 PodSecurityPolicy was removed`
	pod.Kind = "PodSecurityPolicy"
	own.APIVersion = "policy/v1beta1"

	schema.ParseGroupVersion("policy/v1beta1")                          // want `removed-api: policy/v1beta1 was removed`
	schema.FromAPIVersionAndKind("policy/v1beta1", "PodSecurityPolicy") // want `removed-api: policy/v1beta1 PodSecurityPolicy was removed`
	schema.ParseResourceArg("ingresses.v1beta1.extensions")             // want `removed-api: extensions/v1beta1 ingresses was removed`
	schema.ParseKindArg("Ingress.v1beta1.extensions")                   // want `removed-api: extensions/v1beta1 Ingress was removed`
	schema.ParseResourceArg("ingresses.extensions")

	// What is only recognized is an info.
	switch gvk {
	case schema.GroupVersionKind{Group: "policy", Version: "v1beta1", Kind: "PodSecurityPolicy"}:
	}
	if gvk == (schema.GroupVersionKind{Group: "policy", Version: "v1beta1", Kind: "PodSecurityPolicy"}) {
		return
	}
}

// settings are in a file of this program, with a version of their own.
type settings struct {
	metav1.TypeMeta
	Name string
}

var (
	_ = settings{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Settings"}}
	_ = &settings{metav1.TypeMeta{APIVersion: "v1", Kind: "Settings"}, ""}
	_ = settings{TypeMeta: metav1.TypeMeta{APIVersion: "policy/v1beta1", Kind: "PodDisruptionBudget"}} // want `removed-api: policy/v1beta1 PodDisruptionBudget was removed`
)

func set(s *settings, pod *corev1.Pod) {
	s.APIVersion = "v1"
	s.Kind = "Settings"
	pod.APIVersion = "v1" // want `unknown-api: no release of Kubernetes has v1 Settings`
	pod.Kind = "Settings"
}
