package find

import (
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// namedIn returns the health endpoints that a list which names /healthz is
// found to name, with those beside it, by a space between them.
func namedIn(text string) string {
	var finder Finder
	var all []string
	for _, r := range finder.Find(&source.File{Path: "x.yaml", Data: []byte(text)}).References {
		if h, is := r.Subject.(*reference.Health); is {
			all = append(all, strings.Join(h.Named, " "))
		}
	}
	return strings.Join(all, "; ")
}

func TestListsOfPaths(t *testing.T) {
	policy := "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: None\n  nonResourceURLs: ['/healthz*']\n"
	for _, f := range []struct{ name, text, want string }{
		{"the root is no wildcard", "rules:\n- nonResourceURLs: [/, /healthz]\n", "healthz"},
		{"a wildcard", "rules:\n- nonResourceURLs: [/*, /healthz]\n", "healthz livez readyz healthz"},
		{"alone", policy, "healthz"},
		{"the others in another rule", policy + "- level: None\n  nonResourceURLs: ['/livez*', '/readyz*']\n", "healthz livez readyz"},
		{"the others at another level", policy + "- level: Metadata\n  nonResourceURLs: ['/livez*', '/readyz*']\n", "healthz"},
		{"all in another rule of a role", "kind: ClusterRole\nrules:\n- nonResourceURLs: [/healthz]\n  verbs: [get]\n- nonResourceURLs: ['*']\n  verbs: ['*']\n", "healthz healthz livez readyz"},
		{"kubeadm", "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    authorization-always-allow-paths: /healthz,/version\n", "healthz"},
		{"kubeadm's list", "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n  - name: v\n    value: '2'\n  - name: authorization-always-allow-paths\n    value: /healthz,/livez\n", "healthz livez"},
		{"Cluster API", "kind: KubeadmControlPlane\napiVersion: controlplane.cluster.x-k8s.io/v1beta1\nspec:\n  kubeadmConfigSpec:\n    clusterConfiguration:\n      apiServer:\n        extraArgs: {authorization-always-allow-paths: '/healthz,/readyz'}\n", "healthz readyz"},
		{"kubeadm for another server", "kind: ClusterConfiguration\napiVersion: kubeadm.k8s.io/v1beta3\nscheduler:\n  extraArgs:\n    authorization-always-allow-paths: /healthz\n", ""},
		{"in another rule of a role", "rules:\n- nonResourceURLs: [/healthz]\n- nonResourceURLs: [/readyz]\n", "healthz readyz"},
	} {
		if got := namedIn(f.text); got != f.want {
			t.Errorf("%s: %q, want %q", f.name, got, f.want)
		}
	}
}

// A rule that logs is one of an audit policy, whatever stands around it.
func TestRuleThatLogs(t *testing.T) {
	checkHealth(t, "x.yaml", []healthForm{
		{"part of a policy", "- level: None\n  nonResourceURLs: ['/healthz*']\n", "2: nonResourceURLs, filter, status: /healthz*"},
	})
}
