package openapi

import (
	"strings"
	"testing"
)

func kindNamed(t *testing.T, text string) *Kind {
	t.Helper()
	n, err := parseName(text)
	if err != nil {
		t.Fatal(err)
	}
	k := Builtin().Find(n.group, n.version, n.kind)
	if k == nil {
		t.Fatalf("the catalog has no %s", text)
	}
	return k
}

func TestMeansTheSame(t *testing.T) {
	for _, pair := range [][2]string{
		{"batch/v1beta1/CronJob", "batch/v1/CronJob"},
		{"rbac.authorization.k8s.io/v1beta1/ClusterRole", "rbac.authorization.k8s.io/v1/ClusterRole"},
		{"scheduling.k8s.io/v1alpha1/PriorityClass", "scheduling.k8s.io/v1/PriorityClass"},
		{"flowcontrol.apiserver.k8s.io/v1alpha1/FlowSchema", "flowcontrol.apiserver.k8s.io/v1beta2/FlowSchema"},
	} {
		if !Builtin().MeansTheSame(kindNamed(t, pair[0]), kindNamed(t, pair[1])) {
			t.Errorf("%s doesn't mean the same as %s", pair[0], pair[1])
		}
	}
}

// What the deprecation guide, or a changed field, says has notable changes.
// Source: kubernetes.io/docs/reference/using-api/deprecation-guide.
func TestMeansSomethingElse(t *testing.T) {
	for _, pair := range [][2]string{
		{"policy/v1beta1/PodDisruptionBudget", "policy/v1/PodDisruptionBudget"},
		{"networking.k8s.io/v1beta1/Ingress", "networking.k8s.io/v1/Ingress"},
		{"extensions/v1beta1/Ingress", "networking.k8s.io/v1/Ingress"},
		{"extensions/v1beta1/Deployment", "apps/v1/Deployment"},
		{"apps/v1beta1/Deployment", "apps/v1/Deployment"},
		{"apps/v1beta1/StatefulSet", "apps/v1/StatefulSet"},
		{"extensions/v1beta1/DaemonSet", "apps/v1/DaemonSet"},
		{"autoscaling/v2beta1/HorizontalPodAutoscaler", "autoscaling/v2/HorizontalPodAutoscaler"},
		{"admissionregistration.k8s.io/v1beta1/ValidatingWebhookConfiguration", "admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration"},
		{"admissionregistration.k8s.io/v1beta1/MutatingWebhookConfiguration", "admissionregistration.k8s.io/v1/MutatingWebhookConfiguration"},
		{"apiextensions.k8s.io/v1beta1/CustomResourceDefinition", "apiextensions.k8s.io/v1/CustomResourceDefinition"},
		{"certificates.k8s.io/v1beta1/CertificateSigningRequest", "certificates.k8s.io/v1/CertificateSigningRequest"},
		{"discovery.k8s.io/v1beta1/EndpointSlice", "discovery.k8s.io/v1/EndpointSlice"},
		{"events.k8s.io/v1beta1/Event", "events.k8s.io/v1/Event"},
		{"authorization.k8s.io/v1beta1/SubjectAccessReview", "authorization.k8s.io/v1/SubjectAccessReview"},
		{"authorization.k8s.io/v1beta1/LocalSubjectAccessReview", "authorization.k8s.io/v1/LocalSubjectAccessReview"},
		{"flowcontrol.apiserver.k8s.io/v1beta2/PriorityLevelConfiguration", "flowcontrol.apiserver.k8s.io/v1beta3/PriorityLevelConfiguration"},
		{"flowcontrol.apiserver.k8s.io/v1beta3/PriorityLevelConfiguration", "flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration"},
		{"batch/v1/CronJob", "batch/v1beta1/CronJob"},
	} {
		if Builtin().MeansTheSame(kindNamed(t, pair[0]), kindNamed(t, pair[1])) {
			t.Errorf("%s means the same as %s", pair[0], pair[1])
		}
	}
}

func TestRewritesTable(t *testing.T) {
	for line := range strings.Lines(rewritesTable) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 5 || Builtin().Find(f[0], f[1], f[2]) == nil || Builtin().Find(f[3], f[4], f[2]) == nil {
			t.Errorf("%q is no row", line)
		}
	}
}
