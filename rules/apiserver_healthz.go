package rules

import (
	"fmt"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
)

var apiserverHealthz = &Rule{
	ID:       "apiserver-healthz",
	Group:    "health",
	Severity: diagnostic.Warning,
	Summary:  "the kube-apiserver's /healthz is deprecated",
	Doc: `/healthz of the kube-apiserver is deprecated since Kubernetes 1.16, which brought /livez and
/readyz. No release is named in which it goes; what matters today is that it gives the wrong answer
to both questions that people ask.

- Is the server alive? /healthz fails when a KMS provider can't be reached and while the server takes
  long to start, so a liveness probe on it restarts a server that no restart helps. /livez allows for
  a long start (--livez-grace-period) and leaves out KMS since 1.29.
- Can it take requests? /healthz goes on answering 200 while the server shuts down
  (--shutdown-delay-duration), so a load balancer keeps sending requests to it. /readyz fails at once,
  and isn't ready before the informers and etcd are.

Only the kube-apiserver is meant. kubelet, kube-proxy, kube-controller-manager, etcd, ingress
controllers and most applications have a /healthz of their own, which is not deprecated; this rule
is silent where nothing shows that it is the kube-apiserver that is asked.

RBAC rules, audit policies and flow schemas that name /healthz alone are reported as info, as are
RBAC rules that lack one of the new paths: once the callers have changed, these need the same
permission.

Before a load balancer or a kubelet is made to ask for the new paths, see that it may. Where the
kube-apiserver runs with --anonymous-auth=false, or where the conditions under which it lets in
anonymous requests, or --authorization-always-allow-paths, list /healthz alone, it answers /livez and
/readyz with 401 or 403.`,
	Bad: Example{Target: "1.37", Text: apiServerPod(`    livenessProbe:
      httpGet:
        path: /healthz
        port: 6443
        scheme: HTTPS
`, "")},
	Good: Example{Target: "1.37", Text: apiServerPod(`    livenessProbe:
      httpGet:
        path: /livez
        port: 6443
        scheme: HTTPS
`, "")},
	Check: checkAPIServerHealthz,
}

func checkAPIServerHealthz(c *Case) *diagnostic.Diagnostic {
	h := c.healthCase()
	if h == nil || h.Endpoint != "healthz" || onlyNames(h.Use) && namesEnough(h) {
		return nil
	}
	d := &diagnostic.Diagnostic{
		Message: fmt.Sprintf("%s for %s of the kube-apiserver, which is deprecated since Kubernetes 1.16", by(h), path(h)),
		Help:    newerHelp(h),
		Note:    accessNote(h),
	}
	if onlyNames(h.Use) {
		d.Message = fmt.Sprintf("%s names /healthz of the kube-apiserver, which is deprecated since Kubernetes 1.16, %s", shorten(h.Form), beside(h))
	}
	d.Fix = newerFix(h)
	return d
}

// accessNote adds to the page what load balancers and kubelets must know, which
// bring no credentials.
func accessNote(h *reference.Health) string {
	newer := ""
	switch h.Use {
	case reference.Liveness, reference.Startup:
		newer = "livez"
	case reference.Readiness, reference.LoadBalancer:
		newer = "readyz"
	default:
		return healthChecks
	}
	return "without credentials /" + newer + " answers 401 under --anonymous-auth=false, and where the conditions for anonymous requests list /healthz alone; " + healthChecks
}

// newerHelp says what to write instead and why, by what is wanted.
func newerHelp(h *reference.Health) string {
	switch h.Use {
	case reference.Liveness:
		return "write /livez: it doesn't fail for a KMS provider that can't be reached (since 1.29) or a long start, which a restart doesn't cure"
	case reference.Startup:
		return "write /livez: within --livez-grace-period it doesn't fail for what is still starting"
	case reference.Readiness:
		return "write /readyz: it fails as soon as the server begins to shut down, which /healthz doesn't"
	case reference.LoadBalancer:
		return "write /readyz: it fails as soon as the server begins to shut down, so no more requests are sent there, which /healthz doesn't"
	case reference.Wait:
		return "write /readyz to wait until the API can be used: it waits for the informers too, which /healthz doesn't"
	case reference.Monitor:
		return "write /livez to know whether the server is alive, /readyz to know whether it takes requests"
	case reference.Permission:
		return "add " + strings.Join(unnamed(h), " and ") + "; keep /healthz as long as something asks for it"
	case reference.Filter:
		return "name /livez and /readyz too"
	}
	return "write /readyz to learn whether the server takes requests, /livez to learn whether it is alive"
}

// newerFix replaces the endpoint where its use tells by which.
func newerFix(h *reference.Health) *diagnostic.Fix {
	newer, safety := "", diagnostic.Safe
	switch h.Use {
	case reference.Liveness, reference.Startup, reference.Call:
		newer = "livez"
	case reference.Readiness:
		newer = "readyz"
	case reference.LoadBalancer, reference.Wait:
		newer, safety = "readyz", diagnostic.Unsafe // who may ask for it can't be seen here
	}
	if newer == "" || !h.Literal {
		return nil
	}
	return &diagnostic.Fix{
		Safety: safety, Description: "write /" + newer,
		Edits: []diagnostic.Edit{{Span: h.Name, Text: newer}},
	}
}
