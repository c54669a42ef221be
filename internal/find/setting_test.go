package find

import "testing"

func kubeadmConfiguration(version, rest string) string {
	return "apiVersion: kubeadm.k8s.io/" + version + "\nkind: ClusterConfiguration\n" + rest
}

var kubeadmForms = []form{
	{"map", "a.yaml", kubeadmConfiguration("v1beta3", "apiServer:\n  extraArgs:\n    feature-gates: \"A=true\"\n    runtime-config: api/all=true,batch/v1\n"),
		"kubeadm extraArgs: api/all=true batch/v1 gates A=true"},
	{"list", "a.yaml", kubeadmConfiguration("v1beta4", `
apiServer:
  extraArgs:
  - name: runtime-config
    value: "api/all=true"
  - {name: runtime-config, value: apps=true}
  - name: feature-gates
    value: A=true,B=false
`), "kubeadm extraArgs: api/all=true apps=true gates A=true B=false"},
	{"priority and fairness off", "a.yaml", kubeadmConfiguration("v1beta3", "apiServer:\n  extraArgs:\n    enable-priority-and-fairness: \"false\"\n    runtime-config: api/all=false\n"), "kubeadm extraArgs: api/all=false unfair"},
	{"list in v1", "a.yaml", kubeadmConfiguration("v1", "apiServer:\n  extraArgs:\n  - {name: runtime-config, value: api/all=true, mergeMethod: append}\n"), "lost: append"},
	{"alpha", "a.yaml", "apiVersion: kubeadm.k8s.io/v1alpha1\nkind: MasterConfiguration\napiServerExtraArgs:\n  runtime-config: batch/v2alpha1=true\n", "kubeadm extraArgs: batch/v2alpha1=true"},
	{"map where a list belongs", "a.yaml", kubeadmConfiguration("v1beta4", "apiServer:\n  extraArgs:\n    runtime-config: api/all=true\n"), "lost: runtime-config"},
	{"list where a map belongs", "a.yaml", kubeadmConfiguration("v1beta3", "apiServer:\n  extraArgs:\n  - name: runtime-config\n    value: api/all=true\n"), "lost: runtime-config"},
	{"field of v1alpha", "a.yaml", kubeadmConfiguration("v1beta2", "apiServerExtraArgs:\n  runtime-config: api/all=true\n"), "lost: runtime-config"},
	{"without extraArgs", "a.yaml", kubeadmConfiguration("v1beta3", "apiServer:\n  runtime-config: api/all=true\n"), "lost: runtime-config"},
	{"of the controller manager", "a.yaml", kubeadmConfiguration("v1beta3", "controllerManager:\n  extraArgs:\n    runtime-config: api/all=true\n"), "lost: runtime-config"},
	{"key twice", "a.yaml", kubeadmConfiguration("v1beta3", "apiServer:\n  extraArgs:\n    runtime-config: api/all=true\n    runtime-config: api/beta=true\n"),
		"lost: runtime-config\nkubeadm extraArgs: api/beta=true"},
	{"list as value", "a.yaml", kubeadmConfiguration("v1beta3", "apiServer:\n  extraArgs:\n    runtime-config: [api/all=true]\n"), "lost: [api/all=true]"},
	{"placeholder", "a.yaml", kubeadmConfiguration("v1beta3", "apiServer:\n  extraArgs:\n    runtime-config: \"{{ x }}\"\n"), ""},
	{"quotes in quotes", "a.yaml", kubeadmConfiguration("v1beta3", "apiServer:\n  extraArgs:\n    runtime-config: '\"api/all=true\"'\n"), `lost: "api/all=true"`},
}

func TestKubeadm(t *testing.T) { checkForms(t, kubeadmForms) }

func controlPlane(version, extraArgs string) string {
	return "apiVersion: controlplane.cluster.x-k8s.io/" + version + "\nkind: KubeadmControlPlane\nspec:\n  kubeadmConfigSpec:\n    clusterConfiguration:\n      apiServer:\n        extraArgs:\n" + extraArgs
}

var clusterAPIForms = []form{
	{"map", "a.yaml", controlPlane("v1beta1", "          runtime-config: api/all=true\n"), "kubeadm extraArgs: api/all=true"},
	{"list", "a.yaml", controlPlane("v1beta2", "        - name: runtime-config\n          value: api/all=true\n"), "kubeadm extraArgs: api/all=true"},
	{"map in v1beta2", "a.yaml", controlPlane("v1beta2", "          runtime-config: api/all=true\n"), "lost: runtime-config"},
	{"patches", "a.yaml", `
apiVersion: cluster.x-k8s.io/v1beta1
kind: ClusterClass
spec:
  patches:
  - definitions:
    - selector:
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlaneTemplate
      jsonPatches:
      - op: add
        path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/runtime-config
        value: api/all=true
      - op: add
        path: "/spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs"
        value:
          runtime-config: apps=true
      - op: add
        path: "/spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/runtime-config"
        valueFrom:
          variable: runtimeConfig
`, "kubeadm extraArgs: api/all=true\nkubeadm extraArgs: apps=true"},
	{"variable", "a.yaml", `
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
spec:
  topology:
    variables:
    - name: apiserver_runtime_config
      value: "resource.k8s.io/v1beta1=true"
`, "environment variable: resource.k8s.io/v1beta1=true"},
	{"patch of a list", "a.yaml", `
- op: add
  path: /spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/-
  value: {name: runtime-config, value: api/all=true}
`, "API server extraArgs: api/all=true"},
}

func TestClusterAPI(t *testing.T) { checkForms(t, clusterAPIForms) }

func kindCluster(rest string) string {
	return "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n" + rest
}

var kindForms = []form{
	{"map", "a.yaml", kindCluster(`
featureGates:
  DynamicResourceAllocation: true
runtimeConfig:
  "api/beta": "true"
  resource.k8s.io/v1beta1: true
  apps: ""
`), `kind runtimeConfig: api/beta=true (api/beta": "true) resource.k8s.io/v1beta1=true (resource.k8s.io/v1beta1: true) apps= (apps:) gates DynamicResourceAllocation=true (DynamicResourceAllocation: true)`},
	{"key twice", "a.yaml", kindCluster("runtimeConfig:\n  api/all: \"true\"\n  api/all: \"false\"\n"),
		"lost: api/all\nkind runtimeConfig: api/all=false (api/all: \"false)"},
	{"patches", "a.yaml", kindCluster(`
nodes:
- role: control-plane
  kubeadmConfigPatches:
  - |
    kind: ClusterConfiguration
    apiServer:
      extraArgs:
        "runtime-config": "api/all=true"
kubeadmConfigPatches:
- |
  apiVersion: kubeadm.k8s.io/v1beta4
  kind: ClusterConfiguration
  apiServer:
    extraArgs:
    - name: runtime-config
      value: batch/v1=true
`), "lost: \"runtime-config\"\nkubeadm extraArgs: api/all=true (medium)\nkubeadm extraArgs: batch/v1=true (medium)"},
	{"gates for a patch", "a.yaml", kindCluster("featureGates: {A: true}\nkubeadmConfigPatches:\n- |\n  apiVersion: kubeadm.k8s.io/v1beta3\n  kind: ClusterConfiguration\n  apiServer:\n    extraArgs:\n      runtime-config: apps/v1\n"),
		"kubeadm extraArgs: apps/v1 gates A=true (A: true) (medium)"},
	{"empty", "a.yaml", kindCluster("runtimeConfig: {}\n"), ""},
}

func TestKind(t *testing.T) { checkForms(t, kindForms) }

var otherToolsForms = []form{
	{"kOps", "a.yaml", `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
spec:
  kubeAPIServer:
    runtimeConfig:
      batch/v2alpha1: "true"
`, `kOps runtimeConfig: batch/v2alpha1=true (batch/v2alpha1: "true)`},
	{"kOps with a boolean", "a.yaml", `
apiVersion: kops.k8s.io/v1alpha2
kind: Cluster
spec:
  kubeAPIServer:
    runtimeConfig:
      batch/v2alpha1: true
`, "lost: true"},
	{"Gardener", "a.yaml", `
apiVersion: core.gardener.cloud/v1beta1
kind: Shoot
spec:
  kubernetes:
    kubeAPIServer:
      featureGates: {A: true}
      runtimeConfig:
        autoscaling/v2beta1: false
`, `Gardener runtimeConfig: autoscaling/v2beta1=false (autoscaling/v2beta1: false) gates A=true (A: true)`},
	{"Gardener with a string", "a.yaml", `
apiVersion: core.gardener.cloud/v1beta1
kind: Shoot
spec:
  kubernetes:
    kubeAPIServer:
      runtimeConfig:
        autoscaling/v2beta1: "false"
`, `lost: "false"`},
	{"k3s", "config.yaml", "kube-apiserver-arg:\n- runtime-config=api/all=true\n- \"--feature-gates=A=true\"\n- runtime-config=apps=true\n",
		"k3s kube-apiserver-arg: api/all=true apps=true gates A=true"},
	{"Rancher", "a.yaml", "apiVersion: provisioning.cattle.io/v1\nkind: Cluster\nspec:\n  rkeConfig:\n    machineGlobalConfig:\n      kube-apiserver-arg: [runtime-config=api/all=true]\n",
		"k3s kube-apiserver-arg: api/all=true"},
	{"RKE1", "cluster.yml", "services:\n  kube-api:\n    extra_args:\n      runtime-config: apps=true\n", "API server extra_args: apps=true"},
	{"k3d", "a.yaml", `
apiVersion: k3d.io/v1alpha5
kind: Simple
options:
  k3s:
    extraArgs:
    - arg: --kube-apiserver-arg=runtime-config=api/all=true
      nodeFilters: [server:*]
`, "k3s kube-apiserver-arg: api/all=true"},
	{"Talos", "a.yaml", "version: v1alpha1\ncluster:\n  apiServer:\n    extraArgs:\n      runtime-config: apps=true\n      feature-gates: A=true\n", "API server extraArgs: apps=true gates A=true"},
	{"Talos list", "a.yaml", "apiVersion: v1alpha1\nkind: KubeAPIServerConfig\nextraArgs:\n  runtime-config:\n  - apps=true\n  - api/all=true\n", "API server extraArgs: apps=true api/all=true"},
	{"OpenShift", "a.yaml", "kubernetesMasterConfig:\n  apiServerArguments:\n    runtime-config:\n    - apis/batch/v2alpha1=true\n", "OpenShift apiServerArguments: apis/batch/v2alpha1=true"},
	{"OpenShift JSON", "a.yaml", "apiVersion: v1\nkind: ConfigMap\ndata:\n  config.json: '{\"apiServerArguments\":{\"runtime-config\":[\"api/all=true\"]}}'\n", "OpenShift apiServerArguments: api/all=true (medium)"},
	{"OpenShift string", "a.yaml", "apiServerArguments:\n  runtime-config: api/all=true\n", "lost: api/all=true"},
	{"kubespray", "a.yml", "kube_apiserver_feature_gates: [A=true]\nkube_api_runtime_config:\n  - batch/v2alpha1=true\n  - autoscaling/v2beta1\n", "kubespray kube_api_runtime_config: batch/v2alpha1=true autoscaling/v2beta1 gates A=true"},
	{"kubespray string", "a.yml", "kube_api_runtime_config: \"api/all=true\"\n", `lost: "api/all=true"`},
	{"kubespray default", "a.yml", "kube_api_runtime_config: []\n", ""},
	{"Ansible map", "a.yml", "kube_kubeadm_apiserver_extra_args:\n  runtime-config: apps=true\n", "API server kube_kubeadm_apiserver_extra_args: apps=true"},
	{"environment", "a.yaml", pod("  - env:\n    - {name: RUNTIME_CONFIG, value: 'api/all=true'}\n    - name: KUBE_RUNTIME_CONFIG\n      value: '{\"api/beta\":\"true\"}'\n"),
		"environment variable: api/all=true\nenvironment variable: api/beta=true (api/beta\":\"true)"},
	{"environment map", "a.yaml", "env:\n  RUNTIME_CONFIG: '{\"api/all\":\"true\", \"api/beta\":\"false\"}'\n", "RUNTIME_CONFIG: api/all=true (api/all\":\"true) api/beta=false (api/beta\":\"false)"},
	{"k3s in a variable", "a.yaml", "env:\n  INSTALL_K3S_EXEC: --kube-apiserver-arg=\"runtime-config=api/all=true\"\n", "k3s kube-apiserver-arg: api/all=true"},
	{"volume", "a.yaml", kubeadmConfiguration("v1beta4", "apiServer:\n  extraVolumes:\n  - name: runtime-config\n    hostPath: /x\n"), ""},
	{"empty value", "a.yaml", "kind: ClusterConfiguration\napiServer:\n  extraArgs:\n    runtime-config: \"\"\n", ""},
	{"false friends", "a.yaml", `
loki:
  runtime_config: {file: /etc/loki/runtime-config/runtime-config.yaml}
containerRuntimeConfig: {api: v1}
runtimeConfig: aws/ssm
docs: https://www.postgresql.org/docs/current/static/runtime-config.html
spec:
  runtimeConfig: {}
  runtimeConfigRef: {name: default}
`, ""},
}

func TestOtherTools(t *testing.T) { checkForms(t, otherToolsForms) }
