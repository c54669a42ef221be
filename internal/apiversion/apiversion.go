// Package apiversion knows the names of the Kubernetes API: how an apiVersion
// string divides into group and version, what a version's name promises, how
// versions are ordered, and how releases of Kubernetes are written.
package apiversion

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/version"
)

// Stability is what a version's name promises, by the API versioning rules
// (kubernetes.io/docs/reference/using-api/#api-versioning).
type Stability string

// The stability levels. Unnamed is the level of a version whose name breaks
// the rules and therefore promises nothing.
const (
	Alpha   Stability = "alpha"
	Beta    Stability = "beta"
	Stable  Stability = "stable"
	Unnamed Stability = ""
)

// versionName is the grammar of a version's name. It is stricter than
// k8s.io/apimachinery/pkg/version, which also takes v0, v01 and v1beta0.
var versionName = regexp.MustCompile(`^v[1-9][0-9]{0,8}(?:(alpha|beta)[1-9][0-9]{0,8})?$`)

// StabilityOf reads the stability off a version's name: v1 is stable, v1beta2
// beta, v2alpha1 alpha. A name that breaks the rules is Unnamed.
func StabilityOf(version string) Stability {
	match := versionName.FindStringSubmatch(version)
	switch {
	case match == nil:
		return Unnamed
	case match[1] == "":
		return Stable
	default:
		return Stability(match[1])
	}
}

// Compare orders two version names as the API server does: stable before beta
// before alpha, then by number, names that break the rules last and
// alphabetically. It is negative when a has less priority than b.
func Compare(a, b string) int {
	return version.CompareKubeAwareVersionStrings(a, b)
}

var (
	// DNS-1123 subdomain, the form of a group (apiextensions validation).
	groupName = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`)
	// DNS-1035 label, the form of a version in a CustomResourceDefinition.
	versionLabel = regexp.MustCompile(`^[a-z]([-a-z0-9]*[a-z0-9])?$`)
)

// Parse divides an apiVersion, "group/version" or "version" for the core
// group, and checks the characters of both parts. It does not check that the
// version's name follows the versioning rules; StabilityOf tells that.
//
// The error says what is wrong with s and can be shown to a user as it is.
func Parse(s string) (schema.GroupVersion, error) {
	group, version, found := strings.Cut(s, "/")
	if !found {
		group, version = "", s
	}
	gv := schema.GroupVersion{Group: group, Version: version}
	switch {
	case s == "":
		return gv, errors.New("it is empty")
	case strings.TrimSpace(s) != s:
		return gv, errors.New("it begins or ends with a blank")
	case strings.Contains(version, "/"):
		return gv, errors.New("it has more than one slash")
	case found && group == "":
		return gv, errors.New("the group before the slash is missing")
	case version == "":
		return gv, errors.New("the version after the slash is missing")
	case found && (len(group) > 253 || !groupName.MatchString(group)):
		return gv, fmt.Errorf("%q is not a group name: lower case letters, digits, '-' and '.' only", group)
	case len(version) > 63 || !versionLabel.MatchString(version):
		return gv, fmt.Errorf("%q is not a version name: a letter, then lower case letters, digits and '-' only", version)
	}
	return gv, nil
}
