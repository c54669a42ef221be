package differential

import (
	"context"
	"fmt"
	"maps"
	"net"
	"slices"
	"strings"
	"testing"

	apiextensions "k8s.io/apiextensions-apiserver/pkg/apiserver"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/server/storage"
	"k8s.io/component-base/cli/flag"
	aggregator "k8s.io/kube-aggregator/pkg/apiserver"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/controlplane"
	"k8s.io/kubernetes/pkg/controlplane/apiserver/options"

	"github.com/apilint/apilint/openapi"
)

// This file takes the place of standins_test.go: see the Makefile.

func legacyScheme(*testing.T) *runtime.Scheme { return legacyscheme.Scheme }

// newOptions are those of a server that has a certificate.
func newOptions(given flag.ConfigurationMap) *options.Options {
	o := options.NewOptions()
	o.GenericServerRunOptions.AdvertiseAddress = net.IPv4(192, 0, 2, 1)
	o.SecureServing.ServerCert.CertKey.CertFile = "server.crt"
	o.SecureServing.ServerCert.CertKey.KeyFile = "server.key"
	o.APIEnablement.RuntimeConfig = given
	return o
}

func (u *upstream) complete(given flag.ConfigurationMap) []flag.ConfigurationMap {
	completed, err := newOptions(maps.Clone(given)).Complete(context.Background(), nil, nil)
	if err != nil {
		panic(err)
	}
	return []flag.ConfigurationMap{completed.APIEnablement.RuntimeConfig}
}

// validate returns the errors of Options.Validate that the flag adds.
func (u *upstream) validate(given flag.ConfigurationMap) []error {
	without := fmt.Sprint(newOptions(flag.ConfigurationMap{}).Validate())
	return slices.DeleteFunc(newOptions(given).Validate(), func(err error) bool {
		return strings.Contains(without, err.Error())
	})
}

func (u *upstream) defaults(server string) *storage.ResourceConfig {
	switch server {
	case openapi.APIExtensions:
		return apiextensions.DefaultAPIResourceConfigSource()
	case openapi.Aggregator:
		return aggregator.DefaultAPIResourceConfigSource()
	}
	return controlplane.DefaultAPIResourceConfigSource()
}
