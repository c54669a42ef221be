// Package apiversion knows the names of the Kubernetes API: how an apiVersion
// string divides into group and version, what a version's name promises, how
// versions are ordered, and how releases of Kubernetes are written.
package apiversion

import (
	"errors"
	"fmt"
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

// StabilityOf reads the stability off a version's name: v1 is stable, v1beta2
// beta, v2alpha1 alpha. A name that breaks the rules is Unnamed: the grammar is
// stricter than that of k8s.io/apimachinery/pkg/version, which also takes v0,
// v01 and v1beta0.
func StabilityOf(version string) Stability {
	rest, found := strings.CutPrefix(version, "v")
	if !found {
		return Unnamed
	}
	rest, ok := cutNumber(rest)
	switch {
	case !ok:
		return Unnamed
	case rest == "":
		return Stable
	}
	for _, stability := range []Stability{Alpha, Beta} {
		if number, found := strings.CutPrefix(rest, string(stability)); found {
			if rest, ok := cutNumber(number); ok && rest == "" {
				return stability
			}
		}
	}
	return Unnamed
}

// cutNumber cuts a number off the start of s, one from 1 on, without leading
// zeros and of at most nine digits.
func cutNumber(s string) (rest string, ok bool) {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return s[n:], n > 0 && n < 10 && s[0] != '0'
}

// Compare orders two version names as the API server does: stable before beta
// before alpha, then by number, names that break the rules last and
// alphabetically. It is negative when a has less priority than b.
func Compare(a, b string) int {
	return version.CompareKubeAwareVersionStrings(a, b)
}

// isGroup tells whether s is a DNS-1123 subdomain, the form of a group
// (apiextensions validation).
func isGroup(s string) bool {
	for label := range strings.SplitSeq(s, ".") {
		if !isLabel(label) {
			return false
		}
	}
	return len(s) <= 253
}

// isVersion tells whether s is a DNS-1035 label, the form of a version in a
// CustomResourceDefinition.
func isVersion(s string) bool {
	return isLabel(s) && s[0] > '9' && len(s) <= 63
}

// isLabel tells whether s consists of lower case letters, digits and, inside,
// dashes.
func isLabel(s string) bool {
	for i := range len(s) {
		c := s[i]
		inside := i > 0 && i < len(s)-1
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '-' || !inside) {
			return false
		}
	}
	return s != ""
}

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
	case found && !isGroup(group):
		return gv, fmt.Errorf("%q is not a group name: lower case letters, digits, '-' and '.' only", group)
	case !isVersion(version):
		return gv, fmt.Errorf("%q is not a version name: a letter, then lower case letters, digits and '-' only", version)
	}
	return gv, nil
}
