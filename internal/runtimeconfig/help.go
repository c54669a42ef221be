package runtimeconfig

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/suggest"
	"github.com/apilint/apilint/openapi"
)

// Help says what to do about entry i, "" if there is nothing to do.
func (e *evaluation) Help(i int) string {
	v, entry := &e.verdicts[i], e.config[i]
	n, _ := parseName(e.keyOf(i))
	switch v.Class {
	case Works:
		return ""
	case Malformed, UnknownGroup:
		return e.helpUnknown(entry)
	case UnknownVersion:
		return e.helpVersion(n)
	case BadValue, BadMetaValue, UnreadMeta:
		return fmt.Sprintf("write %s=true or %s=false", entry.Key, entry.Key)
	case OnlyAllOff:
		return "name beside it what is to stay on, as in api/all=false,api/ga=true"
	case Unfair:
		return e.helpUnfair(entry)
	case UpperCase:
		return fmt.Sprintf("write %s/%s/%s", n.group, n.version, strings.ToLower(n.resource))
	case NotYetThere:
		return "delete it, or add --runtime-config-emulation-forward-compatible=true"
	case Empty:
		return "delete it" + e.successor(n)
	case UnknownResource:
		return e.helpResource(n)
	case NoResourceKeys:
		return fmt.Sprintf("write %s/%s, which stands for all of the version", n.group, n.version)
	case GateOff:
		return "add --feature-gates=" + strings.Join(e.guards(v.reached), "=true,") + "=true, or delete the entry"
	}
	return "delete it"
}

// helpUnknown guesses what a key was meant to be.
func (e *evaluation) helpUnknown(entry Entry) string {
	key := strings.ToLower(strings.Trim(strings.Trim(entry.Key, `"'`), "/"))
	key = strings.TrimPrefix(key, "apis/")
	known := e.keys()
	group, rest, _ := strings.Cut(key, "/")
	switch {
	case len(e.catalog.Versions(group)) > 0 && !slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(k, group+"/") }): // it was there once
		return "delete it" + e.successor(name{group: group, version: rest})
	case group != "api" || slices.Contains(known, key):
	case e.release < metaKeys:
		return "name the versions, each as group/version"
	default:
		return "write api/ga for the stable versions, api/beta or api/alpha"
	}
	for _, guess := range []string{key, group + ".k8s.io/" + rest} {
		if slices.Contains(known, guess) {
			return "write " + guess
		}
	}
	if near := suggest.Nearest(key, known); near != "" && near != entry.Key {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return "delete it: the flag is for the APIs that kube-apiserver itself brings, written group/version"
}

// keys lists the keys that the release takes, but for those of resources.
func (e *evaluation) keys() []string {
	keys := slices.Clone(metaOrder)
	if e.release < metaKeys {
		keys = keys[:1]
	}
	for v := range e.catalog.Servers().All() {
		if v.Registered(e.release) {
			keys = append(keys, strings.TrimPrefix(v.Group+"/"+v.Version, "/"))
		}
	}
	return keys
}

// helpVersion names the version of the group that was meant, or has come
// instead.
func (e *evaluation) helpVersion(n name) string {
	instead := e.successor(n)
	if instead != "" || e.when(n) != "" {
		return "delete it" + instead
	}
	if near := suggest.Nearest(title(n), e.keys()); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return "delete it"
}

// successor says what version serves by default what a version once did, "" if
// none does.
func (e *evaluation) successor(n name) string {
	target := apiversion.Range{From: e.release, To: e.release}
	for k := range e.catalog.InVersion(n.group, n.version) {
		if instead := e.catalog.Replacement(k, target); instead != nil && k.HasEndpoints() {
			return fmt.Sprintf("; %s is served by default", instead.APIVersion())
		}
	}
	return ""
}

func (e *evaluation) helpUnfair(entry Entry) string {
	check := fairnessCheck(e.release)
	switch {
	case check.alpha:
		return "add " + check.keys[len(check.keys)-1] + "=true"
	case strings.HasPrefix(entry.Key, flowcontrol):
		return "delete it, or start kube-apiserver with --enable-priority-and-fairness=false"
	}
	return "add " + check.keys[0] + "=true"
}

// helpResource names the resource that was meant.
func (e *evaluation) helpResource(n name) string {
	var resources []string
	for _, a := range e.version(n).apis {
		resources = append(resources, a.kind.Resource)
	}
	for k := range e.catalog.Named(n.resource) {
		if k.Group == n.group && k.Version == n.version && slices.Contains(resources, k.Resource) {
			return "write " + resourceKey(k)
		}
	}
	if near := suggest.Nearest(n.resource, resources); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return "delete it"
}

// resourceKey is the key for the resource of a kind.
func resourceKey(k *openapi.Kind) string { return k.Group + "/" + k.Version + "/" + k.Resource }
