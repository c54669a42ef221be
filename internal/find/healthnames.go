package find

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/code"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// namesPaths tells whether a key, or a parameter of a function, is for the paths
// of a rule for requests that are about no resource: that of Kubernetes, of
// Terraform's provider, of a client in Python.
func namesPaths(key string) bool {
	switch key {
	case "nonResourceURLs", "non_resource_urls", "nonResourceUrls":
		return true
	}
	return false
}

// nonResourceURLs looks through the paths of a rule for requests that are about
// no resource, and returns their keys.
func (h health) nonResourceURLs(rule yaml.Value, at *place) (done []string) {
	h.use = reference.Permission
	if group, _ := at.group(); group == "audit.k8s.io" || group == "flowcontrol.apiserver.k8s.io" || rule.Get("level").Exists() {
		h.use = reference.Filter
	}
	for key, urls := range rule.Entries() {
		if h.form = key.String(); namesPaths(h.form) && urls.IsSequence() {
			h.named(words(urls), siblingPaths(at, h.form)...)
			done = append(done, h.form)
		}
	}
	return done
}

// pathsBefore matches what stands in a program before a path in a list of those
// of a rule.
var pathsBefore = regexp.MustCompile(`\b(nonResourceURLs|non_resource_urls|nonResourceUrls)["']?\s*[:=]\s*\[[^\[\]=:]*$`)

// rulesKey returns the name under which a string in a program is one of the
// paths of a rule for requests that are about no resource, "" if it is none.
func (c codeHealth) rulesKey(s code.String) string {
	end := s.Text.Offset(0) - c.start
	if s.List == 0 || end < 0 || end > len(c.program) {
		return ""
	}
	match := pathsBefore.FindSubmatch(c.program[max(0, end-maxExpansion):end])
	if match == nil {
		return ""
	}
	return string(match[1])
}

// siblingPaths returns the paths in the other rules of a list of rules, or in the
// other blocks of their name, those that log as much in the case of an audit
// policy.
func siblingPaths(rule *place, key string) []source.Text {
	if rule.around == nil {
		return nil
	}
	var paths []source.Text
	left := maxNear
	note := func(other yaml.Value) {
		if left--; left >= 0 && other != rule.mapping && other.Get("level").String() == rule.mapping.Get("level").String() {
			paths = append(paths, words(other.Get(key))...)
		}
	}
	for name, value := range rule.around.mapping.Entries() { // blocks of one name are entries of their own
		if name.String() != rule.key {
			continue
		}
		note(value)
		for other := range value.Items() {
			note(other)
		}
	}
	return paths
}

// named finds /healthz among the paths of a list, and notes which of the other
// endpoints the list names, or lists beside it.
func (h health) named(paths []source.Text, beside ...source.Text) {
	health := reference.Health{Server: reference.APIServer, Endpoint: "healthz", Use: h.use, Form: h.form}
	var span source.Span
	for _, p := range paths {
		if isHealthz := slices.Equal(endpointsOf(p.Data), []string{"healthz"}); isHealthz && span.End == 0 {
			span = p.Span(0, len(p.Data))
		}
		health.Named = append(health.Named, endpointsOf(p.Data)...)
	}
	for _, p := range beside {
		health.Named = append(health.Named, endpointsOf(p.Data)...)
	}
	if span.End > 0 {
		h.yield(span, &health)
	}
}

// endpointsOf returns the health endpoints that a path in a list stands for,
// which may end in an asterisk.
func endpointsOf(path []byte) []string {
	switch name := strings.TrimRight(strings.TrimPrefix(string(path), "/"), "*/"); {
	case name == "" && bytes.HasSuffix(path, []byte("*")):
		return []string{"healthz", "livez", "readyz"}
	case slices.Contains([]string{"healthz", "livez", "readyz"}, name):
		return []string{name}
	}
	return nil
}
