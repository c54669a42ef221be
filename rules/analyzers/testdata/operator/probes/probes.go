// Package probes asks for what can be fixed.
package probes

import "k8s.io/client-go/rest"

func ask(client rest.Interface) {
	client.Get().AbsPath("/healthz") // want `apiserver-healthz: AbsPath asks for /healthz`
	for {
		client.Get().AbsPath("/healthz") // want `apiserver-healthz: AbsPath asks for /healthz`
	}
}
