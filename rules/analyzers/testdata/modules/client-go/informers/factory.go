// Package informers stands for the real one.
package informers

import "k8s.io/client-go/informers/batch"

// SharedInformerFactory gives informers.
type SharedInformerFactory interface{ Batch() batch.Interface }
