package find

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"

	"github.com/apilint/apilint/internal/find/endpoint"
)

// givenPort matches the flag for the port of HTTPS with its value.
var givenPort = regexp.MustCompile(`--secure-port[= ]+["']?(\{\{[^}\n]*\}\}|\$\{[^}\n]*\}|<%=[^%\n]*%>|[$A-Za-z0-9_]+)`)

// localPort is a port as it is written, and the number that the file gives to
// the variable which it may be.
type localPort struct{ written, value string }

// startedAt returns the port at which the one kube-apiserver is asked that the
// file at hand starts: none if it starts none, or servers at several ports.
func (f *Finder) startedAt() *localPort {
	if f.ownPort == nil {
		f.ownPort = startedIn(f.file.Data)
	}
	return f.ownPort
}

func startedIn(file []byte) *localPort {
	if !bytes.Contains(file, []byte("--etcd-servers")) || !bytes.Contains(file, []byte("--service-cluster-ip-range")) {
		return &localPort{} // flags that no other server has both of
	}
	var ports []string
	for _, match := range givenPort.FindAllSubmatch(file, maxPorts) {
		if port := string(match[1]); port != "0" && !endpoint.IsOther(port) {
			ports = appendPort(ports, port)
		}
	}
	if len(ports) != 1 {
		return &localPort{}
	}
	return &localPort{ports[0], portNumber(ports[0], file)}
}

// portNumber returns the number that a file assigns to a variable, or gives as
// its default; what isn't a variable as it is.
func portNumber(port string, file []byte) string {
	if !isVariableAlone([]byte(port)) {
		return port
	}
	name := regexp.QuoteMeta(expandedName(port))
	assigned := regexp.MustCompile(`(?m)^\s*(?:export )?` + name + `=["']?(?:\$\{` + name + `:-)?([0-9]+)`)
	if match := assigned.FindSubmatch(file); match != nil {
		return string(match[1])
	}
	return port
}

// isStarted tells whether a URL names this host at the port of the
// kube-apiserver that the file starts.
func (h health) isStarted(e *endpoint.Endpoint) bool {
	if e.Scheme != "https" || e.Prefix != "" || !slices.Contains([]string{"localhost", "127.0.0.1", "[::1]"}, e.Host) {
		return false
	}
	own := h.startedAt()
	return own.written != "" && (e.Port == own.written || cmp.Or(h.expand(e.Port), "443") == own.value)
}
