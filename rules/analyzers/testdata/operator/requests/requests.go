package requests

import (
	"fmt"
	"net/http"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/rest"
)

func paths(client rest.Interface, namespace string) {
	client.Get().AbsPath("/apis/extensions/v1beta1/namespaces/" + namespace + "/ingresses") // want `removed-api: extensions/v1beta1 ingresses was removed`
	client.Get().AbsPath("apis", "/apis/policy/v1beta1/podsecuritypolicies")                // want `removed-api: policy/v1beta1 podsecuritypolicies was removed`
	client.Get().AbsPath("/apis", "batch", "v1beta1", "cronjobs")                           // want `removed-api: batch/v1beta1 cronjobs was removed`
	client.Get().AbsPath("apis", "policy", "v1beta1", "podsecuritypolicies")                // want `removed-api: policy/v1beta1 podsecuritypolicies was removed`
	client.Get().AbsPath(fmt.Sprintf("/apis/batch/v1beta1/namespaces/%s/cronjobs", "x"))    // want `removed-api: batch/v1beta1 cronjobs was removed`
	client.Get().AbsPath(fmt.Sprintf("/apis/%s/v1beta1/cronjobs", namespace))
	client.Get().RequestURI("/apis/apps/v1/deployments")
}

func variables(client rest.Interface, given string) {
	once := "/apis/policy/v1beta1/podsecuritypolicies"
	client.Get().AbsPath(once) // want `removed-api: policy/v1beta1 podsecuritypolicies was removed`
	again := "/apis/policy/v1beta1/podsecuritypolicies"
	if given != "" {
		again = given
	}
	client.Get().AbsPath(again)
	passed := "/apis/policy/v1beta1/podsecuritypolicies"
	func(*string) {}(&passed)
	client.Get().AbsPath(passed)
	client.Get().AbsPath(given)
	path := "/healthz"
	client.Get().AbsPath(path) // want `apiserver-healthz: AbsPath asks for /healthz of the kube-apiserver`
}

func health(client rest.Interface, config *rest.Config) {
	client.Get().AbsPath("/healthz").Do()                   // want `apiserver-healthz: AbsPath asks for /healthz of the kube-apiserver`
	client.Get().RequestURI("/healthz?verbose").Do()        // want `apiserver-healthz: RequestURI asks for /healthz`
	client.Get().Suffix("healthz").Do()                     // want `apiserver-healthz: Suffix asks for /healthz`
	http.Get(config.Host + "/healthz")                      // want `apiserver-healthz: rest.Config.Host asks for /healthz`
	http.Get("https://kubernetes.default.svc/healthz")      // want `apiserver-healthz: this program asks for /healthz`
	wait.Until(func() { client.Get().AbsPath("/healthz") }) // want `apiserver-healthz: AbsPath asks for /healthz of the kube-apiserver.*; write /readyz to wait`
}

// A program's own /healthz is not deprecated, nor is that of others.
func others(client rest.Interface) {
	http.HandleFunc("/healthz", nil)
	http.Get("http://localhost:8080/healthz")
	http.Get("http://127.0.0.1:10248/healthz")
	client.Get().AbsPath("/api/v1/nodes/n/proxy/healthz")
}

// Old servers are asked where new ones don't answer.
func both(client rest.Interface) {
	if client.Get().AbsPath("/livez").Do() != nil {
		client.Get().AbsPath("/healthz").Do()
	}
}

var (
	_ = corev1.Container{Name: "kube-apiserver", LivenessProbe: &corev1.Probe{
		HTTPGet: &corev1.HTTPGetAction{Path: "/healthz", Port: 6443}, // want `apiserver-healthz: liveness probe asks for /healthz`
	}}
	_ = corev1.Container{Command: []string{"/usr/local/bin/kube-apiserver"}, ReadinessProbe: &corev1.Probe{
		HTTPGet: &corev1.HTTPGetAction{Path: "/healthz", Port: 6443}, // want `apiserver-healthz: readiness probe asks for /healthz`
	}}
	_ = corev1.Container{Name: "etcd", LivenessProbe: &corev1.Probe{
		HTTPGet: &corev1.HTTPGetAction{Path: "/healthz", Port: 2381},
	}}
)
