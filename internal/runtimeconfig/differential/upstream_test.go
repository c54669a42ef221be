package differential

import (
	"fmt"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	admissionv1 "k8s.io/api/admission/v1"
	admissionv1beta1 "k8s.io/api/admission/v1beta1"
	imagepolicyv1alpha1 "k8s.io/api/imagepolicy/v1alpha1"
	apiextensions "k8s.io/apiextensions-apiserver/pkg/apiserver"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/server/options"
	"k8s.io/apiserver/pkg/server/resourceconfig"
	"k8s.io/apiserver/pkg/server/storage"
	kubernetes "k8s.io/client-go/kubernetes/scheme"
	"k8s.io/component-base/cli/flag"
	aggregator "k8s.io/kube-aggregator/pkg/apiserver/scheme"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/runtimeconfig"
	"github.com/apilint/apilint/openapi"
)

// linked is the release whose modules are linked: k8s.io/apiserver v0.37.2 is
// that of Kubernetes 1.37. It depends on -modfile, which the Makefile sets in
// GOFLAGS.
func linked(t *testing.T) apiversion.Release {
	t.Helper()
	list := exec.Command("go", "list", "-m", "-f", "{{with .Replace}}{{.Version}}{{else}}{{.Version}}{{end}}", "k8s.io/apiserver")
	version, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	release, err := apiversion.ParseRelease("1" + strings.TrimSpace(strings.TrimPrefix(string(version), "v0")))
	if err != nil {
		t.Fatal(err)
	}
	return release
}

// server is one of kube-apiserver's chain.
type server struct {
	name   string
	scheme *runtime.Scheme
}

// chain is the servers with their schemes. That of kube-apiserver itself is in
// k8s.io/kubernetes; in its stead stands the scheme of client-go with the two
// groups that have no client. TestSchemes tells how it differs.
func chain(t *testing.T) []server {
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
	return []server{
		{openapi.KubeAPIServer, legacy}, {openapi.APIExtensions, apiextensions.Scheme}, {openapi.Aggregator, aggregator.Scheme},
	}
}

// registry is a scheme brought in line with what the release's own scheme
// registers.
type registry struct {
	*runtime.Scheme
	server   string
	release  apiversion.Release
	versions *openapi.Servers
}

func (r registry) IsVersionRegistered(gv schema.GroupVersion) bool {
	if differs(gv) {
		v := r.versions.Version(r.server, gv.Group, gv.Version)
		return v != nil && v.Registered(r.release)
	}
	return r.Scheme.IsVersionRegistered(gv)
}

// upstream is the linked code, ready to be given values of the flag.
type upstream struct {
	release    apiversion.Release
	catalog    *openapi.Catalog
	registries []registry
}

func newUpstream(t *testing.T) *upstream {
	u := &upstream{release: linked(t), catalog: openapi.Builtin()}
	for _, s := range chain(t) {
		u.registries = append(u.registries, registry{s.scheme, s.name, u.release, u.catalog.Servers()})
	}
	return u
}

// outcome is how a start ends: with the classes of errors, or with what each
// server has on.
type outcome struct {
	unfair     bool
	validation []runtimeconfig.Class
	merge      runtimeconfig.Class
	message    string
	configs    map[string]*storage.ResourceConfig // by server
}

// start starts a server, once for each order in which Complete may range over
// the map of entries.
func (u *upstream) start(values []string) ([]outcome, error) {
	given := options.NewAPIEnablementOptions()
	flags := pflag.NewFlagSet("kube-apiserver", pflag.ContinueOnError)
	flags.SetNormalizeFunc(flag.WordSepNormalizeFunc)
	given.AddFlags(flags)
	var args []string
	for i, value := range values {
		args = append(args, [...][]string{{"--runtime-config=" + value}, {"--runtime-config", value}, {"--runtime_config=" + value}}[i%3]...)
	}
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	var outcomes []outcome
	for _, completed := range complete(given.RuntimeConfig) {
		outcomes = append(outcomes, u.run(completed))
	}
	return outcomes, nil
}

// complete retraces what Options.Complete does to the flag; it is in
// k8s.io/kubernetes and can't be linked.
func complete(given flag.ConfigurationMap) []flag.ConfigurationMap {
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

// run validates and merges what Complete left.
func (u *upstream) run(given flag.ConfigurationMap) outcome {
	result := outcome{unfair: unfair(u.release, given)}
	var groups []options.GroupRegistry
	for _, r := range u.registries {
		groups = append(groups, r)
	}
	for _, err := range (&options.APIEnablementOptions{RuntimeConfig: given}).Validate(groups...) {
		result.validation = append(result.validation, classOf(err))
		result.message += err.Error() + "; "
	}
	if result.unfair || len(result.validation) > 0 {
		return result
	}
	result.configs = map[string]*storage.ResourceConfig{}
	for _, r := range u.registries {
		config, err := resourceconfig.MergeAPIResourceConfigs(u.defaults(r.server), given, r)
		if err != nil {
			result.merge, result.message = classOf(err), err.Error()
			return result
		}
		result.configs[r.server] = config
	}
	return result
}

// defaults are those of the catalog: DefaultAPIResourceConfigSource is in
// k8s.io/kubernetes.
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

// unfair retraces validateAPIPriorityAndFairness, which is in
// k8s.io/kubernetes and can't be linked, for servers without feature gates.
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

// messages tells the class of an error by what it says. The first that matches
// counts.
var messages = []struct {
	text  string
	class runtimeconfig.Class
}{
	{"with only api/all=false", runtimeconfig.OnlyAllOff},
	{"runtime-config invalid key", runtimeconfig.Malformed},
	{"unknown api groups", runtimeconfig.UnknownGroup},
	{"has not been registered", runtimeconfig.UnknownVersion},
	{"invalid value of", runtimeconfig.BadValue},
	{"invalid value", runtimeconfig.BadMetaValue},
	{"is always lowercase", runtimeconfig.UpperCase},
}

func classOf(err error) runtimeconfig.Class {
	i := slices.IndexFunc(messages, func(m struct {
		text  string
		class runtimeconfig.Class
	}) bool {
		return strings.Contains(err.Error(), m.text)
	})
	if i < 0 {
		return runtimeconfig.Class(fmt.Sprintf("unforeseen: %v", err))
	}
	return messages[i].class
}
