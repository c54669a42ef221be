package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// sourceOf reads the code of a version.
func sourceOf(t *testing.T, version, code string) *versionSource {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "defaults.go"), []byte("package "+version+"\n"+code), 0o666); err != nil {
		t.Fatal(err)
	}
	s := &versionSource{functions: map[string]string{}}
	if err := s.read(dir, "batch", version); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestVersionSources(t *testing.T) {
	const old = `
import batchv1beta1 "k8s.io/api/batch/v1beta1"
import v1 "k8s.io/api/core/v1"

func SetDefaults_Job(obj *batchv1beta1.Job) {
	if obj.Limit == nil {
		obj.Limit = new(int32)
		*obj.Limit = 3
	}
	obj.Off = new(bool)
	v1.SetDefaults(obj)
}
func Convert_v1beta1_Job_To_batch_Job(in *batchv1beta1.Job) { in.A() }
func SetDefaults_Other(obj *batchv1beta1.Other) { obj.B() }
`
	for name, c := range map[string]struct {
		code string
		want bool
	}{
		"the same": {`
import "k8s.io/api/batch/v1"
import corev1 "k8s.io/api/core/v1"
import utilpointer "k8s.io/utils/pointer"

func SetDefaults_Job(obj *v1.Job) {
	if obj.Limit == nil {
		obj.Limit = utilpointer.Int32Ptr(3)
	}
	obj.Off = utilpointer.BoolPtr(false)
	corev1.SetDefaults(obj)
}
func Convert_v1_Job_To_batch_Job(in *v1.Job) { in.A() }
func SetDefaults_Other(obj *v1.Other) { obj.C() }
`, true},
		"another default": {`
import "k8s.io/api/batch/v1"
import corev1 "k8s.io/api/core/v1"
import utilpointer "k8s.io/utils/pointer"

func SetDefaults_Job(obj *v1.Job) {
	if obj.Limit == nil {
		obj.Limit = utilpointer.Int32Ptr(4)
	}
	obj.Off = utilpointer.BoolPtr(false)
	corev1.SetDefaults(obj)
}
func Convert_v1_Job_To_batch_Job(in *v1.Job) { in.A() }
`, false},
		"no conversion": {"func SetDefaults_Nothing() {}\n", false},
	} {
		a, b := sourceOf(t, "v1beta1", old), sourceOf(t, "v1", c.code)
		if got := a.equal(b, map[string]bool{"Job": true}); got != c.want {
			t.Errorf("%s: equal is %t; the code is\n%v\n%v", name, got, a.functions, b.functions)
		}
	}
}

func TestEqualDefinitions(t *testing.T) {
	c := &comparison{}
	if err := json.Unmarshal([]byte(`{
		"a.v1.Job": {"description": "x", "properties": {"spec": {"$ref": "#/definitions/a.v1.Spec"}, "self": {"$ref": "#/definitions/a.v1.Job"}}},
		"a.v2.Job": {"description": "y", "properties": {"spec": {"$ref": "#/definitions/a.v2.Spec"}, "self": {"$ref": "#/definitions/a.v2.Job"}}},
		"a.v3.Job": {"properties": {"spec": {"$ref": "#/definitions/a.v3.Spec"}, "self": {"$ref": "#/definitions/a.v3.Job"}}},
		"a.v1.Spec": {"required": ["x"], "properties": {"x": {"type": "array", "items": {"type": "string"}}}},
		"a.v2.Spec": {"required": ["x"], "properties": {"x": {"type": "array", "items": {"type": "string", "description": "z"}}}},
		"a.v3.Spec": {"properties": {"x": {"type": "array", "items": {"type": "string"}}}}}`), &c.definitions); err != nil {
		t.Fatal(err)
	}
	if types := map[string]bool{}; !c.equalDefinitions("a.v1.Job", "a.v2.Job", types) || !types["Spec"] {
		t.Error("v1 and v2 differ in descriptions only")
	}
	if c.equalDefinitions("a.v1.Job", "a.v3.Job", map[string]bool{}) {
		t.Error("v3 requires less than v1")
	}
}

func TestStrategiesThatAsk(t *testing.T) {
	root := t.TempDir()
	for name, body := range map[string]string{
		"batch/job/strategy.go":     "func (jobStrategy) DefaultGarbageCollectionPolicy() { info, _ := genericapirequest.RequestInfoFrom(ctx); use(info.APIVersion) }",
		"rbac/escalation.go":        "func Allowed() { info, _ := genericapirequest.RequestInfoFrom(ctx); use(info.Resource); use(a{APIVersion: \"*\"}) }",
		"networking/ingress/a.go":   "func Validate() { if info, ok := genericapirequest.RequestInfoFrom(ctx); ok { use(info.APIVersion) } }",
		"certificates/certs/a.go":   "func helper() { info, _ := genericapirequest.RequestInfoFrom(ctx); check(info) }",
		"events/event/a.go":         "func helper() (any, bool) { return genericapirequest.RequestInfoFrom(ctx) }",
		"networking/ingress/b_test": "",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte("package a\n"+body+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	asking, err := askingStrategies(root)
	if err != nil || len(asking) != 3 || asking["networking"] == nil || asking["certificates"] == nil || asking["events"] == nil {
		t.Errorf("got %v, %v", asking, err)
	}
}
