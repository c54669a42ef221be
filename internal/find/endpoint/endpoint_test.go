package endpoint

import (
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/reference"
)

func TestIn(t *testing.T) {
	for _, f := range []struct{ text, want string }{
		{"/healthz", "    /healthz"},
		{"healthz", "    healthz"},
		{"livez?exclude=etcd&verbose", "    livez?exclude=etcd&verbose"},
		{"https://10.0.0.1:6443/readyz/etcd", "https 10.0.0.1 6443  /readyz/etcd"},
		{"HTTPS:6443/healthz", "https  6443  /healthz"},
		{"https://user:pw@host:443/healthz", "https host 443  /healthz"},
		{"https://[::1]:6443/healthz", "https [::1] 6443  /healthz"},
		{"https://{{ a | default('b') }}:{{ port }}/healthz", "https {{ a | default('b') }} {{ port }}  /healthz"},
		{"x https://<%= a['b'] %>:<%= scope['c::d_port'] %>/healthz", "https <%= a['b'] %> <%= scope['c::d_port'] %>  /healthz"},
		{"a %>/healthz", " %>   /healthz"},
		{"https://h:${PORT:-6443}/healthz", "https h ${PORT:-6443}  /healthz"},
		{"$HOST:$PORT/healthz", " $HOST $PORT  /healthz"},
		{"${URL}/healthz", " ${URL}   /healthz"},
		{"url=https://h/healthz,x", "https h   /healthz"},
		{"/api/v1/nodes/n/proxy/healthz", "   /api/v1/nodes/n/proxy /healthz"},
		{"k8s.io/apiserver/pkg/server/healthz", "   k8s.io/apiserver/pkg/server /healthz"},
		{"kubernetes.default/healthz", " kubernetes.default   /healthz"},
		{"exechealthz /healthz-x /healthz.go healthzPort xlivez", ""},
		{"x/healthz|/livez", "   x /healthz;     /livez"},
	} {
		var all []string
		for _, e := range In([]byte(f.text)) {
			all = append(all, strings.Join([]string{e.Scheme, e.Host, e.Port, e.Prefix, f.text[e.Start:e.End]}, " "))
		}
		if got := strings.Join(all, "; "); got != f.want {
			t.Errorf("%s\nfound %s\nwant  %s", f.text, got, f.want)
		}
	}
}

func TestServer(t *testing.T) {
	for _, f := range []struct {
		url  string
		want reference.Server
	}{
		{"https://x:6443/healthz", reference.APIServer},
		{"https://x:10256/healthz", reference.Component},
		{"https://kube-apiserver:10257/healthz", reference.Component},
		{"https://kubernetes.default.svc/healthz", reference.APIServer},
		{"https://{{ vip }}:{{ kubernetes_api_port }}/healthz", reference.APIServer},
		{"https://kubernetes.default.svc.cluster.local:443/healthz", reference.APIServer},
		{"https://kubernetes.default.svc.{{ .Domain }}/healthz", reference.APIServer},
		{"https://api-server.default.svc/healthz", reference.UnknownServer},
		{"https://apiserver-external.cluster-x.svc.cluster.local.:443/healthz", reference.APIServer},
		{"https://metrics-server:6443/healthz", reference.UnknownServer},
		{"https://api-int.example.com/healthz", reference.APIServer},
		{"http://localhost:8080/healthz", reference.UnknownServer},
		{"https://$MASTER_IP/healthz", reference.APIServer},
		{"https://{{ kube_apiserver_endpoint }}/healthz", reference.APIServer},
		{"https://${var.kubeApiServerHost}/healthz", reference.APIServer},
		{"${aws_eks_cluster.this.endpoint}/healthz", reference.APIServer},
		{"https://${google_container_cluster.main[0].endpoint}/healthz", reference.APIServer},
		{"http://$MASTER_IP:30080/healthz", reference.UnknownServer},
		{"http://127.0.0.1:${HEALTHZPORT}/healthz", reference.UnknownServer},
		{"https://127.0.0.1:${KUBE_API_PORT}/healthz", reference.APIServer},
		{"https://${API_HOST}:${API_PORT}/healthz", reference.APIServer},
		{"${K8S_API_URL}/healthz", reference.APIServer},
		{"{K8S_API_URL}/healthz", reference.APIServer},
		{"$K8S_API/healthz", reference.APIServer},
		{"https://${k8sApiServer}/healthz", reference.APIServer},
		{"${K8S_DASHBOARD_URL}/healthz", reference.UnknownServer},
		{"http://localhost:${API_PORT}/healthz", reference.UnknownServer},
		{"$master/healthz", reference.APIServer},
		{"https://localhost:{{ bindPort | default(6443) }}/healthz", reference.APIServer},
		{"https://localhost:{{ bindPort|d('6443', true) }}/healthz", reference.APIServer},
		{"https://localhost:{{ .Values.port | default 6443 }}/healthz", reference.APIServer},
		{"https://localhost:{{ default 6443 .Values.port }}/healthz", reference.APIServer},
		{"https://localhost:${PORT:-6443}/healthz", reference.APIServer},
		{"https://localhost:<%= @port || 6443 %>/healthz", reference.APIServer},
		{"https://{{ host | default('kubernetes.default.svc') }}/healthz", reference.APIServer},
		{"https://$MASTER_IP:${PORT:-10257}/healthz", reference.Component},
		{"https://$MASTER_IP:${PORT:-30080}/healthz", reference.UnknownServer},
		{"https://localhost:${PORT:-8443}/healthz", reference.UnknownServer},
		{"https://localhost:${METRICS_PORT:-6443}/healthz", reference.UnknownServer},
		{"https://localhost:{{ port | default(app_port) }}/healthz", reference.UnknownServer},
		{"https://localhost:6444/healthz", reference.APIServer},
		{"https://x:6443/proxy/healthz", reference.Application},
		{"http://127.0.0.1:3990/healthz", reference.APIServer},
	} {
		all := In([]byte(f.url))
		if len(all) != 1 {
			t.Errorf("%s: %d endpoints", f.url, len(all))
		} else if got := all[0].Server(); got != f.want {
			t.Errorf("%s is of %d, want %d (%+v)", f.url, got, f.want, all[0])
		}
	}
}

func FuzzIn(f *testing.F) {
	f.Add("https://{{ a }}:6443/healthz/etcd?verbose")
	f.Add("a]/livez ((}/readyz")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, e := range In([]byte(text)) {
			if e.Start < end && e.NameStart < end || e.End <= e.Start || e.End > len(text) || text[e.NameStart:e.NameStart+len(e.Name)] != e.Name {
				t.Fatalf("%q: %+v", text, e)
			}
			end = e.End
			e.Server()
			URL([]byte(text), &e)
		}
	})
}

func TestBehind(t *testing.T) {
	for _, f := range []struct {
		names, ports string
		want         reference.Server
	}{
		{"kube_api_backend", "{{ kube_apiserver_port }}", reference.APIServer},
		{"x", "6443", reference.APIServer},
		{"api", "10256", reference.Component},
		{"x", "${port:-6443}", reference.APIServer},
		{"api", "${port:-10256}", reference.Component},
		{"machine-config", "6443", reference.UnknownServer},
		{"masters", "22623 6443", reference.Component},
		{"k8s-masters", "", reference.APIServer},
		{"kubernetes-apiserver", "", reference.APIServer},
		{"apiserver", "443", reference.APIServer},
		{"apiserver", "8080", reference.UnknownServer},
		{"apiserver", "", reference.UnknownServer},
		{"masterControlPlane", "8080", reference.APIServer},
		{"kubeApi", "80", reference.UnknownServer},
		{"master", "30080", reference.UnknownServer},
		{"mastering", "443", reference.UnknownServer},
		{"aws_lb_target_group kubernetes-nlb-tg", "${var.k8s_secure_api_port}", reference.APIServer},
		{"aws_lb_target_group shop", "${var.api_port}", reference.UnknownServer},
		{"aws_lb_target_group shop", "${var.container_port}", reference.UnknownServer},
		{"shop-kubernetes", "${var.healthz_port}", reference.UnknownServer},
		{"ingress-masters", "443", reference.UnknownServer},
		{"openshift-api", "443", reference.APIServer},
		{"[variables('masterLbName')]", "443", reference.APIServer},
		{"[variables('webLbName')]", "443", reference.UnknownServer},
	} {
		if got := Behind(strings.Fields(f.names), strings.Fields(f.ports)); got != f.want {
			t.Errorf("%s at %s is of %d, want %d", f.names, f.ports, got, f.want)
		}
	}
}
