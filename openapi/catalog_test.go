package openapi

import (
	"testing"

	"github.com/apilint/apilint/internal/apiversion"
)

func release(t *testing.T, s string) apiversion.Release {
	t.Helper()
	r, err := apiversion.ParseRelease(s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func targetOf(t *testing.T, s string) apiversion.Range {
	t.Helper()
	r, err := apiversion.ParseRange(s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestFind(t *testing.T) {
	c := Builtin()
	if got := c.Releases().String(); got != "1.16..1.37" {
		t.Errorf("the catalog knows %s", got)
	}
	for _, k := range []name{{"apps", "v1", "Deployment"}, {"", "v1", "Pod"}, {"apps", "v1", "DeploymentList"}, {"", "v1", "List"}, {"policy", "v1beta1", "PodSecurityPolicy"}} {
		if c.Find(k.group, k.version, k.kind) == nil {
			t.Errorf("%v is unknown", k)
		}
	}
	for _, k := range []name{{"apps", "v1", "deployment"}, {"apps", "v2", "Deployment"}, {"gateway.networking.k8s.io", "v1", "Gateway"}, {}} {
		if found := c.Find(k.group, k.version, k.kind); found != nil {
			t.Errorf("%v is found as %v", k, found)
		}
	}
	if k := c.FindResource("policy", "v1beta1", "podsecuritypolicies"); k == nil || k.Kind != "PodSecurityPolicy" {
		t.Errorf("podsecuritypolicies is %v", k)
	}
}

func TestFindDoesNotAllocate(t *testing.T) {
	c := Builtin()
	group, version, kind := "networking.k8s.io", "v1", "Ingress"
	allocations := testing.AllocsPerRun(100, func() {
		if c.Find(group, version, kind) == nil || c.FindResource(group, version, "ingresses") == nil {
			t.Fatal("networking.k8s.io/v1 Ingress is unknown")
		}
	})
	if allocations != 0 {
		t.Errorf("looking a kind up allocates %v times", allocations)
	}
}

func TestReplacement(t *testing.T) {
	c := Builtin()
	for _, test := range []struct{ group, version, kind, target, want string }{
		{"extensions", "v1beta1", "Ingress", "1.37", "networking.k8s.io/v1 Ingress"},
		{"extensions", "v1beta1", "Ingress", "1.18", "networking.k8s.io/v1beta1 Ingress"},
		{"extensions", "v1beta1", "Ingress", "1.18..1.22", ""},
		{"extensions", "v1beta1", "Ingress", "1.19..1.22", "networking.k8s.io/v1 Ingress"},
		{"extensions", "v1beta1", "Deployment", "1.16..1.37", "apps/v1 Deployment"},
		{"extensions", "v1beta1", "DeploymentList", "1.16..1.37", "apps/v1 DeploymentList"},
		{"extensions", "v1beta1", "PodSecurityPolicy", "1.24", "policy/v1beta1 PodSecurityPolicy"},
		{"extensions", "v1beta1", "PodSecurityPolicy", "1.25", ""},
		{"policy", "v1beta1", "PodSecurityPolicy", "1.24", ""},
		{"flowcontrol.apiserver.k8s.io", "v1beta1", "FlowSchema", "1.24", "flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema"},
		{"flowcontrol.apiserver.k8s.io", "v1beta1", "FlowSchema", "1.25..1.26", "flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema"},
		{"flowcontrol.apiserver.k8s.io", "v1beta1", "FlowSchema", "1.26", "flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema"},
		{"flowcontrol.apiserver.k8s.io", "v1beta1", "FlowSchema", "1.29..1.37", "flowcontrol.apiserver.k8s.io/v1 FlowSchema"},
		{"flowcontrol.apiserver.k8s.io", "v1beta3", "FlowSchema", "1.28", ""},
		{"autoscaling", "v2beta2", "HorizontalPodAutoscaler", "1.22..1.25", ""},
		{"autoscaling", "v2beta2", "HorizontalPodAutoscaler", "1.23..1.25", "autoscaling/v2 HorizontalPodAutoscaler"},
		{"networking.k8s.io", "v1beta1", "IngressClass", "1.25", "networking.k8s.io/v1 IngressClass"},
		{"storage.k8s.io", "v1alpha1", "VolumeAttributesClass", "1.33", ""},
		{"storage.k8s.io", "v1alpha1", "VolumeAttributesClass", "1.34", "storage.k8s.io/v1 VolumeAttributesClass"},
		{"", "v1", "Endpoints", "1.33..1.37", "discovery.k8s.io/v1 EndpointSlice"},
		{"apps", "v1", "Deployment", "1.37", ""},
		{"apps", "v1beta1", "Scale", "1.37", "autoscaling/v1 Scale"},
	} {
		k := c.Find(test.group, test.version, test.kind)
		if k == nil {
			t.Errorf("%+v is unknown", test)
			continue
		}
		got := ""
		if r := c.Replacement(k, targetOf(t, test.target)); r != nil {
			got = r.String()
		}
		if got != test.want {
			t.Errorf("%v on %s is replaced by %q, want %q", k, test.target, got, test.want)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parseTables(kindsTable, gatesTable, versionsTable); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	c := Builtin()
	b.ReportAllocs()
	for b.Loop() {
		if c.Find("networking.k8s.io", "v1", "Ingress") == nil {
			b.Fatal("networking.k8s.io/v1 Ingress is unknown")
		}
	}
}
