package differential

// What is here stands in for code of k8s.io/kubernetes, which is heavy to link.
// `make kubernetes` puts testdata/kubernetes_test.go, which links it, in the
// place of this file.

import (
	"errors"
	"maps"
	"strings"
	"testing"

	admissionv1 "k8s.io/api/admission/v1"
	admissionv1beta1 "k8s.io/api/admission/v1beta1"
	imagepolicyv1alpha1 "k8s.io/api/imagepolicy/v1alpha1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/server/options"
	"k8s.io/apiserver/pkg/server/storage"
	kubernetes "k8s.io/client-go/kubernetes/scheme"
	"k8s.io/component-base/cli/flag"

	"github.com/apilint/apilint/internal/apiversion"
)

// legacyScheme is the scheme of client-go with the two groups that have no
// client.
func legacyScheme(t *testing.T) *runtime.Scheme {
	t.Helper()
	legacy := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		kubernetes.AddToScheme, admissionv1.AddToScheme, admissionv1beta1.AddToScheme, imagepolicyv1alpha1.AddToScheme,
	} {
		if err := add(legacy); err != nil {
			t.Fatal(err)
		}
	}
	legacy.AddUnversionedTypes(schema.GroupVersion{Version: "v1"})
	return legacy
}

// complete retraces what Options.Complete does to the flag, once for each order
// in which it may range over the map.
func (u *upstream) complete(given flag.ConfigurationMap) []flag.ConfigurationMap {
	rest := maps.Clone(given)
	var spellings []string
	for key := range given {
		switch {
		case key == "v1", strings.HasPrefix(key, "v1/"), key == "api/v1", strings.HasPrefix(key, "api/v1/"):
			spellings = append(spellings, key)
			delete(rest, key)
		case key == "api/legacy":
			delete(rest, key)
		}
	}
	if len(spellings) == 0 {
		return []flag.ConfigurationMap{rest}
	}
	var all []flag.ConfigurationMap
	for _, last := range spellings {
		completed := maps.Clone(rest)
		completed["/v1"] = given[last]
		all = append(all, completed)
	}
	return all
}

// defaults are those of the catalog.
func (u *upstream) defaults(server string) *storage.ResourceConfig {
	config := storage.NewResourceConfig()
	for v := range u.catalog.Servers().All() {
		enabled, listed := v.Listed(u.release)
		gv := schema.GroupVersion{Group: v.Group, Version: v.Version}
		switch {
		case v.Server != server:
			continue
		case enabled:
			config.EnableVersions(gv)
		case listed:
			config.DisableVersions(gv)
		}
		for resource, on := range v.Resources(u.release) {
			if on {
				config.EnableResources(gv.WithResource(resource))
			} else {
				config.DisableResources(gv.WithResource(resource))
			}
		}
	}
	return config
}

// validate is the part of Options.Validate that reads the flag.
func (u *upstream) validate(given flag.ConfigurationMap) []error {
	s := u.servers
	errs := (&options.APIEnablementOptions{RuntimeConfig: given}).Validate(s[0].scheme, s[1].scheme, s[2].scheme)
	if unfair(u.release, given) {
		errs = append(errs, errors.New("it conflicts with API Priority and Fairness"))
	}
	return errs
}

// unfair retraces validateAPIPriorityAndFairness for servers without feature
// gates.
func unfair(release apiversion.Release, given flag.ConfigurationMap) bool {
	var keys []string
	switch minor := int(release & 0xff); {
	case minor >= 29:
		keys = []string{"flowcontrol.apiserver.k8s.io/v1", "api/ga", "api/all"}
	case minor >= 26:
		keys = []string{"flowcontrol.apiserver.k8s.io/v1beta3", "api/beta", "api/all"}
	case minor >= 23:
		keys = []string{"flowcontrol.apiserver.k8s.io/v1beta2", "flowcontrol.apiserver.k8s.io/v1beta1", "api/beta", "api/all"}
	case minor >= 20:
		keys = []string{"flowcontrol.apiserver.k8s.io/v1beta1", "api/beta", "api/all"}
	}
	text := given.String()
	for _, key := range keys {
		if strings.Contains(text, key+"=false") {
			return true
		}
		if strings.Contains(text, key+"=true") {
			return false
		}
	}
	return false
}
