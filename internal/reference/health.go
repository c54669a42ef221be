package reference

import (
	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/source"
)

// Server tells whose health endpoint something asks for.
type Server uint8

// The servers.
const (
	UnknownServer Server = iota
	APIServer            // kube-apiserver, with what runs in its process
	Component            // another component of Kubernetes, which keeps its /healthz
	Application          // a program with a /healthz of its own
)

// Use is what somebody wants to know from a health endpoint.
type Use string

// The uses.
const (
	Liveness      Use = "liveness probe"
	Readiness     Use = "readiness probe"
	Startup       Use = "startup probe"
	LoadBalancer  Use = "load balancer"
	Wait          Use = "wait"    // until the API can be used
	Monitor       Use = "monitor" // is it alive
	Permission    Use = "RBAC rule"
	Filter        Use = "filter" // audit policies, flow schemas and their like, which name paths and ask nothing
	Documentation Use = "documentation"
	Call          Use = "call"    // by a program, for the health of the server as a whole
	Request       Use = "request" // by a program or a person, for a reason that can't be seen
)

// Answer tells what is made of the answer of a health endpoint.
type Answer uint8

// The answers.
const (
	Status        Answer = iota // its status code decides, or nothing tells
	VerboseText                 // the text of ?verbose decides something
	Body                        // the body is compared with a text
	StatusIgnored               // the exit code of a program decides, which doesn't follow the status
)

// Health is a health endpoint, /healthz, /livez or /readyz, that something
// asks for or names. The span of its reference is that of the path.
type Health struct {
	Server   Server
	Endpoint string // "healthz", "livez" or "readyz"; "" where only the answer is known
	Check    string // "etcd" in /livez/etcd
	Query    string // "verbose&exclude=etcd", without the question mark
	Use      Use
	Form     string // how it is asked, for messages: "livenessProbe", "curl", "kubectl get --raw"
	Answer   Answer
	Program  string // whose exit code it is, if that doesn't follow the status
	// Release is that of the API server asked, where its image tells; else 0.
	Release apiversion.Release
	// Named are the endpoints that the same rule or list names, this one included.
	Named []string
	// ShutdownDelay is what the same API server is given for
	// --shutdown-delay-duration, "" for nothing or zero.
	ShutdownDelay string
	// Literal tells that the path is written here as it is used, once and for
	// this use alone, so that Name, the place of "healthz" in it, can be
	// replaced.
	Literal bool
	Name    source.Span
}

func (*Health) isSubject() {}
