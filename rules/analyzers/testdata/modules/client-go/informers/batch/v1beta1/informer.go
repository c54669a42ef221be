// Package v1beta1 stands for the real one.
package v1beta1

import listers "k8s.io/client-go/listers/batch/v1beta1"

// Interface gives informers.
type Interface interface{ CronJobs() CronJobInformer }

// CronJobInformer informs.
type CronJobInformer interface{ Lister() listers.CronJobLister }
