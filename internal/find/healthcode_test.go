package find

import "testing"

var pythonForms = []healthForm{
	{"client", "from kubernetes import client\nclient.ApiClient().call_api('/healthz', 'GET')\n", "2: ApiClient().call_api, request, status: /healthz"},
	{"client of another", "api_client.call_api('/healthz', 'GET')\n", ""},
	{"client, newer first", "import kubernetes\ndef ok(api):\n    try:\n        api.call_api('/readyz', 'GET')\n    except ApiException:\n        api.call_api('/healthz', 'GET')\n", "4: api.call_api, request, status: /readyz"},
	{"client's host", "from kubernetes import client\nrequests.get(f'{client.configuration.host}/healthz')\n", "2: requests.get, request, status: /healthz"},
	{"URL", "requests.get('https://10.0.0.1:6443/healthz', verify=False)\n", "1: requests.get, request, status: /healthz"},
	{"URL of another", "requests.get('http://localhost:8080/healthz')\nrequests.get('https://x:10250/healthz')\n", ""},
	{"f-string", "def wait_for_api(ip):\n    url = f'https://{ip}:6443/healthz'\n", "2: , wait, status: /healthz"},
	{"put together", "httpx.get(kube_apiserver_url + '/healthz')\n", "1: httpx.get, request, status: /healthz"},
	{"variable", "base = 'https://%s:6443' % ip\nrequests.get(base + '/healthz')\n", "2: requests.get, request, status: /healthz"},
	{"formatted", "urlopen('https://{}:6443/healthz'.format(ip))\n", "1: urlopen, request, status: /healthz"},
	{"operator", "requests.get('https://%s/healthz' % apiserverip)\nrequests.get('https://%s:%d/healthz' % (host, 6443))\nrequests.get('https://%(h)s:%(p)s/healthz' % {'h': h, 'p': '6443'})\nrequests.get('https://%s/healthz' % shop_ip)\nrequests.get('https://%s:%d/healthz' % (apiserver, 10257))\n", "1: requests.get, request, status: /healthz\n2: requests.get, request, status: /healthz\n3: requests.get, request, status: /healthz"},
	{"format", "requests.get('{}/healthz'.format(api_server))\nrequests.get('https://{h}:{p}/healthz'.format(h=vip,\n    p=6443))\nrequests.get('{0}/healthz'.format(self.apiserver_url))\nrequests.get('{}/healthz'.format(url))\nrequests.get('https://{}:{}/healthz'.format(api_server, kubelet_port))\n", "1: requests.get, request, status: /healthz\n2: requests.get, request, status: /healthz\n4: requests.get, request, status: /healthz"},
	{"joined", "requests.get(urljoin(api_server, '/healthz'))\nrequests.get(os.path.join(kube_apiserver_url, 'healthz'))\nrequests.get(urljoin(shop, '/healthz'))\n", "1: , request, status: /healthz\n2: , request, status: healthz"},
	{"number", "def f(host):\n    port = 6443\n    requests.get(f'https://{host}:{port}/healthz')\n", "3: requests.get, request, status: /healthz"},
	{"number of another", "def f(host):\n    port = 8443\n    requests.get(f'https://{host}:{port}/healthz')\n", ""},
	{"connection", "c = http.client.HTTPSConnection(host, 6443)\nc.request('GET', '/healthz')\n", "2: c.request, request, status: /healthz"},
	{"connection by name", "conn = HTTPSConnection(os.environ['KUBERNETES_SERVICE_HOST'])\nconn.request('GET', '/healthz')\n", "2: conn.request, request, status: /healthz"},
	{"connection to another", "c = HTTPSConnection(host, 10250)\nc.request('GET', '/healthz')\nd.request('GET', '/healthz')\n", ""},
	{"connection made anew", "def version():\n    conn = HTTPSConnection('10.0.0.1', 6443)\n    conn.request('GET', '/healthz')\n\ndef shop():\n    conn = HTTPSConnection('shop', 443)\n    conn.request('GET', '/healthz')\n", "3: conn.request, request, status: /healthz"},
	{"connection opened later", "def shop(conn):\n    conn.request('GET', '/healthz')\n\nconn = HTTPSConnection('10.0.0.1', 6443)\n", ""},
	{"Pulumi", "aws.lb.TargetGroup('api', port=6443,\n  health_check=aws.lb.TargetGroupHealthCheckArgs(protocol='HTTPS', path='/healthz'))\naws.lb.TargetGroup('shop', port=8443, health_check=Args(path='/healthz'))\n", "2: path, load balancer, status: /healthz"},
	{"port of a server of its own", "app.add_route(path='/healthz', port=6443)\nsrv = Server(port=6443, path='/healthz')\nSERVICES = [dict(name='master', port=8080, path='/healthz')]\nallow = {'name': 'kube-apiserver', 'path': '/healthz', 'port': 6443}\n", ""},
	{"field", "class A:\n    def __init__(self, ip):\n        self.base = f'https://{ip}:6443'\n        self.shop = 'http://localhost:8080'\n\n    def ask(self):\n        requests.get(self.base + '/healthz')\n        requests.get(f'{self.base}/healthz')\n        requests.get(self.shop + '/healthz')\n", "7: requests.get, request, status: /healthz\n8: requests.get, request, status: /healthz"},
	{"fields of two classes", "class A:\n    def __init__(self):\n        self.base = 'https://10.0.0.1:6443'\n\nclass B:\n    def __init__(self):\n        self.base = 'https://10.0.0.1:8443'\n\n    def ask(self):\n        requests.get(self.base + '/healthz')\n", ""},
	{"docstring and comment", "def f():\n    \"\"\"Asks https://10.0.0.1:6443/healthz.\"\"\"\n    # https://10.0.0.1:6443/healthz\n", ""},
	{"log", "logger.info('waiting for https://10.0.0.1:6443/healthz')\nlogger.info('https://10.0.0.1:6443/healthz')\n", ""},
	{"route", "@app.get('/healthz')\ndef healthz():\n    return 'ok'\n", ""},
	{"argv", "subprocess.run(['kubectl', 'get', '--raw', '/healthz'], check=True)\n", "1: kubectl get --raw, request, status: /healthz"},
	{"command", "run('kubectl get --raw /healthz')\nrun('curl -k https://localhost:6443/healthz')\n", "1: kubectl get --raw, request, status: /healthz\n2: curl, request, status: /healthz"},
	{"command behind another", "run('timeout 3 curl -sk https://10.0.0.1:6443/healthz')\nrun('sudo -u x timeout -k 5 3s curl -k https://10.0.0.1:6443/healthz')\nrun('env A=b nohup curl -k https://10.0.0.1:6443/healthz')\nrun('bash -c \"curl -k https://10.0.0.1:6443/healthz\"')\nrun(f'curl -k {K8S_API_URL}/healthz')\n", "1: timeout, request, status: /healthz\n2: , request, status: /healthz\n3: env, request, status: /healthz\n5: curl, request, status: /healthz\n4: curl, request, status: /healthz"},
	{"sentence about a command", "x = 'timeout of https://10.0.0.1:6443/healthz after curl '\ny = 'env for curl https://10.0.0.1:6443/healthz'\n", ""},
	{"script", "SCRIPT = '''\nuntil curl -fks https://localhost:6443/healthz; do sleep 1; done\n'''\n", "2: curl, wait, status: /healthz"},
}

func TestHealthInPython(t *testing.T) { checkHealth(t, "a.py", pythonForms) }

var typeScriptForms = []healthForm{
	{"Headlamp", "return clusterRequest('/healthz', { cluster });\n", "1: clusterRequest, request, status: /healthz"},
	{"raw", "await k8sApi.request({ path: '/healthz', method: 'GET' });\n", "1: k8sApi.request, request, status: /healthz"},
	{"URL", "const r = await fetch(`https://${host}:6443/healthz`);\n", "1: fetch, request, status: /healthz"},
	{"URL by name", "axios.get(`${process.env.KUBERNETES_SERVICE_HOST}/healthz`);\n", "1: axios.get, request, status: /healthz"},
	{"URL by name, whole", "axios.get(`https://${process.env.KUBERNETES_SERVICE_HOST}:${port}/healthz`);\n", "1: axios.get, request, status: /healthz"},
	{"client's server", "import * as k8s from '@kubernetes/client-node';\nfetch(`${kc.getCurrentCluster().server}/healthz`);\n", "2: fetch, request, status: /healthz"},
	{"newer first", "class A {\n  async healthy() {\n    const r = await clusterRequest('/livez');\n    if (r.status === 404) {\n      return clusterRequest('/healthz');\n    }\n  }\n}\n", "3: clusterRequest, request, status: /livez"},
	{"newer in another function", "function a() { return clusterRequest('/livez'); }\nfunction b() { return clusterRequest('/healthz'); }\n", "1: clusterRequest, request, status: /livez\n2: clusterRequest, request, status: /healthz"},
	{"field", "class A {\n  base = `https://${ip}:6443`;\n  constructor() { this.other = 'http://localhost:8080'; }\n  ask() { fetch(this.base + '/healthz'); fetch(`${this.other}/healthz`); }\n}\n", "4: fetch, request, status: /healthz"},
	{"options", "https.request({ hostname: host, port: 6443, path: '/healthz' });\nhttps.request({ hostname: 'kubernetes.default.svc', path: '/healthz' });\nhttps.request({ hostname: host, port: 8443, path: '/healthz' });\n", "1: path, request, status: /healthz\n2: path, request, status: /healthz"},
	{"Pulumi", "new aws.lb.TargetGroup('api', {\n  port: 6443,\n  healthCheck: { protocol: 'HTTPS', path: '/healthz' },\n});\nnew azure.network.Probe('api', { requestPath: '/healthz', port: 10254 });\n", "3: path, load balancer, status: /healthz"},
	{"beside a name, in no check", "const o = { name: 'master', port: 8443, path: '/healthz' };\napp.use('/healthz', createProxyMiddleware({ path: '/healthz', port: 8443, name: 'master' }));\nclient.get({ path: '/healthz', port: 8443, name: 'master' });\nconst probe = { path: '/healthz', port: 8080, name: 'master' };\nconst routes = [{ path: '/healthz', port: 6443 }];\n", ""},
	{"beside a name, in a check", "const probe = { path: '/healthz', port: 8443, name: 'k8s-master' };\nconst lb = { loadBalancer: [{ options: { path: '/healthz', port: 443, name: 'control-plane' } }] };\n", "1: path, load balancer, status: /healthz\n2: path, request, status: /healthz"},
	{"base", "fetch(new URL('/healthz', apiServer));\nfetch(new URL('/healthz', shop));\n", "1: , request, status: /healthz"},
	{"number", "const PORT = 6443;\nfetch(`https://${host}:${PORT}/healthz`);\n", "2: fetch, request, status: /healthz"},
	{"route", "app.get('/healthz', (req, res) => res.send('ok'));\nfetch('/healthz');\n", ""},
	{"test", "expect(url).toBe('https://10.0.0.1:6443/healthz');\nnock('https://10.0.0.1:6443/healthz');\n", ""},
	{"comment", "// fetch('https://10.0.0.1:6443/healthz')\n/* fetch('https://10.0.0.1:6443/healthz') */\n", ""},
}

func TestHealthInTypeScript(t *testing.T) { checkHealth(t, "a.ts", typeScriptForms) }
