// Package v1beta1 stands for the real one.
package v1beta1

import api "k8s.io/api/batch/v1beta1"

// CronJobApplyConfiguration is part of an object.
type CronJobApplyConfiguration struct{ From *api.CronJob }

// CronJob makes one.
func CronJob(name string) *CronJobApplyConfiguration { return nil }
