package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// operation is what we read of an operation of an OpenAPI 2 document.
type operation struct {
	Action string `json:"x-kubernetes-action"`
	Kind   *struct {
		Group, Version, Kind string
	} `json:"x-kubernetes-group-version-kind"`
}

// addEndpoints adds what the release's own OpenAPI document serves, from its
// operations: definitions name kinds that have no endpoint.
func (fs *facts) addEndpoints(kubernetes string) error {
	data, err := os.ReadFile(filepath.Join(kubernetes, "api", "openapi-spec", "swagger.json"))
	if err != nil {
		return fmt.Errorf("read OpenAPI: %w", err)
	}
	var document struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal(data, &document); err != nil {
		return fmt.Errorf("read OpenAPI: %w", err)
	}
	verbs := map[string][]string{}
	for path, methods := range document.Paths {
		group, version, resource, ok := splitPath(path)
		if !ok {
			continue
		}
		for method, raw := range methods {
			var op operation
			if method == "parameters" || json.Unmarshal(raw, &op) != nil || op.Kind == nil || op.Action == "" {
				continue
			}
			kind := op.Kind.Kind
			if op.Kind.Group != group || op.Kind.Version != version {
				kind = strings.Join([]string{op.Kind.Group, op.Kind.Version, op.Kind.Kind}, "/")
			}
			endpoint := strings.Join([]string{group, version, resource, kind}, "\t")
			verbs[endpoint] = append(verbs[endpoint], op.Action)
		}
	}
	for endpoint, actions := range verbs {
		slices.Sort(actions)
		columns := append([]string{"openapi"}, strings.Split(endpoint, "\t")...)
		fs.add(append(columns, strings.Join(slices.Compact(actions), ","))...)
	}
	return nil
}

// splitPath divides the path of an endpoint; resource is "pods", or
// "pods/status" for a subresource.
func splitPath(path string) (group, version, resource string, ok bool) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	switch {
	case len(parts) > 2 && parts[0] == "api":
		version, parts = parts[1], parts[2:]
	case len(parts) > 3 && parts[0] == "apis":
		group, version, parts = parts[1], parts[2], parts[3:]
	default:
		return "", "", "", false
	}
	if parts[0] == "watch" || parts[0] == "proxy" {
		return "", "", "", false
	}
	if parts[0] == "namespaces" && len(parts) > 2 && parts[1] == "{namespace}" {
		parts = parts[2:]
	}
	resource = parts[0]
	if len(parts) > 2 {
		resource += "/" + parts[2]
	}
	return group, version, resource, true
}
