package find

import (
	"testing"

	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
)

// Of clients of the components beside the API server, a /healthz is theirs.
func TestHealthOfComponents(t *testing.T) {
	for _, c := range []struct {
		path, client string
		want         int
	}{
		{"pkg/wait/wait.go", "self.kubeClient.Discovery()", 1},
		{"pkg/kubelets/wait.go", "client.CoreV1()", 1},
		{"cmd/kube-scheduler/app/server.go", "client.CoreV1()", 0},
		{"cmd/cloud-controller-manager/options.go", "client.CoreV1()", 0},
		{"pkg/show/show.go", "podClient", 0},
		{"pkg/show/show.go", "s.schedulerClient.Discovery()", 0},
	} {
		code := "package a\nvar _ = " + c.client + ".RESTClient().Get().AbsPath(\"/healthz\")\n"
		found := 0
		for _, r := range new(Finder).Find(&source.File{Path: c.path, Data: []byte(code)}).References {
			if h, is := r.Subject.(*reference.Health); is && h.Server == reference.APIServer {
				found++
			}
		}
		if found != c.want {
			t.Errorf("%s: %s gives %d endpoints of the API server, want %d", c.path, c.client, found, c.want)
		}
	}
}
