package find

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/reference"
)

// givenDelay matches the flag of a kube-apiserver with its value, in arguments
// and in the configuration of kubeadm, but not behind a # of the same line.
var givenDelay = regexp.MustCompile(`(?m)^[^#\n]*\bshutdown-delay-duration["']?[ \t]*[:= ][ \t]*["']?([0-9][0-9a-z.]*)`)

// isDelay tells whether a value of --shutdown-delay-duration isn't zero.
func isDelay(value string) bool { return strings.Trim(value, "0hms") != "" }

// delays notes in the health checks of load balancers what a kube-apiserver in
// the same file is given for --shutdown-delay-duration.
func (f *Finder) delays(file []byte) {
	isOpen := slices.ContainsFunc(f.References, func(r reference.Reference) bool { return openDelay(&r) != nil })
	if !isOpen || !bytes.Contains(file, []byte("apiserver")) && !bytes.Contains(file, []byte("apiServer")) {
		return
	}
	given := givenDelay.FindSubmatch(file)
	if given == nil || !isDelay(string(given[1])) {
		return
	}
	for _, r := range f.References {
		if h := openDelay(&r); h != nil {
			h.ShutdownDelay = string(given[1])
		}
	}
}

// openDelay returns the health check of a load balancer that has yet to learn
// what its server is given, nil for other references.
func openDelay(r *reference.Reference) *reference.Health {
	if h, is := r.Subject.(*reference.Health); is && h.Use == reference.LoadBalancer && h.ShutdownDelay == "" {
		return h
	}
	return nil
}
