// Package v1beta1 stands for the real one.
package v1beta1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// GroupName is the group.
const GroupName = "batch"

// SchemeGroupVersion is the group and version.
var SchemeGroupVersion = schema.GroupVersion{Group: GroupName, Version: "v1beta1"}

// AddToScheme registers the types.
func AddToScheme(any) error { return nil }

// CronJob is an object.
type CronJob struct {
	metav1.TypeMeta
	Spec CronJobSpec
}

// CronJobSpec is part of an object.
type CronJobSpec struct{}

// CronJobList holds objects.
type CronJobList struct {
	metav1.TypeMeta
	Items []CronJob
}
