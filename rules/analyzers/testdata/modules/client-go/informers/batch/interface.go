// Package batch stands for the real one.
package batch

import "k8s.io/client-go/informers/batch/v1beta1"

// Interface gives versions.
type Interface interface{ V1beta1() v1beta1.Interface }
