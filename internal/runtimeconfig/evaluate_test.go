package runtimeconfig

import (
	"fmt"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// evaluate judges values of the flag, each given by itself. A value that
// begins with "gates:" is one of --feature-gates.
func evaluate(t *testing.T, release string, values ...string) *Outcome {
	t.Helper()
	r, err := apiversion.ParseRelease(release)
	if err != nil {
		t.Fatal(err)
	}
	var texts []source.Text
	var flags Flags
	for _, value := range values {
		if gates, ok := strings.CutPrefix(value, "gates:"); ok {
			flags.Gates = ParseGates(text(gates))
			continue
		}
		texts = append(texts, text(value))
	}
	return Evaluate(openapi.Builtin(), r, Parse(texts...), flags)
}

func text(s string) source.Text { return (&source.File{Data: []byte(s)}).Text() }

// summary writes the effects and classes of the entries of an outcome.
func summary(o *Outcome) string {
	var words []string
	for _, v := range o.Verdicts {
		words = append(words, fmt.Sprintf("%s: %s", v.Effect, v.Class))
	}
	return strings.Join(words, " | ")
}

func TestVerdicts(t *testing.T) {
	tests := []struct{ release, value, want string }{
		{"1.37", "apps=true", "refused: malformed"},
		{"1.37", "=true", "refused: malformed"},
		{"1.37", "a/b/c/d", "refused: malformed"},
		{"1.37", "batch/v1, ", "none: already so | refused: malformed"},
		{"1.37", "networking/v1", "refused: unknown group"},
		{"1.37", "apis/batch/v1", "refused: unknown group"},
		{"1.37", "metrics.k8s.io/v1beta1=true", "refused: unknown group"},
		{"1.37", "Batch/v1=true", "refused: unknown group"},
		{"1.37", "api/stable=true", "refused: unknown group"},
		{"1.16", "api/beta=true", "refused: unknown group"},
		{"1.20", "batch/v2alpha1=false", "none: already so"},
		{"1.21", "batch/v2alpha1=false", "refused: unknown version"},
		{"1.37", "/v2", "refused: unknown version"},
		{"1.37", "apps/", "refused: unknown version"},
		{"1.37", "/", "refused: unknown version"},
		{"1.37", "apps/v1=yes", "refused: bad value"},
		{"1.37", "apps/v1=true=true", "refused: bad value"},
		{"1.37", "apps/v1=T", "none: already so"},
		{"1.37", "api/all", "refused: bad meta value"},
		{"1.37", "api/all=True", "refused: bad meta value"},
		{"1.16", "api/all", "none: unread meta"},
		{"1.37", "api/all=false", "refused: only all off"},
		{"1.37", "api/all=false,api/legacy=true", "refused: only all off | none: legacy"},
		{"1.19", "api/all=false,v1=true", "disables: works | enables: works"},
		{"1.20", "api/all=false,v1=true", "refused: unfair | enables: works"},
		{"1.37", "api/all=false,api/v1=true", "refused: unfair | enables: works"},
		{"1.37", "api/all=false,v1=true,api/ga=true", "none: overridden | none: redundant | enables: works"},
		{"1.28", "api/beta=false", "refused: unfair"},
		{"1.29", "api/beta=false", "disables: works"},
		{"1.32", "api/beta=false", "none: already so"},
		{"1.37", "flowcontrol.apiserver.k8s.io/v1=False", "disables: works"},
		{"1.37", "flowcontrol.apiserver.k8s.io/v1=false", "refused: unfair"},
		{"1.37", "apps/v1/Deployments=false", "refused: upper case"},
		{"1.23", "apps/v1/Deployments=false", "none: no resource keys"},
		{"1.23", "apps/v9/x=yes", "none: no resource keys"},
		{"1.24", "apps/v9/x=yes", "refused: unknown version"},
		{"1.37", "apps/v1/deployments=false", "disables: works"},
		{"1.37", "apps/v1/deployment=false", "none: unknown resource"},
		{"1.37", "apps/v1=false,apps/v1/deployments=true", "disables: works | enables: works"},
		{"1.37", "v1/pods=false", "disables: works"},
		{"1.37", "/v1/pods=false", "disables: works"},
		{"1.37", "policy/v1beta1=true", "none: empty"},
		{"1.37", "policy/v1beta1/podsecuritypolicies=true", "none: empty"},
		{"1.37", "resource.k8s.io/v1beta1=true,resource.k8s.io/v1beta1=true", "none: repeated | enables: works"},
		{"1.37", "api/all=true,api/beta=true", "enables: works | none: redundant"},
		{"1.37", "resource.k8s.io/v1beta1=true,resource.k8s.io/v1beta1/deviceclasses=true", "enables: works | none: redundant"},
		{"1.37", "storagemigration.k8s.io/v1beta1=false", "none: already so"},
		{"1.36", "storagemigration.k8s.io/v1beta1=true", "none: gate off"},
		{"1.16", "extensions/v1beta1/deployments=true", "enables: works"},
		{"1.16", "extensions/v1beta1=true", "none: already so"},
		{"1.34", "scheduling.k8s.io/v1alpha1=true", "none: empty"},
		{"1.36", "scheduling.k8s.io/v1alpha1=true", "refused: unknown version"},
		{"1.37", "lifecycle.k8s.io/v1alpha1/evictions=true", "none: gate off"},
		{"1.37", "api/alpha=true,resource.k8s.io/v1alpha3=false", "enables: works | disables: works"},
		{"1.24", "batch/v1beta1=false,batch/v1beta1/cronjobs=true", "none: overridden | enables: works"},
		{"1.24", "batch/v1beta1=true", "none: already so"},
		{"1.31", "api/beta=true,networking.k8s.io/v1beta1=true", "enables: works | none: redundant"},
		{"1.37", "internal.apiserver.k8s.io/v1alpha1=true,internal.apiserver.k8s.io/v1alpha1/storageversions=false", "none: overridden | disables: works"},
	}
	for _, test := range tests {
		if got := summary(evaluate(t, test.release, test.value)); got != test.want {
			t.Errorf("%s on %s:\n got %s\nwant %s", test.value, test.release, got, test.want)
		}
	}
}

func TestGatesGuardWhatTheFlagSwitchesOn(t *testing.T) {
	const value = "storagemigration.k8s.io/v1beta1=true"
	for gates, want := range map[string]string{
		"": "none: gate off", "gates:StorageVersionMigrator=true": "enables: works", "gates:AllBeta=true": "enables: works",
		"gates:kube:StorageVersionMigrator=true": "enables: works", "gates:AllAlpha=true": "none: gate off",
		"gates:AllBeta=true,StorageVersionMigrator=false": "none: gate off", "gates:other:StorageVersionMigrator=true": "none: gate off",
	} {
		if got := summary(evaluate(t, "1.36", value, gates)); got != want {
			t.Errorf("with %q: %s, want %s", gates, got, want)
		}
	}
}

func TestContradictingSpellings(t *testing.T) {
	o := evaluate(t, "1.37", "v1=true", "api/v1=false")
	if !o.Verdicts[1].Contradicts || o.Verdicts[1].Effect != Disables || o.Verdicts[0].Class != Repeated {
		t.Errorf("%+v, want the one that switches the group off, and that it may not count", o.Verdicts)
	}
	o = evaluate(t, "1.37", "/v1=false,v1=true")
	if o.Verdicts[0].Class != Repeated || o.Verdicts[1].Contradicts {
		t.Errorf("%+v, want v1 to win over /v1, always", o.Verdicts)
	}
}

func TestEmulatedRelease(t *testing.T) {
	r, emulated := apiversion.NewRelease(1, 33), apiversion.NewRelease(1, 32)
	for value, want := range map[string]Effect{
		"coordination.k8s.io/v1beta1=true": Refused, "coordination.k8s.io/v1beta1=false": None,
		"coordination.k8s.io/v1beta1/leasecandidates=true": Refused, "resource.k8s.io/v1beta1=true": Enables, "api/beta=true": Enables,
	} {
		o := Evaluate(openapi.Builtin(), r, Parse(text(value)), Flags{Emulated: emulated})
		if o.Verdicts[0].Effect != want {
			t.Errorf("%s: %+v, want %s", value, o.Verdicts[0], want)
		}
	}
}

func TestOutcomeComparesWithTheDefaults(t *testing.T) {
	o := evaluate(t, "1.37", "resource.k8s.io/v1beta2=true,apps/v1/deployments=false")
	var enabled []string
	for _, k := range o.Enabled {
		enabled = append(enabled, k.Kind)
	}
	if got, want := strings.Join(enabled, " "), "DeviceClass DeviceTaintRule ResourceClaim ResourceClaimTemplate ResourceSlice"; got != want {
		t.Errorf("enabled %s, want %s", got, want)
	}
	if len(o.Disabled) != 1 || o.Disabled[0].String() != "apps/v1 Deployment" {
		t.Errorf("disabled %v, want apps/v1 Deployment", o.Disabled)
	}
	if o := evaluate(t, "1.37", "api/all=false,v1=true,api/ga=true"); len(o.Enabled)+len(o.Disabled) > 0 {
		t.Errorf("enabled %v, disabled %v, want nothing", o.Enabled, o.Disabled)
	}
}
