package find

import (
	"strings"
	"testing"
)

var terraformForms = []healthForm{
	{"classic load balancer", "resource \"aws_elb\" \"x\" {\n  health_check {\n    target = \"HTTPS:6443/healthz\"\n  }\n}\n", "3: target, load balancer, status: /healthz"},
	{"target group", "resource \"aws_lb_target_group\" \"k\" {\n  name = \"kubernetes-nlb-tg-${var.name}\"\n  port = var.k8s_secure_api_port\n  health_check {\n    path = \"/healthz\"\n  }\n}\n", "5: path, load balancer, status: /healthz"},
	{"target group of an application", "resource \"aws_lb_target_group\" \"shop\" {\n  port = var.api_port\n  health_check {\n    path = \"/healthz\"\n    port = \"traffic-port\"\n  }\n}\n", ""},
	{"target group, by number", "resource \"aws_lb_target_group\" \"x\" {\n  port = 6443\n  health_check {\n    path = \"/healthz\"\n    port = \"traffic-port\"\n  }\n}\n", "4: path, load balancer, status: /healthz"},
	{"classic load balancer, port by name", "resource \"aws_elb\" \"x\" {\n  health_check {\n    target = \"HTTPS:${var.api_port}/healthz\"\n  }\n}\n", "3: target, load balancer, status: /healthz"},
	{"classic load balancer of an application", "resource \"aws_elb\" \"x\" {\n  health_check {\n    target = \"HTTP:${var.api_port}/healthz\"\n  }\n}\n", ""},
	{"host", "resource \"google_compute_http_health_check\" \"x\" {\n  host = \"kubernetes.default.svc.cluster.local\"\n  request_path = \"/healthz\"\n}\n", "3: request_path, load balancer, status: /healthz"},
	{"host, kube-proxy's port", "resource \"google_compute_http_health_check\" \"x\" {\n  host = \"kubernetes.default.svc.cluster.local\"\n  port = 10256\n  request_path = \"/healthz\"\n}\n", ""},
	{"target group, checked elsewhere", "resource \"aws_lb_target_group\" \"x\" {\n  port = 6443\n  health_check {\n    path = \"/healthz\"\n    port = 10256\n  }\n}\n", ""},
	{"by name and 443", "resource \"aws_lb_target_group\" \"masters\" {\n  port = 443\n  health_check {\n    path = \"/healthz\"\n  }\n}\n", "4: path, load balancer, status: /healthz"},
	{"443 alone", "resource \"aws_lb_target_group\" \"web\" {\n  port = 443\n  health_check {\n    path = \"/healthz\"\n  }\n}\n", ""},
	{"by name and 80", "resource \"aws_lb_target_group\" \"masters\" {\n  port = 80\n  health_check {\n    path = \"/healthz\"\n  }\n}\n", ""},
	{"kops-controller", "resource \"aws_lb_target_group\" \"kops-controller-x\" {\n  port = 3988\n  health_check {\n    path = \"/healthz\"\n  }\n}\n", ""},
	{"Google", "resource \"google_compute_http_health_check\" \"api-x\" {\n  name = \"api-x\"\n  port = 3990\n  request_path = \"/healthz\"\n}\n", "4: request_path, load balancer, status: /healthz"},
	{"Google, in a block", "resource \"google_compute_health_check\" \"kube_api\" {\n  https_health_check {\n    port_specification = \"USE_SERVING_PORT\"\n    request_path = \"/healthz\"\n  }\n}\n", "4: request_path, load balancer, status: /healthz"},
	{"Google, kube-proxy", "resource \"google_compute_health_check\" \"kube_api\" {\n  description = \"for the Kubernetes API server\"\n  http_health_check {\n    port = 10256\n    request_path = \"/healthz\"\n  }\n}\n", ""},
	{"Google, a node port", "resource \"google_compute_health_check\" \"master\" {\n  http_health_check {\n    port = 32000\n    request_path = \"/healthz\"\n  }\n}\n", ""},
	{"Azure", "resource \"azurerm_lb_probe\" \"x\" {\n  protocol = \"Https\"\n  port = 6443\n  request_path = \"/healthz\"\n}\n", "4: request_path, load balancer, status: /healthz"},
	{"Azure, machine configuration", "resource \"azurerm_lb_probe\" \"control_plane\" {\n  port = 22623\n  request_path = \"/healthz\"\n}\n", ""},
	{"ingress", "resource \"exoscale_elastic_ip\" \"ingress_controller_lb\" {\n  healthcheck {\n    mode = \"http\"\n    port = 80\n    uri = \"/healthz\"\n  }\n}\n", ""},
	{"Hetzner", "resource \"hcloud_load_balancer_service\" \"x\" {\n  destination_port = 6443\n  health_check {\n    port = 6443\n    http {\n      path = \"/healthz\"\n    }\n  }\n}\n", "6: path, load balancer, status: /healthz"},
	{"a probe", "resource \"kubernetes_deployment\" \"x\" {\n  liveness_probe {\n    http_get {\n      path = \"/healthz\"\n      port = 6443\n    }\n  }\n}\n", ""},
	{"module", "module \"masters_tg\" {\n  source = \"x\"\n  health_check_path = \"/healthz\"\n  port = 443\n}\n", "3: health_check_path, load balancer, status: /healthz"},
	{"user data", "resource \"x\" \"y\" {\n  user_data = <<-EOF\n    #!/bin/bash\n    until curl -kfs https://${var.api_host}:6443/healthz; do sleep 1; done\n  EOF\n}\n", "4: curl, wait, status: /healthz"},
	{"data that asks", "data \"http\" \"x\" {\n  url = \"https://${module.eks.cluster_endpoint}/healthz\"\n}\n", "2: url, request, status: /healthz"},
}

func TestHealthInTerraform(t *testing.T) { checkHealth(t, "main.tf", terraformForms) }

var checksForms = []healthForm{
	{"CloudFormation", "Resources:\n  X:\n    Type: AWS::ElasticLoadBalancing::LoadBalancer\n    Properties:\n      HealthCheck:\n        Target: HTTPS:6443/healthz\n", "6: Target, load balancer, status: /healthz"},
	{"CloudFormation, function", "Resources:\n  X:\n    Properties:\n      HealthCheck:\n        Target: !Sub 'HTTPS:${KubeApiPort}/healthz'\n", "5: Target, load balancer, status: /healthz"},
	{"CloudFormation, joined", "Resources:\n  X:\n    Properties:\n      HealthCheck:\n        Target: !Join ['', ['HTTPS:', '6443', /healthz]]\n", "5: Target, load balancer, status: /healthz"},
	{"CloudFormation, joined with a reference", "Resources:\n  X:\n    Properties:\n      HealthCheck:\n        Target: !Join ['', ['HTTPS:', !Ref KubeAPIPort, /healthz]]\n", "5: Target, load balancer, status: /healthz"},
	{"CloudFormation, joined for an application", "Resources:\n  X:\n    Properties:\n      HealthCheck:\n        Target: !Join ['', ['HTTP:', '8080', /healthz]]\n", ""},
	{"CloudFormation, joined by a mapping", "Resources:\n  X:\n    Properties:\n      HealthCheck:\n        Target: {Fn::Join: ['', ['HTTPS:', {Ref: ApiServerPort}, /healthz]]}\n", "5: Target, load balancer, status: /healthz"},
	{"CloudFormation, joined by a colon", "Resources:\n  X:\n    Properties:\n      HealthCheck:\n        Target: !Join [':', [HTTPS, 6443/healthz]]\n", "5: Target, load balancer, status: /healthz"},
	{"CloudFormation, substituted", "Resources:\n  X:\n    Properties:\n      HealthCheck:\n        Target: {Fn::Sub: 'HTTPS:6443/healthz'}\n", "5: Target, load balancer, status: /healthz"},
	{"CloudFormation, substituted, port by name", "Resources:\n  X:\n    Properties:\n      HealthCheck:\n        Target: !Sub 'HTTPS:${ApiPort}/healthz'\n", "5: Target, load balancer, status: /healthz"},
	{"CloudFormation, substituted for an application", "Resources:\n  X:\n    Properties:\n      HealthCheck:\n        Target: !Sub 'HTTPS:${WebPort}/healthz'\n", ""},
	{"target group", "Resources:\n  MasterTargetGroup:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      HealthCheckPath: /healthz\n      HealthCheckPort: traffic-port\n      Port: 443\n", "5: HealthCheckPath, load balancer, status: /healthz"},
	{"target group, reference", "Resources:\n  X:\n    Properties:\n      HealthCheckPath: /healthz\n      Port: !Ref KubernetesApiPort\n", "4: HealthCheckPath, load balancer, status: /healthz"},
	{"target group of an application", "Resources:\n  WebTargetGroup:\n    Properties:\n      HealthCheckPath: /healthz\n      Port: 8080\n", ""},
	{"Pulumi", "resources:\n  tg:\n    type: aws:lb:TargetGroup\n    properties:\n      port: 6443\n      healthCheck:\n        path: /healthz\n", "7: path, load balancer, status: /healthz"},
	{"Crossplane", "apiVersion: elbv2.aws.upbound.io/v1beta1\nkind: LBTargetGroup\nmetadata:\n  name: x\nspec:\n  forProvider:\n    port: 6443\n    healthCheck:\n    - path: /healthz\n", "9: path, load balancer, status: /healthz"},
	{"Cluster API", "apiVersion: infrastructure.cluster.x-k8s.io/v1beta2\nkind: AWSCluster\nspec:\n  controlPlaneLoadBalancer:\n    healthCheck:\n      path: /healthz\n", "6: path, load balancer, status: /healthz"},
	{"Envoy", "clusters:\n- name: x\n  health_checks:\n  - timeout: 1s\n    http_health_check:\n      path: /healthz\n  load_assignment:\n    endpoints:\n    - lb_endpoints:\n      - endpoint:\n          address:\n            socket_address: {address: 10.0.0.1, port_value: 6443}\n", "6: path, load balancer, status: /healthz"},
	{"Envoy, by name", "clusters:\n- name: kube_apiserver\n  health_checks:\n  - http_health_check: {path: /healthz}\n", "4: path, load balancer, status: /healthz"},
	{"Envoy, kube-proxy", "clusters:\n- name: api\n  health_checks:\n  - http_health_check: {path: /healthz}\n  load_assignment:\n    endpoints:\n    - lb_endpoints:\n      - endpoint:\n          health_check_config: {port_value: 10256}\n          address: {socket_address: {port_value: 6443}}\n", ""},
	{"values of a chart", "livenessProbe:\n  path: /healthz\n  port: 6443\nprobes:\n  liveness: {path: /healthz, port: 6443}\n", ""},
	{"ingress", "rules:\n- http:\n    paths:\n    - path: /healthz\n      backend: {serviceName: kube-apiserver, servicePort: 6443}\n", ""},
}

// azureProbe is a template with a probe of a load balancer.
func azureProbe(balancer, probe, port string) string {
	return `{"resources": [{
"type": "Microsoft.Network/loadBalancers", "name": "` + balancer + `",
"properties": {"probes": [{"name": "` + probe + `", "properties": {"protocol": "Https", "port": ` + port + `,
"requestPath": "/healthz"}}]}}]}`
}

func TestHealthInAzureTemplates(t *testing.T) {
	found := "4: requestPath, load balancer, status: /healthz"
	checkHealth(t, "x.json", []healthForm{
		{"by number", azureProbe("lb", "x", "6443"), found},
		{"by the probe's name", azureProbe("lb", "kube-api", "443"), found},
		{"by the load balancer's name", azureProbe("[variables('masterLbName')]", "https", "443"), found},
		{"by the port's name", azureProbe("lb", "x", `"[parameters('apiServerPort')]"`), found},
		{"another", azureProbe("lb", "web", "443"), ""},
		{"kube-proxy", azureProbe("masterLb", "kube-api", "10256"), ""},
		{"at a node port", azureProbe("masterLb", "ingress", "443"), ""},
	})
}

func TestHealthInChecks(t *testing.T) { checkHealth(t, "x.yaml", checksForms) }

var monitorForms = []healthForm{
	{"static targets", "scrape_configs:\n- job_name: blackbox\n  metrics_path: /probe\n  static_configs:\n  - targets: ['https://10.0.0.1:6443/healthz', 'https://shop/healthz']\n", "5: targets, monitor, status: /healthz"},
	{"Probe", "apiVersion: monitoring.coreos.com/v1\nkind: Probe\nspec:\n  targets:\n    staticConfig:\n      static:\n      - https://kubernetes.default.svc/healthz\n", "7: static, monitor, status: /healthz"},
	{"ServiceMonitor", "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nspec:\n  endpoints:\n  - port: https\n    path: /healthz\n  selector:\n    matchLabels: {component: apiserver, provider: kubernetes}\n", "6: path, monitor, status: /healthz"},
	{"ServiceMonitor of another", "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nspec:\n  endpoints:\n  - port: https\n    path: /healthz\n  selector:\n    matchLabels: {app: shop}\n", ""},
	{"expression", "static_configs:\n- targets: ['(( .imports.kube_apiserver.url \"/healthz\" ))', '(( .imports.dex.url \"/healthz\" ))']\n", "2: targets, monitor, status: /healthz"},
	{"scraped", "scrape_configs:\n- job_name: x\n  metrics_path: /healthz\n  static_configs:\n  - targets: ['10.0.0.1:6443']\n", "3: metrics_path, monitor, status: /healthz"},
	{"tests of rules", "tests:\n- input_series:\n  - series: 'probe_success{instance=\"https://10.0.0.1:6443/healthz\"}'\n    values: 0x10\n  alert_rule_test:\n  - exp_alerts:\n    - exp_labels:\n        instance: https://10.0.0.1:6443/healthz\n", ""},
	{"PromQL", "expr: 'probe_success{instance=\"https://10.0.0.1:6443/healthz\"} == 0'\n", ""},
	{"PromQL over lines", "expr: |\n  probe_success{\n    instance=\"https://10.0.0.1:6443/healthz\"}\n  == 0\n", ""},
}

func TestHealthInMonitors(t *testing.T) { checkHealth(t, "x.yaml", monitorForms) }

var taskForms = []healthForm{
	{"Ansible", "- uri:\n    url: 'https://{{ kube_apiserver_endpoint }}/healthz'\n", "2: url, request, status: /healthz"},
	{"Ansible, whole endpoint", "- uri:\n    url: '{{ kube_apiserver_endpoint }}/healthz'\n  register: r\n  until: r.status == 200\n  retries: 10\n", "2: url, wait, status: /healthz"},
	{"Ansible, by port", "- ansible.builtin.uri: url=https://127.0.0.1:{{ kube_apiserver_port }}/healthz validate_certs=no\n  retries: 3\n  until: r is success\n  delay: 1\n", "1: ansible.builtin.uri, wait, status: /healthz"},
	{"Ansible, body", "- uri:\n    url: 'https://localhost:6443/healthz'\n    return_content: yes\n  until: r.content == 'ok'\n", "2: url, wait, body: /healthz"},
	{"Ansible, shell", "- shell: curl -k https://localhost:6443/healthz\n  register: r\n  until: r.rc == 0\n", "1: curl, wait, status ignored: /healthz"},
	{"Ansible, argv", "- command:\n    argv: [kubectl, get, --raw, /healthz]\n", "2: kubectl get --raw, request, status: /healthz"},
	{"Ansible, command", "- command: \"{{ bin_dir }}/kubectl get --raw /healthz\"\n  until: r.stdout == 'ok'\n", "1: kubectl get --raw, wait, body: /healthz"},
	{"Ansible, kubelet", "- uri:\n    url: 'http://localhost:10248/healthz'\n  until: r.status == 200\n", ""},
	{"Salt", "api:\n  http.wait_for_successful_query:\n  - name: https://{{ ip }}:6443/healthz\n  - status: 200\n", "3: name, wait, status: /healthz"},
	{"GitHub", "jobs:\n  a:\n    steps:\n    - name: wait\n      run: |\n        until curl -fks https://localhost:6443/healthz; do sleep 1; done\n    - run: kubectl get --raw=/healthz\n", "6: curl, wait, status: /healthz\n7: kubectl get --raw, request, status: /healthz"},
	{"GitLab", "test:\n  before_script:\n  - kubectl get --raw /healthz\n  script:\n  - >-\n    timeout 60 sh -c\n    'until kubectl get --raw /readyz; do sleep 1; done'\n", "3: kubectl get --raw, request, status: /healthz\n7: kubectl get --raw, wait, status: /readyz"},
	{"Compose", "services:\n  api:\n    healthcheck:\n      test: [CMD, curl, -kf, 'https://localhost:6443/healthz']\n", "4: curl, request, status: /healthz"},
}

func TestHealthInTasks(t *testing.T) { checkHealth(t, "x.yml", taskForms) }

var cloudForms = []healthForm{
	{"Google", "gcloud compute http-health-checks create kubernetes \\\n  --host \"kubernetes.default.svc.cluster.local\" \\\n  --request-path \"/healthz\"\n", "3: gcloud, load balancer, status: /healthz"},
	{"Google, by port", "gcloud compute health-checks create https x --port=6443 --request-path=/healthz\n", "1: gcloud, load balancer, status: /healthz"},
	{"Google, ingress", "gcloud compute health-checks create http x --port=10254 --request-path=/healthz\n", ""},
	{"Google, application", "gcloud compute health-checks create http x --port=8080 --request-path=/healthz\n", ""},
	{"classic load balancer", "aws elb configure-health-check --load-balancer-name x --health-check Target=HTTPS:6443/healthz,Interval=30\n", "1: aws, load balancer, status: /healthz"},
	{"target group", "aws elbv2 create-target-group --name x --port 6443 --health-check-path /healthz\n", "1: aws, load balancer, status: /healthz"},
	{"Azure", "az network lb probe create --name kube-apiserver --port 443 --path /healthz\n", "1: az, load balancer, status: /healthz"},
}

func TestHealthInCloudCommands(t *testing.T) { checkHealth(t, "lb.sh", cloudForms) }

// Configurations that are nothing but checks must not take long, nor what is
// around each be looked at whole.
func TestHostileChecks(t *testing.T) {
	const many = 20_000
	servers := strings.Repeat("  server a 10.0.0.1:6443 check port 10256\n", many)
	for path, text := range map[string]string{
		"d.yaml":      "name: masters\nhealth:\n  target: " + strings.Repeat("['', [a, ", 50) + strings.Repeat("/healthz, ", many) + strings.Repeat("]]", 50),
		"e.yaml":      "name: masters\nhealth:\n  target: ['', [" + strings.Repeat("/healthz, ", many) + "]]",
		"a.yaml":      "port: 443\nname: masters\n" + strings.Repeat("request_path: /healthz\n", many),
		"b.yaml":      "name: masters\n" + strings.Repeat("x: y\n", many) + "checks:\n" + strings.Repeat("- {request_path: /healthz, port: 1}\n", many),
		"c.yaml":      "hosts: [" + strings.Repeat("{port_value: 1}, ", many) + "]\nhealth_checks:\n" + strings.Repeat("- http_health_check: {path: /healthz}\n", many),
		"haproxy.cfg": strings.Repeat("defaults\n", many) + "backend a\n" + servers + strings.Repeat("  option httpchk /healthz\n", many),
		"nginx.conf":  "upstream a {\n" + strings.Repeat("server a:1;", many) + strings.Repeat("check_http_send /healthz;", many),
		"a.tf":        strings.Repeat("a \"b\" {\n", many) + strings.Repeat("\"b\" ", many) + "{ path = \"/healthz\" }",
		"a.py":        strings.Repeat("f('--raw', ", many) + "'/healthz'",
		"b.py":        "[" + strings.Repeat("'--raw', ", many) + "'/healthz']",
		"b.sh":        "kube-apiserver " + strings.Repeat("--authorization-always-allow-paths=/healthz ", many),
		"c.sh":        "if curl " + strings.Repeat("https://a:6443/healthz ", many) + "; then",
		"d.sh":        strings.Repeat("[ $(curl https://a:6443/healthz) = ", many),
		"a.sh":        "gcloud " + strings.Repeat("--request-path /healthz ", many),
	} {
		t.Run(path, func(*testing.T) { healthOf(path, text) })
	}
}
