// Package v1beta1 stands for the real one.
package v1beta1

import api "k8s.io/api/batch/v1beta1"

// CronJobLister lists.
type CronJobLister interface{ List() []*api.CronJob }

// NewCronJobLister makes a lister.
func NewCronJobLister(indexer any) CronJobLister { return nil }
