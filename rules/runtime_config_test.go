package rules

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// say judges a reference and returns what is said of it, with the text at each
// place.
func say(t *testing.T, target string, file []byte, subject reference.Subject) (said []string, diagnostics []diagnostic.Diagnostic) {
	t.Helper()
	releases, err := apiversion.ParseRange(target)
	if err != nil {
		t.Fatal(err)
	}
	facts := Facts{Target: releases, Catalog: openapi.Builtin()}
	diagnostics = facts.Judge(All, &reference.Reference{Span: source.Span{Start: 0, End: len(file)}, Subject: subject}).Diagnostics
	for _, d := range diagnostics {
		said = append(said, fmt.Sprintf("%s %s", strings.TrimPrefix(d.Rule, "runtime-config-"), file[d.Span.Start:d.Span.End]))
	}
	return said, diagnostics
}

// valuesIn returns the values of a test, which stand in one file on a line each.
func valuesIn(file []byte) (values []source.Text) {
	text := (&source.File{Data: file}).Text()
	at := 0
	for line := range bytes.Lines(file) {
		values = append(values, text.Slice(at, at+len(bytes.TrimRight(line, "\n"))))
		at += len(line)
	}
	return values
}

func TestRuntimeConfig(t *testing.T) {
	tests := []struct {
		target, values string
		want           []string
	}{
		{"1.37", "", nil},
		{"1.37", "resource.k8s.io/v1beta2=true", nil},
		{"1.37", "networking/v1", []string{"refused networking/v1"}},
		{"1.37", "a=true, batch/v1beta9 = yes ,apps/v1=on", []string{"refused a=true", "refused batch/v1beta9 = yes", "refused apps/v1=on"}},
		{"1.20..1.22", "batch/v2alpha1=false", []string{"refused batch/v2alpha1=false"}},
		{"1.19..1.20", "batch/v2alpha1=true", []string{"alpha batch/v2alpha1=true", "expiring batch/v2alpha1=true"}},
		{"1.19..1.20", "batch/v2alpha1=false", []string{"no-effect batch/v2alpha1=false", "expiring batch/v2alpha1=false"}},
		{"1.30", "scheduling.k8s.io/v1alpha1=true", []string{"no-effect scheduling.k8s.io/v1alpha1=true", "expiring scheduling.k8s.io/v1alpha1=true"}},
		{"1.32..1.37", "resource.k8s.io/v1beta1=true", nil},
		{"1.31..1.37", "resource.k8s.io/v1beta1=true", []string{"refused resource.k8s.io/v1beta1=true"}},
		{"1.36..1.37", "storagemigration.k8s.io/v1beta1=true", nil},
		{"1.36", "storagemigration.k8s.io/v1beta1=true", []string{"no-effect storagemigration.k8s.io/v1beta1=true"}},
		{"1.37", "api/all=true", []string{"alpha api/all=true"}},
		{"1.37", "api/all=true\napi/alpha=false", nil},
		{"1.37", "api/all=true\napi/beta=true", []string{"alpha api/all=true", "no-effect api/beta=true"}},
		{"1.37", "v1=false", []string{"core-off v1=false"}},
		{"1.37", "v1/pods=true", []string{"no-effect v1/pods=true"}},
		{"1.37", "v1=true\napi/v1=false", []string{"core-off api/v1=false"}},
		{"1.37", "/v1/replicationcontrollers=false", nil},
		{"1.37", "apps/v1=false", []string{"core-off apps/v1=false"}},
		{"1.37", "apps/v1/daemonsets=false", nil},
		{"1.37", "api/all=false,flowcontrol.apiserver.k8s.io/v1=true", []string{"core-off api/all=false"}},
		{"1.37", "api/all=false,v1=true,flowcontrol.apiserver.k8s.io/v1=true", nil},
		{"1.19", "api/all=false,v1=true", []string{"expiring api/all=false"}},
		{"1.28", "api/beta=false", []string{"refused api/beta=false"}},
		{"1.37", "admissionregistration.k8s.io/v1beta1=true,admissionregistration.k8s.io/v1beta1=true",
			[]string{"no-effect admissionregistration.k8s.io/v1beta1=true"}},
	}
	for _, test := range tests {
		file := []byte(test.values)
		said, _ := say(t, test.target, file, &reference.RuntimeConfig{Values: valuesIn(file)})
		if !slices.Equal(said, test.want) {
			t.Errorf("%q on %s:\n got %q\nwant %q", test.values, test.target, said, test.want)
		}
	}
}

// What entries that can't be read might change is not said.
func TestPartialRuntimeConfig(t *testing.T) {
	for values, want := range map[string][]string{
		"api/all=false":         nil,
		"v1=false":              {"core-off v1=false"},
		"api/all=false,v1=true": nil,
		"apps/v1=true":          nil,
		"policy/v1beta1=true":   {"no-effect policy/v1beta1=true"},
		"networking/v1":         {"refused networking/v1"},
		"api/alpha=true":        {"alpha api/alpha=true"},
	} {
		said, _ := say(t, "1.37", []byte(values), &reference.RuntimeConfig{Values: valuesIn([]byte(values)), Partial: true})
		if !slices.Equal(said, want) {
			t.Errorf("%q: got %q, want %q", values, said, want)
		}
	}
}

func TestFlagsBesideRuntimeConfig(t *testing.T) {
	const gated, unfair = "scheduling.k8s.io/v1beta1=true", "api/ga=false,v1=true"
	gates := valuesIn([]byte("GenericWorkload=true"))
	if said, _ := say(t, "1.37", []byte(gated), &reference.RuntimeConfig{Values: valuesIn([]byte(gated)), FeatureGates: gates}); len(said) > 0 {
		t.Errorf("with the gate: %q, want silence", said)
	}
	if said, _ := say(t, "1.37", []byte(unfair), &reference.RuntimeConfig{Values: valuesIn([]byte(unfair)), NoPriorityAndFairness: true}); len(said) > 0 {
		t.Errorf("without priority and fairness: %q, want silence", said)
	}
}

func TestLostRuntimeConfig(t *testing.T) {
	lost := &reference.LostRuntimeConfig{Form: "flag", Reason: "it is lost", Until: "1.35"}
	for target, want := range map[string]int{"1.36": 0, "1.35..1.36": 1, "1.20": 1} {
		if said, _ := say(t, target, []byte("x"), lost); len(said) != want {
			t.Errorf("%s: %q, want %d", target, said, want)
		}
	}
	lost.From, lost.Until = "1.36", ""
	for target, want := range map[string]int{"1.36": 1, "1.35..1.36": 1, "1.20": 0} {
		if said, _ := say(t, target, []byte("x"), lost); len(said) != want {
			t.Errorf("%s: %q, want %d", target, said, want)
		}
	}
}

func TestRuntimeConfigMessages(t *testing.T) {
	tests := []struct{ target, values, message, help string }{
		{"1.20..1.23", "batch/v2alpha1=false",
			`kube-apiserver of Kubernetes 1.21..1.23 does not start with "batch/v2alpha1=false": kube-apiserver has no batch/v2alpha1 since 1.21, not even to switch it off`,
			"delete it; batch/v1 is served by default"},
		{"1.37", "networking/v1=true", `kube-apiserver of Kubernetes 1.37 does not start with "networking/v1=true": kube-apiserver has no API group "networking"`,
			"write networking.k8s.io/v1"},
		{"1.37", "api/GA=true", `kube-apiserver of Kubernetes 1.37 does not start with "api/GA=true": there are only api/all, api/ga, api/beta and api/alpha`, "write api/ga"},
		{"1.24", "policy/v1beta1/podsecuritypolicy=true",
			`"policy/v1beta1/podsecuritypolicy=true" has no effect in Kubernetes 1.24: policy/v1beta1 serves no "podsecuritypolicy"`, "write policy/v1beta1/podsecuritypolicies"},
		{"1.37", "scheduling.k8s.io/v1beta1", `"scheduling.k8s.io/v1beta1" has no effect in Kubernetes 1.37: the feature gate GenericWorkload is off`,
			"add --feature-gates=GenericWorkload=true, or delete the entry"},
	}
	for _, test := range tests {
		file := []byte(test.values)
		_, diagnostics := say(t, test.target, file, &reference.RuntimeConfig{Values: valuesIn(file)})
		if len(diagnostics) == 0 || diagnostics[0].Message != test.message || diagnostics[0].Help != test.help {
			t.Errorf("%s on %s: %+v", test.values, test.target, diagnostics)
		}
	}
}
