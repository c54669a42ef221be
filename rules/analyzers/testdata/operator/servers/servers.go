package servers

import "sigs.k8s.io/controller-runtime/pkg/envtest"

func start() []string {
	server := &envtest.APIServer{Args: []string{"--runtime-config=batch/v2alpha1=true"}} // want `runtime-config-refused: kube-apiserver of Kubernetes 1.37 does not start with "batch/v2alpha1=true"`
	server.Configure().Append("runtime-config", "api/alpha=true")                        // want `runtime-config-alpha: "api/alpha=true" switches alpha APIs on`
	server.Configure().Append("v", "api/alpha=true")
	return server.Args
}
