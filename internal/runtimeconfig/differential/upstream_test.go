package differential

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	apiextensions "k8s.io/apiextensions-apiserver/pkg/apiserver"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/server/options"
	"k8s.io/apiserver/pkg/server/resourceconfig"
	"k8s.io/apiserver/pkg/server/storage"
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

// chain is the servers with their schemes.
func chain(t *testing.T) []server {
	return []server{
		{openapi.KubeAPIServer, legacyScheme(t)}, {openapi.APIExtensions, apiextensions.Scheme}, {openapi.Aggregator, aggregator.Scheme},
	}
}

// upstream is the linked code, ready to be given values of the flag.
type upstream struct {
	release apiversion.Release
	catalog *openapi.Catalog
	servers []server
}

func newUpstream(t *testing.T) *upstream {
	return &upstream{linked(t), openapi.Builtin(), chain(t)}
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
	for _, completed := range u.complete(given.RuntimeConfig) {
		outcomes = append(outcomes, u.run(completed))
	}
	return outcomes, nil
}

// run validates and merges what Complete left.
func (u *upstream) run(given flag.ConfigurationMap) outcome {
	var result outcome
	for _, err := range u.validate(given) {
		if class := classOf(err); class == runtimeconfig.Unfair {
			result.unfair = true
		} else {
			result.validation = append(result.validation, class)
		}
		result.message += err.Error() + "; "
	}
	if result.unfair || len(result.validation) > 0 {
		return result
	}
	result.configs = map[string]*storage.ResourceConfig{}
	for _, s := range u.servers {
		config, err := resourceconfig.MergeAPIResourceConfigs(u.defaults(s.name), given, s.scheme)
		if err != nil {
			result.merge, result.message = classOf(err), err.Error()
			return result
		}
		result.configs[s.name] = config
	}
	return result
}

// messages tells the class of an error by what it says. The first that matches
// counts.
var messages = []struct {
	text  string
	class runtimeconfig.Class
}{
	{"conflicts with", runtimeconfig.Unfair},
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
