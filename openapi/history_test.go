package openapi

import (
	"slices"
	"strings"
	"testing"
)

func TestLifeLine(t *testing.T) {
	c := Builtin()
	for _, test := range []struct{ group, version, kind, want string }{
		{"networking.k8s.io", "v1beta1", "Ingress", "███▒▒▒················"},
		{"networking.k8s.io", "v1beta1", "IPAddress", "···············░░░░░░·"},
		{"extensions", "v1beta1", "Deployment", "░░····················"},
		{"apps", "v1", "Deployment", "██████████████████████"},
		{"kind.x-k8s.io", "v1alpha4", "Cluster", "██████████████████████"},
	} {
		if got := c.Find(test.group, test.version, test.kind).LifeLine(c.Releases()); got != test.want {
			t.Errorf("%v: %s, want %s", test, got, test.want)
		}
	}
}

func TestChanges(t *testing.T) {
	changes := func(from, to string) string {
		var lines []string
		for change := range Builtin().Changes(release(t, from), release(t, to)) {
			lines = append(lines, string(change.Change)+" "+change.Kind.String())
		}
		slices.Sort(lines)
		return strings.Join(append(lines, ""), "\n")
	}
	got := changes("1.24", "1.25")
	for _, want := range []string{
		"removed batch/v1beta1 CronJob",
		"removed policy/v1beta1 PodSecurityPolicy",
		"removed autoscaling/v2beta1 HorizontalPodAutoscaler",
		"new networking.k8s.io/v1alpha1 ClusterCIDR",
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("1.24 to 1.25 lacks %q:\n%s", want, got)
		}
	}
	if got := changes("1.22", "1.23"); !strings.Contains(got, "deprecated autoscaling/v2beta2 HorizontalPodAutoscaler") {
		t.Errorf("1.22 to 1.23 lacks the deprecation of autoscaling/v2beta2:\n%s", got)
	}
	if got := changes("1.15", "1.16"); !strings.Contains(got, "switched off extensions/v1beta1 Deployment") {
		t.Errorf("1.15 to 1.16 doesn't switch extensions/v1beta1 Deployment off:\n%s", got)
	}
	if got := changes("1.30", "1.30"); got != "" {
		t.Errorf("1.30 differs from itself:\n%s", got)
	}
}

func TestNamed(t *testing.T) {
	c := Builtin()
	for name, want := range map[string]int{"ingress": 3, "INGRESSES": 3, "IngressList": 3, "pods/eviction": 2, "nothing": 0, "": 0} {
		if got := slices.Collect(c.Named(name)); len(got) != want {
			t.Errorf("Named(%q) = %v, want %d rows", name, got, want)
		}
	}
	if got := c.Versions("networking.k8s.io"); !slices.Equal(got, []string{"v1", "v1beta1", "v1alpha1"}) {
		t.Errorf("the versions of networking.k8s.io are %v", got)
	}
	if got := slices.Collect(c.InVersion("policy", "v1")); len(got) != 2 {
		t.Errorf("policy/v1 has %v", got)
	}
	if !c.OwnsGroup("") || !c.OwnsGroup("kubeadm.k8s.io") || c.OwnsGroup("gateway.networking.k8s.io") {
		t.Error("OwnsGroup is wrong")
	}
}

func TestGate(t *testing.T) {
	g := Builtin().Gate("ClusterTrustBundle")
	if g == nil {
		t.Fatal("ClusterTrustBundle is unknown")
	}
	for r, want := range map[string]GateState{
		"1.26": {}, "1.27": {StageAlpha, false, false}, "1.33": {StageBeta, false, false}, "1.37": {StageGA, true, false},
	} {
		if got := g.In(release(t, r)); got.Stage != want.Stage || got.Default != want.Default {
			t.Errorf("ClusterTrustBundle in %s is %+v, want %+v", r, got, want)
		}
	}
	if Builtin().Gate("clustertrustbundle") != nil {
		t.Error("gates are found whatever their case")
	}
	if names := Builtin().Gates(); len(names) < 500 || !slices.IsSorted(names) {
		t.Errorf("%d gates", len(names))
	}
}

// TestServers checks what the page on --runtime-config of the design folder
// tells of single releases.
func TestServers(t *testing.T) {
	s := Builtin().Servers()
	for _, test := range []struct {
		group, version, release string
		registered              bool
	}{
		{"scheduling.k8s.io", "v1alpha1", "1.34", true}, {"scheduling.k8s.io", "v1alpha1", "1.36", false},
		{"batch", "v2alpha1", "1.20", true}, {"batch", "v2alpha1", "1.21", false},
		{"autoscaling", "v2beta2", "1.35", true}, {"autoscaling", "v2beta2", "1.36", false},
		{"imagepolicy.k8s.io", "v1alpha1", "1.37", true}, {"apps", "v1beta1", "1.37", true},
	} {
		v := s.Version(KubeAPIServer, test.group, test.version)
		if v == nil || v.Registered(release(t, test.release)) != test.registered {
			t.Errorf("%+v: %+v", test, v)
		}
	}
	if s.HasGroup("settings.k8s.io", release(t, "1.20")) || !s.HasGroup("settings.k8s.io", release(t, "1.19")) || s.HasGroup("metrics.k8s.io", release(t, "1.30")) {
		t.Error("HasGroup is wrong")
	}
	resources := map[string]bool{}
	for resource, on := range s.Version(KubeAPIServer, "extensions", "v1beta1").Resources(release(t, "1.16")) {
		resources[resource] = on
	}
	if len(resources) != 7 || !resources["ingresses"] || resources["deployments"] {
		t.Errorf("1.16 sets of extensions/v1beta1 %v", resources)
	}
	if got := slices.Collect(Builtin().Endpoints("policy", "v1beta1", release(t, "1.25"))); len(got) != 0 {
		t.Errorf("policy/v1beta1 has the endpoints %v in 1.25", got)
	}
	if got := slices.Collect(Builtin().Endpoints("", "v1", release(t, "1.25"))); len(got) != 17 {
		t.Errorf("v1 has %d endpoints in 1.25: %v", len(got), got)
	}
}
