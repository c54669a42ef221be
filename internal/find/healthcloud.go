package find

import (
	"bytes"
	"strings"

	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// cloudTools are the command lines of clouds, which make health checks of load
// balancers.
var cloudTools = map[string]bool{
	"gcloud": true, "aws": true, "az": true, "oci": true, "doctl": true, "hcloud": true, "ibmcloud": true, "linode-cli": true, "exo": true,
	"openstack": true, "scw": true, "yc": true, "aliyun": true,
}

// cloudCheck looks through a command that makes a health check: a path in one
// flag, ports and names in others.
func (h health) cloudCheck(words []source.Text) {
	var b behind
	var found []asked
	for i := 0; i < len(words); i++ {
		flag, value, hasValue := cut(words[i], "=")
		if !bytes.HasPrefix(flag.Data, []byte("-")) {
			b.names = append(b.names, string(words[i].Data))
			continue
		}
		if !hasValue && i+1 < len(words) && !bytes.HasPrefix(words[i+1].Data, []byte("-")) {
			i++
			value = words[i]
		}
		name := squeeze(string(flag.Data))
		switch {
		case strings.HasSuffix(name, "path") && endpoint.Mentioned(value.Data):
			_, found = h.checkedPath(name, value, nil, found)
		case strings.HasSuffix(name, "port") && !frontPort.MatchString(name):
			b.ports = appendPort(b.ports, string(value.Data))
		case name == "name", name == "lbname", name == "host":
			b.names = append(b.names, string(value.Data))
		}
		if asksHost := (endpoint.Endpoint{Scheme: "https", Host: string(value.Data)}); name == "host" && asksHost.Server() == reference.APIServer {
			b.ports = []string{"6443"} // whatever the port of the check, it is handed on there
		}
	}
	if len(found) == 0 || !b.isAPIServer() {
		return
	}
	h.form = programOf(words)
	for _, a := range found {
		h.ask(a)
	}
}
