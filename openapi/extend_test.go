package openapi

import (
	"strings"
	"testing"
)

const extension = `apilint: catalog/v1
kinds:
- apiVersion: cert-manager.io/v1alpha2
  kind: Certificate
  resource: certificates
  deprecated: always
  replacedBy: cert-manager.io/v1
  source: the upgrade notes
- apiVersion: cert-manager.io/v1
  kind: Certificate
- {apiVersion: certmanager.k8s.io/v1alpha1, kind: Certificate, removed: always, replacedBy: cert-manager.io/v1 Certificate}
- apiVersion: resource.k8s.io/v1beta1
  kind: DeviceClass
  servedByDefault: true
- apiVersion: policy/v1beta1
  kind: PodSecurityPolicy
  removed: "1.23"
  replacedBy: example.com/v1 PodPolicy
- apiVersion: example.com/v1
  kind: PodPolicy
  introduced: "1.24"
`

func extended(t *testing.T) *Catalog {
	t.Helper()
	c, err := Builtin().Extend("my.yaml", []byte(extension))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestExtendAdds(t *testing.T) {
	c := extended(t)
	old := c.Find("cert-manager.io", "v1alpha2", "Certificate")
	if old == nil || old.Class != Resource || old.In(release(t, "1.30")) != Deprecated {
		t.Fatalf("the added row is %+v", old)
	}
	if other := c.Replacement(old, targetOf(t, "1.16..1.37")); other == nil || other.String() != "cert-manager.io/v1 Certificate" {
		t.Errorf("it is replaced by %v", other)
	}
	if moved := c.Find("certmanager.k8s.io", "v1alpha1", "Certificate"); moved.PresentIn(release(t, "1.16")) ||
		c.Replacement(moved, targetOf(t, "1.20")) != c.Find("cert-manager.io", "v1", "Certificate") {
		t.Errorf("the moved row is %+v", moved)
	}
	if c.FindResource("cert-manager.io", "v1alpha2", "certificates") != old || c.Find("cert-manager.io", "v1alpha2", "CertificateList") == nil {
		t.Error("the added row is not found by its plural, or lacks its list")
	}
	if got := strings.Join(c.Versions("cert-manager.io"), " "); got != "v1 v1alpha2" {
		t.Errorf("the versions are %q", got)
	}
	if c.OwnsGroup("cert-manager.io") || !c.OwnsGroup("apps") {
		t.Error("who owns a group is wrong")
	}
	if got := strings.Join(old.Sources(), "; "); got != "my.yaml:3: the upgrade notes" {
		t.Errorf("the source is %q", got)
	}
}

func TestExtendOverrides(t *testing.T) {
	c := extended(t)
	if k := c.Find("resource.k8s.io", "v1beta1", "DeviceClass"); !k.ServedByDefault(release(t, "1.35")) || k.Introduced != release(t, "1.32") || k.PresentIn(release(t, "1.31")) {
		t.Errorf("DeviceClass is %+v", k)
	}
	psp := c.Find("policy", "v1beta1", "PodSecurityPolicy")
	if psp.Removed != release(t, "1.23") || psp.ServedByDefault(release(t, "1.24")) || psp.Deprecated != release(t, "1.21") {
		t.Errorf("PodSecurityPolicy is %+v", psp)
	}
	if other := c.Replacement(psp, targetOf(t, "1.24")); other == nil || other.Kind != "PodPolicy" {
		t.Errorf("PodSecurityPolicy is replaced by %v", other)
	}
	if other := c.Replacement(psp, targetOf(t, "1.23")); other != nil {
		t.Errorf("PodSecurityPolicy is replaced in 1.23 by %v, introduced in 1.24", other)
	}
	if b := Builtin().Find("policy", "v1beta1", "PodSecurityPolicy"); b.Removed != release(t, "1.25") {
		t.Errorf("the built-in catalog was changed: %+v", b)
	}
	if len(psp.Sources()) < 2 {
		t.Errorf("the sources are %q", psp.Sources())
	}
	checkInvariants(t, c, psp)
}

func TestExtendTellsLines(t *testing.T) {
	row := "apilint: catalog/v1\nkinds:\n- apiVersion: a.io/v1\n  kind: A\n"
	for text, want := range map[string]string{
		"":                                            "my.yaml: ",
		"kinds: []\n":                                 "my.yaml: line 1: the format is \"\"",
		"apilint: catalog/v2\nkinds: []\n":            "the format is \"catalog/v2\"",
		"apilint: catalog/v1\nkind: []\n":             "line 2: unknown field \"kind\"",
		"apilint: catalog/v1\n":                       "kinds must be a list",
		"apilint: catalog/v1\nkinds: {}\n":            "kinds must be a list",
		"apilint: catalog/v1\nkinds:\n- a\n":          "my.yaml:3: this must be a mapping",
		row + "  removed: soon\n":                     "my.yaml:5: removed: \"soon\" is not a release",
		row + "  removed: 1.99\n":                     "my.yaml:5: removed: \"1.99\" is beyond",
		row + "  servedByDefault: maybe\n":            "my.yaml:5: servedByDefault: \"maybe\" is neither",
		row + "  class: thing\n":                      "my.yaml:5: class: there is no class \"thing\"",
		row + "  replacedBy: A/v1\n":                  "my.yaml:5: replacedBy: \"A\" is not a group name",
		row + "  replacedBy: a.io/v2 B C\n":           "my.yaml:5: replacedBy: write an apiVersion",
		row + "  removedIn: 1.22\n":                   "my.yaml:5: unknown field \"removedIn\"",
		row + "  resource: [a]\n":                     "my.yaml:5: resource must be a text",
		row + "- kind: B\n":                           "my.yaml:5: a row needs apiVersion and kind",
		row + "- {apiVersion: A/v1, kind: B}\n":       "my.yaml:5: apiVersion: \"A\" is not a group name",
		row + "- {kind: B}\n- {apiVersion: v1}":       "my.yaml:6: a row needs",
		row + "  removed: 1.20\n  introduced: 1.20\n": "my.yaml:3: it would be removed in 1.20 and introduced in 1.20",
		"a: [": "my.yaml: read YAML",
	} {
		_, err := Builtin().Extend("my.yaml", []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives %v, want %q", text, err, want)
		}
	}
}

func FuzzExtend(f *testing.F) {
	f.Add([]byte(extension))
	f.Add([]byte("apilint: catalog/v1\nkinds:\n- &a {apiVersion: v1, kind: *a}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, err := Builtin().Extend("f", data); err == nil && c.Find("apps", "v1", "Deployment") == nil {
			t.Error("an extension loses the built-in rows")
		}
	})
}
