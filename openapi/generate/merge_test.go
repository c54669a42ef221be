package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestTablesAreFresh merges the committed facts and compares the outcome with
// the committed tables. It needs no network.
func TestTablesAreFresh(t *testing.T) {
	m, err := merge(factsDir, overridesFile)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range m.tables() {
		committed, err := os.ReadFile(filepath.Join(tablesDir, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(committed) != text {
			t.Errorf("%s is not what the facts give: run go generate ./...", name)
		}
	}
}

// TestTablesRenderTwice: rendering leaves the merged rows as they were.
func TestTablesRenderTwice(t *testing.T) {
	m, err := merge(factsDir, overridesFile)
	if err != nil {
		t.Fatal(err)
	}
	first, second := m.tables(), m.tables()
	for name := range first {
		if first[name] != second[name] {
			t.Errorf("%s is not the same when it is rendered again", name)
		}
	}
}

// TestConflictsStop takes an override away and expects the merge to name the
// conflict that it answered.
func TestConflictsStop(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "overrides.tsv")
	if err := os.WriteFile(empty, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := merge(factsDir, empty)
	if err == nil || !strings.Contains(err.Error(), " conflicts; answer each with a sourced line in "+empty+":\n") {
		t.Errorf("the conflicts between the sources give %v", err)
	}
}

func TestUnusedOverrideStops(t *testing.T) {
	text, err := os.ReadFile(overridesFile)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "overrides.tsv")
	for _, line := range []string{
		"none/v1/None\tremoved\t1.20", // covers no kind
		"apps/v1/Deployment\tremoved\t-",
		"apps/v1/Deployment\tintroduced\t1.9",
		"apps/v1/Deployment\tclass\tresource",
		"apps/v1beta1/Deployment\tremoved\t1.16", // the line for apps/v1beta1/* comes first
	} {
		if err := os.WriteFile(file, append(slices.Clone(text), line+"\tsomewhere\n"...), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := merge(factsDir, file)
		if err == nil || !strings.HasPrefix(err.Error(), "1 conflict; answer it with a sourced line in "+file) || !strings.Contains(err.Error(), "changes nothing") {
			t.Errorf("the override %q gives %v", line, err)
		}
	}
}

func TestSplitPath(t *testing.T) {
	for path, want := range map[string][3]string{
		"/api/v1/namespaces/{namespace}/pods/{name}/eviction":                   {"", "v1", "pods/eviction"},
		"/api/v1/namespaces/{name}/finalize":                                    {"", "v1", "namespaces/finalize"},
		"/api/v1/namespaces":                                                    {"", "v1", "namespaces"},
		"/api/v1/nodes/{name}/proxy/{path}":                                     {"", "v1", "nodes/proxy"},
		"/apis/apps/v1/namespaces/{namespace}/deployments":                      {"apps", "v1", "deployments"},
		"/apis/storage.k8s.io/v1/csinodes/{name}":                               {"storage.k8s.io", "v1", "csinodes"},
		"/apis/authentication.k8s.io/v1/tokenreviews":                           {"authentication.k8s.io", "v1", "tokenreviews"},
		"/api/v1/namespaces/{namespace}/serviceaccounts/{name}/token":           {"", "v1", "serviceaccounts/token"},
		"/apis/certificates.k8s.io/v1/certificatesigningrequests/{name}/status": {"certificates.k8s.io", "v1", "certificatesigningrequests/status"},
	} {
		group, version, resource, ok := splitPath(path)
		if got := [3]string{group, version, resource}; !ok || got != want {
			t.Errorf("splitPath(%q) = %q, want %q", path, got, want)
		}
	}
	for _, path := range []string{"/version/", "/apis/", "/apis/apps/", "/api/v1/", "/api/v1/watch/pods", "/logs/{logpath}", "/"} {
		if group, version, resource, ok := splitPath(path); ok {
			t.Errorf("splitPath(%q) = %q, %q, %q, want none", path, group, version, resource)
		}
	}
}

func TestNews(t *testing.T) {
	before := keyed("kind\tg\tv1\tA\tresource\tas\t\t1.30..\t=\t1.30\nkind\tg\tv1\tB\tresource\tbs\n", 4)
	after := keyed("kind\tg\tv1\tA\tresource\tas\t\t1.30..1.37\t=\t1.30\t\t1.38\nkind\tg\tv1\tC\tresource\tcs\n", 4)
	var out strings.Builder
	tellNews(&out, "kind", before, after)
	want := `moved  kind g v1 A: present "1.30.." → "1.30..1.37"; removed "" → "1.38"
came   kind g v1 C: class resource; resource cs
went   kind g v1 B
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	out.Reset()
	tellNews(&out, "gate", keyed("Old\t1.30:alpha-\n", 1), keyed("Old\t1.30:alpha-\t1.38:ga+!\t1.39:\nNew\t1.38:beta+\n", 1))
	tellNews(&out, "version", nil, keyed("kube-apiserver\tapps\tv1\t\t1.38..\t1.38..\n", 4))
	want = `came   gate New: 1.38 beta, on
moved  gate Old: 1.38 ga, on, locked; 1.39 gone
came   version kube-apiserver apps v1: registered 1.38..; enabled 1.38..
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}
