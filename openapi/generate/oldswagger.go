package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// listing is what we read of a Swagger 1.2 document, one for each version.
type listing struct {
	APIs []struct {
		Path       string
		Operations []struct{ Method, Type string }
	}
}

// addOldEndpoints adds what the Swagger 1.2 documents of releases before 1.8
// serve. They name types as "v1beta1.Deployment", so only kinds of the
// endpoint's own group and version can be told.
func (fs *facts) addOldEndpoints(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no Swagger document in %s", dir)
	}
	verbs := map[string][]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if len(bytes.TrimSpace(data)) == 0 {
			continue // as released for groups that had no version yet
		}
		var document listing
		if err := json.Unmarshal(data, &document); err != nil {
			return fmt.Errorf("read %s: %w", filepath.Base(file), err)
		}
		document.collect(verbs)
	}
	for endpoint, actions := range verbs {
		slices.Sort(actions)
		columns := append([]string{"openapi"}, strings.Split(endpoint, "\t")...)
		fs.add(append(columns, strings.Join(slices.Compact(actions), ","))...)
	}
	return nil
}

func (l *listing) collect(verbs map[string][]string) {
	actions := map[string]string{"GET": "get", "POST": "post", "PUT": "put"}
	for _, api := range l.APIs {
		group, version, resource, ok := splitPath(api.Path)
		if !ok {
			continue
		}
		for _, op := range api.Operations {
			kind, ok := strings.CutPrefix(op.Type, version+".")
			action := actions[op.Method]
			if !ok || action == "" || group == "" && kind == "Scale" { // that Scale is autoscaling/v1

				continue
			}
			if list, isList := strings.CutSuffix(kind, "List"); isList && action == "get" {
				kind, action = list, "list"
			}
			endpoint := strings.Join([]string{group, version, resource, kind}, "\t")
			verbs[endpoint] = append(verbs[endpoint], action)
		}
	}
}
