package find

import "testing"

// healthForm is a text and what is found of health endpoints in it.
type healthForm struct{ name, text, want string }

func checkHealth(t *testing.T, path string, forms []healthForm) {
	t.Helper()
	for _, f := range forms {
		t.Run(f.name, func(t *testing.T) {
			if got := healthOf(path, f.text); got != f.want {
				t.Errorf("in %s\nfound %s\nwant  %s", f.text, got, f.want)
			}
		})
	}
}

var haproxyForms = []healthForm{
	{"by port", "backend x\n  option httpchk GET /healthz\n  server a 10.0.0.1:6443 check\n", "2: option httpchk, load balancer, status: /healthz"},
	{"by name", "global\n  maxconn 1\nlisten kubernetes-apiserver\n  bind *:443\n  option httpchk /healthz\n  server a 10.0.0.1 check\n", "5: option httpchk, load balancer, status: /healthz"},
	{"by port in a template", "backend x\n  option httpchk GET /healthz\n{% for h in groups['kube_control_plane'] %}\n  server {{ h }} {{ h | ip }}:{{ kube_apiserver_port }} check\n{% endfor %}\n", "2: option httpchk, load balancer, status: /healthz"},
	{"send", "backend x\n  option httpchk\n  http-check send meth GET uri /healthz ver HTTP/1.1\n  server a 10.0.0.1:6443 check\n", "3: http-check send, load balancer, status: /healthz"},
	{"version and header", "backend x\n  option httpchk GET /healthz HTTP/1.1\\r\\nHost:\\ x\n  server a 10.0.0.1:6443 check\n", "2: option httpchk, load balancer, status: /healthz"},
	{"body compared", "backend x\n  option httpchk GET /readyz\n  http-check expect string ok\n  server a 10.0.0.1:6443 check\n", "2: option httpchk, load balancer, body: /readyz"},
	{"defaults", "defaults\n  option httpchk GET /healthz\nbackend x\n  server a 10.0.0.1:6443 check\n", "2: option httpchk, load balancer, status: /healthz"},
	{"defaults for others too", "defaults\n  option httpchk GET /healthz\nbackend x\n  server a 10.0.0.1:6443 check\nbackend y\n  server a 10.0.0.1:80 check\n", ""},
	{"checked at another port", "backend x\n  option httpchk GET /healthz\n  server a 10.0.0.1:6443 check port 10256\n", ""},
	{"the load balancer's own", "frontend healthz\n  bind *:6443\n  monitor-uri /healthz\n", ""},
	{"machine configuration", "backend mcs\n  option httpchk GET /healthz\n  server a 10.0.0.1:22623 check\n", ""},
	{"ingress on the same nodes", "backend ingress\n  option httpchk GET /healthz\n  server master-1 10.0.0.1:443 check\n", ""},
	{"another backend", "backend x\n  server a 10.0.0.1:6443 check\nbackend web\n  option httpchk GET /healthz\n  server a 10.0.0.1:8080 check\n", ""},
	{"by the port of the frontend", "frontend a\n  bind *:6443\n  default_backend x\nbackend x\n  option httpchk GET /healthz\n  {{ servers }}\n", "5: option httpchk, load balancer, status: /healthz"},
	{"another port of the frontend", "frontend a\n  bind *:8443\n  default_backend x\nbackend x\n  option httpchk GET /healthz\n  server a 10.0.0.1\n", ""},
	{"own ports before that of the frontend", "frontend a\n  bind *:6443\n  use_backend x if b\nbackend x\n  option httpchk GET /healthz\n  server a 10.0.0.1:8080\n", ""},
	{"by port and servers in a template", "backend x\n  option httpchk GET /healthz\n  server master-{{ n }} {{ n }}:{{ pillar['api']['int_port'] }} check check-ssl\n", "2: option httpchk, load balancer, status: /healthz"},
	{"indented by an action", "backend x\n  http-check send meth GET uri /healthz\n{% for h in hosts %}\n{{\"    \"}}server s{{ h }} {{ h }}:{{ k8s_apiserver_port }} check\n{% endfor %}\n", "2: http-check send, load balancer, status: /healthz"},
	{"an application on the masters", "backend x\n  option httpchk GET /healthz\n  server master-{{ n }} {{ n }}:{{ pillar['api']['int_port'] }} check\n", ""},
	{"comment", "backend x\n  # option httpchk GET /healthz\n  server a 10.0.0.1:6443 check\n", ""},
}

func TestHealthInHAProxy(t *testing.T) {
	checkHealth(t, "roles/lb/templates/haproxy.cfg.j2", haproxyForms)
}

var bracesForms = []healthForm{
	{"passed on", "server {\n  location /check {\n    proxy_pass https://10.0.0.1:6443/healthz;\n  }\n}\n", "3: proxy_pass, load balancer, status: /healthz"},
	{"passed on to an upstream", "upstream apis {\n  server 10.0.0.1:6443;\n}\nserver {\n  location / { proxy_pass https://apis/healthz; }\n}\n", "5: proxy_pass, load balancer, status: /healthz"},
	{"checked", "http {\n  upstream kube_api {\n    server ${a}:443;\n  }\n  server {\n    location / {\n      proxy_pass https://kube_api;\n      health_check uri=/healthz;\n    }\n  }\n}\n", "8: health_check, load balancer, status: /healthz"},
	{"checked at another port", "server {\n  location / {\n    proxy_pass https://10.0.0.1:6443;\n    health_check uri=/healthz port=10256;\n  }\n}\n", ""},
	{"checked by the module", "upstream x {\n  server 10.0.0.1:6443;\n  check_http_send \"GET /healthz HTTP/1.0\\r\\n\\r\\n\";\n}\n", "3: check_http_send, load balancer, status: /healthz"},
	{"its own", "server {\n  listen 6443;\n  location /healthz {\n    return 200;\n  }\n}\n", ""},
	{"another upstream", "upstream apis {\n  server 10.0.0.1:8080;\n}\nserver {\n  location / { proxy_pass http://apis/healthz; }\n}\n", ""},
	{"real server", "virtual_server 10.0.0.10 443 {\n  real_server 10.0.0.1 6443 {\n    SSL_GET {\n      url {\n        path /healthz\n        status_code 200\n      }\n    }\n  }\n}\n", "5: path, load balancer, status: /healthz"},
	{"real server, another port", "virtual_server 10.0.0.10 6443 {\n  real_server 10.0.0.1 8080 {\n    HTTP_GET { url { path /healthz\n } }\n  }\n}\n", ""},
	{"real server, checked elsewhere", "real_server 10.0.0.1 6443 {\n    HTTP_GET { connect_port 10256\n url { path /healthz\n } }\n  }\n", ""},
	{"script", "! Configuration File\nvrrp_script check {\n  script \"curl -skf https://localhost:6443/healthz -o /dev/null\"\n}\n", "3: curl, load balancer, status: /healthz"},
	{"script named after the server", "vrrp_script check_apiserver {\n  script \"/usr/bin/curl -fk https://localhost:8443/healthz\"\n}\n", "2: curl, load balancer, status: /healthz"},
	{"script named after another", "vrrp_script check_haproxy {\n  script \"/usr/bin/curl -fk https://localhost:8443/healthz\"\n}\n", ""},
	{"comment", "server {\n  # proxy_pass https://10.0.0.1:6443/healthz;\n}\n", ""},
}

func TestHealthInBraces(t *testing.T) { checkHealth(t, "keepalived.conf", bracesForms) }

func TestHealthInEmbeddedDirectives(t *testing.T) {
	checkHealth(t, "x.yaml", []healthForm{
		{"ConfigMap", "data:\n  haproxy.cfg: |\n    global\n      maxconn 1\n    backend x\n      option httpchk GET /healthz\n      server a 10.0.0.1:6443 check\n", "6: option httpchk, load balancer, status: /healthz"},
		{"by what it begins with", "write_files:\n- content: |\n    # generated\n    frontend x\n      bind :1\n    backend kube-api\n      option httpchk GET /healthz\n      server a 10.0.0.1:6443 check\n", "7: option httpchk, load balancer, status: /healthz"},
		{"nginx", "data:\n  conf: |\n    events {\n    }\n    http {\n      server {\n        location /a { proxy_pass https://10.0.0.1:6443/healthz; }\n      }\n    }\n", "7: proxy_pass, load balancer, status: /healthz"},
	})
	checkHealth(t, "x.tf", []healthForm{
		{"Terraform", "locals {\n  cfg = <<-EOF\n    backend x\n      option httpchk GET /healthz\n      server a ${var.ip}:6443 check\n  EOF\n}\n", "4: option httpchk, load balancer, status: /healthz"},
	})
	checkHealth(t, "install.sh", []healthForm{
		{"here-document", "cat > /etc/haproxy/haproxy.cfg <<EOF\nglobal\n  maxconn 1\nbackend x\n  option httpchk GET /healthz\n  server a $IP:6443 check\nEOF\n", "5: option httpchk, load balancer, status: /healthz"},
		{"here-document of keepalived", "cat > k.conf <<EOF\nvrrp_script x {\n  script \"/usr/bin/curl -k https://127.0.0.1:6443/healthz\"\n}\nEOF\n", "3: curl, load balancer, status: /healthz"},
	})
}
