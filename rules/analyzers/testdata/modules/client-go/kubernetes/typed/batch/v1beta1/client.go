// Package v1beta1 stands for the real one.
package v1beta1

import (
	api "k8s.io/api/batch/v1beta1"
	"k8s.io/client-go/rest"
)

// BatchV1beta1Interface is a client.
type BatchV1beta1Interface interface {
	RESTClient() rest.Interface
	CronJobs(namespace string) CronJobInterface
}

// CronJobInterface is a client for a kind.
type CronJobInterface interface {
	Get(name string) (*api.CronJob, error)
}
