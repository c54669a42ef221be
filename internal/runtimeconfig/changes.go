package runtimeconfig

import "github.com/apilint/apilint/internal/apiversion"

// The releases in which the code of the flag changed. All else that differs
// between releases is data of the catalog.
var (
	// metaKeys: api/ga, api/beta and api/alpha beside api/all, and an error for
	// a value that isn't true or false
	// (k8s.io/apiserver v0.17.17 pkg/server/resourceconfig/helpers.go).
	metaKeys = apiversion.NewRelease(1, 17)
	// resourceKeys: group/version/resource in all groups, and before its
	// version. Until then only extensions/v1beta1 had such keys
	// (k8s.io/apiserver v0.24.17 pkg/server/resourceconfig/helpers.go).
	resourceKeys = apiversion.NewRelease(1, 24)
	// emulationErrors: what is named must be there in the emulated release
	// (k8s.io/apiserver v0.33.13 pkg/server/deleted_kinds.go).
	emulationErrors = apiversion.NewRelease(1, 33)
)

// The keys that stand for all versions of some stability, in the order in
// which they are applied, whatever their order in the flag
// (k8s.io/apiserver pkg/server/resourceconfig/helpers.go).
const (
	allVersions   = "api/all"
	gaVersions    = "api/ga"
	betaVersions  = "api/beta"
	alphaVersions = "api/alpha"
)

var metaOrder = []string{allVersions, gaVersions, betaVersions, alphaVersions}

// Keys that Complete rewrites or drops, in all releases
// (k8s.io/kubernetes v1.27.16 cmd/kube-apiserver/app/server.go, v1.28.15
// pkg/controlplane/apiserver/options/options.go).
const (
	core   = "/v1"        // what the spellings of the core group become
	legacy = "api/legacy" // dropped
)

// priorityAndFairness is the gate of API Priority and Fairness, and flowcontrol
// the prefix of the versions that it needs.
const (
	priorityAndFairness = "APIPriorityAndFairness"
	flowcontrol         = "flowcontrol.apiserver.k8s.io/"
)

// fairness is what API Priority and Fairness asks of the flag from a release
// on: of the keys, in that order, the first that is set must be true
// (validateAPIPriorityAndFairness in k8s.io/kubernetes
// cmd/kube-apiserver/app/options/validation.go, from 1.28 on
// pkg/controlplane/apiserver/options/validation.go).
type fairness struct {
	since apiversion.Release
	keys  []string
	gated bool // only if the feature gate is on
	alpha bool // one of the keys must be set: the API is alpha
}

var fairnessChecks = []fairness{
	{apiversion.NewRelease(1, 19), []string{allVersions, alphaVersions, flowcontrol + "v1alpha1"}, true, true},
	{apiversion.NewRelease(1, 20), []string{flowcontrol + "v1beta1", betaVersions, allVersions}, true, false},
	{apiversion.NewRelease(1, 23), []string{flowcontrol + "v1beta2", flowcontrol + "v1beta1", betaVersions, allVersions}, true, false},
	{apiversion.NewRelease(1, 26), []string{flowcontrol + "v1beta3", betaVersions, allVersions}, true, false},
	{apiversion.NewRelease(1, 29), []string{flowcontrol + "v1", gaVersions, allVersions}, false, false},
}

// fairnessCheck returns the check of the release, nil if it has none.
func fairnessCheck(release apiversion.Release) *fairness {
	var check *fairness
	for i := range fairnessChecks {
		if fairnessChecks[i].since <= release {
			check = &fairnessChecks[i]
		}
	}
	return check
}
