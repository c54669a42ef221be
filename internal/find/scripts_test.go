package find

import "testing"

var shellForms = []form{
	{"continuation lines", "run.sh", "#!/bin/sh\nkube-apiserver \\\n  --feature-gates=A=true \\\n  --runtime-config=\"api/all=true\",apps=x \\\n  # --runtime-config=batch/v2\n  --v=2\n",
		"flag: api/all=true apps=x gates A=true (medium)"},
	{"comment", "run.sh", "# kube-apiserver --runtime-config=api/all=true\n", ""},
	{"variable", "run.sh", "export KUBE_RUNTIME_CONFIG=batch/v2alpha1=true\nRUNTIME_CONFIG=\"${RUNTIME_CONFIG},api/all=true\" hack/local-up-cluster.sh\n",
		"environment variable: batch/v2alpha1=true (medium)\nenvironment variable: api/all=true and more (medium)"},
	{"gates in a variable", "run.sh", "export KUBE_FEATURE_GATES=A=true\nexport KUBE_RUNTIME_CONFIG=apps/v1\n", "environment variable: apps/v1 gates A=true (medium)"},
	{"flag in a variable", "kube-apiserver", "KUBE_API_ARGS=\"--v=2 --runtime-config=api/all=true,batch/v2alpha1\"\n", "flag: api/all=true batch/v2alpha1 (medium)"},
	{"args file", "args/kube-apiserver", "--cert-dir=${SNAP_DATA}/certs\n--runtime-config=api/all=true\n# --runtime-config=no/v1\n--feature-gates=A=true\n", "flag: api/all=true gates A=true (medium)"},
	{"tools", "run.sh", `
k3d cluster create --k3s-arg "--kube-apiserver-arg=runtime-config=api/all=true@server:0"
k3d cluster create --k3s-server-arg --kube-apiserver-arg=runtime-config=batch/v1=true
minikube start --extra-config=apiserver.runtime-config=api/beta=true --feature-gates=A=true
minikube start --extra-config apiserver.runtime-config=api/alpha=true
k3s server --kube-apiserver-arg runtime-config=apps/v1=true
kwokctl create cluster --kube-runtime-config=api/ga
INSTALL_K3S_EXEC="server --kube-apiserver-arg=runtime-config=batch/v1" sh -
loki --runtime-config=/etc/x.yaml --runtime-config x/v1.json
`, `k3s kube-apiserver-arg: api/all=true (medium)
k3s kube-apiserver-arg: batch/v1=true (medium)
minikube --extra-config: api/beta=true gates A=true (medium)
minikube --extra-config: api/alpha=true (medium)
k3s kube-apiserver-arg: apps/v1=true (medium)
kwokctl --kube-runtime-config: api/ga (medium)
k3s kube-apiserver-arg: batch/v1 (medium)`},
	{"blank after a comma", "run.sh", "kube-apiserver --runtime-config=api/all=true, batch/v1=false\n", "flag: api/all=true (medium)\nlost: batch/v1=false"},
	{"blank after the dashes", "run.sh", "kube-apiserver -- runtime-config=api/all=true\n", "lost: runtime-config=api/all=true"},
	{"here-documents", "run.sh", `
cat <<EOF | kind create cluster --config -
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
runtimeConfig:
  api/all: "true"
EOF
cat > kube-apiserver.service <<UNIT
[Service]
ExecStart=/usr/local/bin/kube-apiserver \\
  --runtime-config='api/beta=true' \\
  --v=2
UNIT
`, `kind runtimeConfig: api/all=true (api/all: "true) (medium)
flag: api/beta=true (medium)`},
	{"sed", "run.sh", `
sed -i 's|- kube-apiserver$|- kube-apiserver\n    - --runtime-config=api/all=true|' a.yaml
sed -i "/- kube-apiserver/a\    - --runtime-config=batch/v1" a.yaml
`, "flag: api/all=true (medium)\nflag: batch/v1 (medium)"},
	{"in quotes", "run.sh", "ssh host \"sudo kube-apiserver --runtime-config='api/all=true'\"\nx=$(kube-apiserver --runtime-config apps/v1)\n",
		"flag: api/all=true (medium)\nflag: apps/v1 (medium)"},
	{"patch", "run.sh", `kubectl patch --type json -p '[{"op":"add","path":"/spec/containers/0/command/-","value":"--runtime-config=api/all=true"}]'`,
		"flag: api/all=true (medium)"},
	{"by shebang", "run", "#!/usr/bin/env bash\nkube-apiserver --runtime-config=api/all=true", "flag: api/all=true (medium)"},
	{"array", "run.sh", "K3S_ARGS=(# local images\n  '--docker'\n  # --kube-apiserver-arg=runtime-config=no/v1\n  '--kube-apiserver-arg=runtime-config=apps/v1beta1=true'\n)\n",
		"k3s kube-apiserver-arg: apps/v1beta1=true (medium)"},
	{"options of tools", "run.sh", "kops create cluster --set=spec.kubeAPIServer.runtimeConfig=api/all=true\nkubetest2 tf --extra-vars=runtime_config:api/beta=true\nx --set=a.runtimeConfig=b/c.yaml\n",
		"spec.kubeAPIServer.runtimeConfig: api/all=true (medium)\nruntime_config: api/beta=true (medium)"},
	{"values of flags that don't matter", "run.sh", "kubetest --create-args=\"--networking=x --set=spec.kubeAPIServer.runtimeConfig=api/all=true\" --node-args='--runtime-config=apps/v1'\n",
		"spec.kubeAPIServer.runtimeConfig: api/all=true (medium)\nflag: apps/v1 (medium)"},
	{"help", "run.sh", "cat <<EOF\n  --runtime-config mapStringString   A set of key=value pairs, api/all=true|false controls all\nEOF\n", ""},
}

func TestShell(t *testing.T) { checkForms(t, shellForms) }

var unitsForms = []form{
	{"continuation lines", "kube-apiserver.service", `
[Service]
Environment="RUNTIME_CONFIG=api/ga=true"
ExecStart=/usr/local/bin/kube-apiserver \
  --feature-gates=A=true \
  # --runtime-config=no/v1 \
  --runtime-config="api/all=true" \
  --v=2
`, "environment variable: api/ga=true (medium)\nflag: api/all=true gates A=true (medium)"},
	{"shell in it", "x.service", "[Service]\nExecStart=/bin/sh -c \"exec kube-apiserver --runtime-config=api/all=true\"\n", "flag: api/all=true (medium)"},
	{"variable", "x.service", "[Service]\nExecStart=/usr/bin/kube-apiserver --runtime-config=${RC} $ARGS\n", ""},
	{"in YAML", "ignition.yaml", "systemd:\n  units:\n  - contents: |\n      [Service]\n      ExecStart=/kube-apiserver --runtime-config=apps/v1\n", "flag: apps/v1 (medium)"},
}

func TestUnits(t *testing.T) { checkForms(t, unitsForms) }

var containersOfDockerForms = []form{
	{"Dockerfile", "Dockerfile", `FROM x
ENV RUNTIME_CONFIG=api/all=true
ENV KUBE_RUNTIME_CONFIG apps/v1=true
ENTRYPOINT ["kube-apiserver", "--runtime-config=api/beta"]
CMD kube-apiserver \
  # comment
  --runtime-config=batch/v1
`, "environment variable: api/all=true (medium)\nenvironment variable: apps/v1=true (medium)\nflag: api/beta (medium)\nflag: batch/v1 (medium)"},
	{"compose", "docker-compose.yml", `
services:
  a:
    command: kube-apiserver --runtime-config="api/all=true" --v=2
  b:
    command: ["kube-apiserver", "--runtime-config=apps/v1"]
  c:
    command: >
      kube-apiserver
      --feature-gates=A=true
      --runtime-config=batch/v1
    environment:
    - RUNTIME_CONFIG=api/ga=true
  d:
    command: |
      --feature-gates=B=true
      --runtime-config=apps/v2
`, `flag: api/all=true (medium)
flag: apps/v1
flag: batch/v1 gates A=true (medium)
environment variable: api/ga=true
flag: apps/v2 gates B=true (medium)`},
}

func TestContainersOfDocker(t *testing.T) { checkForms(t, containersOfDockerForms) }

var continuousIntegrationForms = []form{
	{"GitHub", ".github/workflows/a.yml", `
jobs:
  a:
    steps:
    - name: start with --runtime-config=api/all=true
      run: |
        minikube start --extra-config=apiserver.runtime-config=api/all=true
    - uses: medyagh/setup-minikube@v1
      with:
        start-args: --extra-config=apiserver.runtime-config=apps/v1 --v=1
        extra-config: apiserver.runtime-config=batch/v1
    - run: RUNTIME_CONFIG='{"api/beta":"true"}' ./e2e.sh
      env: {KIND_RUNTIME_CONFIG: "api/ga=true"}
`, `minikube --extra-config: api/all=true (medium)
minikube --extra-config: apps/v1 (medium)
minikube --extra-config: batch/v1 (medium)
environment variable: api/beta=true (api/beta":"true) (medium)
KIND_RUNTIME_CONFIG: api/ga=true`},
	{"gates in a variable", "jobs.yaml", `
env:
- name: FEATURE_GATES
  value: '{"AllAlpha":true}'
- name: RUNTIME_CONFIG
  value: '{"api/all":"true"}'
`, `environment variable: api/all=true (api/all":"true) gates AllAlpha=true (AllAlpha":true)`},
	{"Prow", "jobs.yaml", `
presubmits:
  x/y:
  - name: a
    spec:
      containers:
      - args:
        - --env=KUBE_RUNTIME_CONFIG=api/all=true
        - --test_args=--x
        - --node-test-args=--feature-gates=A=true --service-feature-gates=A=true --runtime-config=api/all=false --v
`, "environment variable: api/all=true\nflag: api/all=false gates A=true (medium)"},
	{"Ansible task", "tasks.yml", "- name: x\n  shell: |\n    kube-apiserver --runtime-config=api/all=true\n- lineinfile:\n    line: '    - --runtime-config=apps/v1'\n", "flag: api/all=true (medium)\nflag: apps/v1 (medium)"},
}

func TestContinuousIntegration(t *testing.T) { checkForms(t, continuousIntegrationForms) }

var codeForms = []form{
	{"Go, the help of a flag", "a.go", "package p\n\nvar x = f(\"runtime-config\", \"pairs that describe what is on in the server, e.g. --runtime-config=apps/v9=true, and so on\")\n", ""},
	{"Terraform", "main.tf", `
resource "talos_machine_configuration" "x" {
  # runtime-config = "no/v1"
  patches = [yamlencode({
    cluster = { apiServer = { extraArgs = { "runtime-config" = "api/all=true,apps/v1", feature-gates = "A=true" } } }
  })]
  runtime_config = "${var.x}"
  args = ["--kube-apiserver-arg=runtime-config=batch/v1=true"]
}
resource "rke_cluster" "y" {
  services {
    kube_api {
      extra_args = {
        runtime-config = "apps=true"
      }
    }
  }
  user_data = <<-EOT
    #!/bin/bash
    kube-apiserver --runtime-config=api/ga
  EOT
}
`, `API server extraArgs: api/all=true apps/v1 gates A=true (medium)
k3s kube-apiserver-arg: batch/v1=true (medium)
API server extra_args: apps=true (medium)
flag: api/ga (medium)`},
	{"Nix", "k3s.nix", "{\n  services.k3s.extraFlags = [\n    \"--kube-apiserver-arg=feature-gates=A=true\"\n    \"--kube-apiserver-arg=runtime-config=apps/v1\" # no\n  ] ++ more;\n  x.runtime-config = \"${dir}/config.json\";\n}\n",
		"k3s kube-apiserver-arg: apps/v1 gates A=true (medium)"},
	{"Go, gates apart", "a.go", "package x\n\nfunc f() {\n\targs.Append(\"runtime-config\", \"apps/v1\")\n\targs.Append(\"feature-gates\", \"A=true\")\n}\n", "flag: apps/v1 gates A=true (medium)"},
	{"Go, by name and type", "a.go", "package x\n\nvar a = map[string]any{\"apiServerArguments\": map[string]any{\"runtime-config\": []any{\"keep\"}}}\n\nfunc f() {\n\ta.Args[\"runtime-config\"] = append(Arguments{\"apps/v1=true\"}, a.Args[\"runtime-config\"]...)\n\tb := NewArg(\"\", []string{\"--runtime-config=bar=false,foo=true\"})\n}\n",
		"runtime-config: apps/v1=true (medium)"},
	{"Go", "a_test.go", `package x
// --runtime-config=no/v1
func f() {
	s.Configure().Append("runtime-config", "api/all=true")
	args := []string{"--feature-gates=A=true", "--runtime-config=" + "apps/v1=true"}
	x("--runtime-config=" + value, "--runtime-config", value, fmt.Sprintf("--runtime-config=%s", v))
	m := map[string]string{"runtime-config": "batch/v1"}
	a := kubeadm.Arg{Name: "runtime-config", Value: "api/ga=true"}
	y := ` + "`apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    runtime-config: api/beta=true\n`" + `
	runtimeConfig := "api/alpha=true"
	runtimeConfig = "conf.yaml"
	runtimeConfig = "api/alpha=false"
}
`, `flag: api/all=true gates A=true (medium)
flag: apps/v1=true gates A=true (medium)
runtime-config: batch/v1 gates A=true (medium)
runtime-config: api/ga=true gates A=true (medium)
kubeadm extraArgs: api/beta=true gates A=true (medium)
runtimeConfig: api/alpha=true gates A=true (medium)
runtimeConfig: api/alpha=false gates A=true (medium)`},
}

func TestCode(t *testing.T) { checkForms(t, codeForms) }

var documentsForms = []form{
	{"Markdown", "README.md", "Pass `--runtime-config=api/all=true` or `--runtime-config=<group>/<version>`, --runtime-config=no/v1, `runtime-config`.\n" +
		"```yaml\nkube_api_runtime_config:\n- apps/v1\n```\n```console\n$ minikube start --extra-config=apiserver.runtime-config=batch/v1\n```\n```\n[Service]\nExecStart=kube-apiserver \\\n  --runtime-config=api/ga\n```\n```python\nx = '--runtime-config=api/all'\n```\n",
		`flag: api/all=true (low)
kubespray kube_api_runtime_config: apps/v1 (low)
minikube --extra-config: batch/v1 (low)
flag: api/ga (low)`},
	{"Hugo", "a.md", "{{< codeFromInline lang=\"yaml\" >}}\nkind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nruntimeConfig:\n  api/alpha: \"false\"\n{{< /codeFromInline >}}\n", `kind runtimeConfig: api/alpha=false (api/alpha: "false) (low)`},
	{"manifest behind a command", "a.md", "```\n$ cat kind.yaml\n\nkind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nruntimeConfig:\n  api/alpha: \"false\"\n```\n", `kind runtimeConfig: api/alpha=false (api/alpha: "false) (low)`},
	{"help", "a.md", "```\n      --kube-runtime-config string   A set of key=value pairs\n      --runtime-config mapStringString   A set of key=value pairs. api/all=true|false controls all\n```\n", ""},
	{"AsciiDoc", "a.adoc", "Use `--runtime-config=apps/v1`:\n\n[source,yaml]\n----\nkube_api_runtime_config:\n- batch/v1 <1>\n----\n\n[source,console]\n....\n$ kube-apiserver --runtime-config=api/all=true\n....\n", "flag: apps/v1 (low)\nkubespray kube_api_runtime_config: batch/v1 (low)\nflag: api/all=true (low)"},
	{"RST", "a.rst", "Use ``--runtime-config=apps/v1``::\n\n  kube-apiserver --runtime-config=api/all=true\n", "flag: apps/v1 (low)\nflag: api/all=true (low)"},
	{"annotations and schemas", "a.yaml", "metadata:\n  annotations:\n    flags: --runtime-config=api/all=true\nopenAPIV3Schema:\n  runtimeConfig: [api/all=true]\n", ""},
	{"text", "a.yaml", "description: pass --runtime-config=api/all=true\nother: {{ x }}\n", ""},
}

func TestDocuments(t *testing.T) { checkForms(t, documentsForms) }

var templatesForms = []form{
	{"Helm", "templates/a.yaml", pod("  - args:\n    {{- if .x }}\n    - --runtime-config={{ .Values.rc }},api/all=true\n    {{- end }}\n    - {{ .y }}\n"), "flag: api/all=true and more (medium)"},
	{"Jinja", "kubeadm.yaml.j2", `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
{% if x | length > 0 %}
  - name: runtime-config
    value: "{{ x | join(',') }}"
{% endif %}
{# comment #}
  - name: runtime-config
    value: apps/v1
`, "kubeadm extraArgs: apps/v1 and more (medium)"},
	{"condition in a line", "a.yaml", pod("  - args:\n    {{ if .x }}- --feature-gates=A=true{{ end }}\n    - --runtime-config=apps/v1,{{ if .y }}batch/v1{{ else }}batch/v2{{ end }}\n"), "flag: apps/v1 batch/v1 gates A=true (medium)\nflag: apps/v1 batch/v2 gates A=true (medium)"},
	{"no YAML even so", "cloud-config", "#cloud-config\n{{ define \"x\" }}{{ y }}\n  bin=\"$1\"; shift\n  : {\n - --v=1\n - \"--runtime-config=apps/v1\"\n", "flag: apps/v1 (medium)"},
	{"unquoted action", "a.yaml", "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    runtime-config: {{ x }}\n", ""},
}

func TestTemplates(t *testing.T) { checkForms(t, templatesForms) }

func TestLanguages(t *testing.T) {
	for file, want := range map[string]language{
		"a/b.YAML": yamlText, "b.yml.j2": yamlText, "Dockerfile.dev": dockerText, "x.dockerfile": dockerText, "etc/default/kubelet": shellText,
		"etc/sysconfig/kube": shellText, "x.service.d/10-a.conf": unitText, "main.tf": hclText, "main.tf.json": jsonText, "Makefile": shellText,
		"README": unknown, "kube-apiserver.py": pythonText, "kube-apiserver.conf": shellText, "a.tsx": javaScriptText, "haproxy.cfg.j2": haproxyText, "nginx-lb.conf": bracesText, "haproxy.md": markdownText, "x.conf": unknown, "LICENSE.txt": unknown, ".env": shellText, "a.service.tmpl": unitText,
	} {
		if got := languageOf(file); got != want {
			t.Errorf("%s is %d, want %d", file, got, want)
		}
	}
	for file, want := range map[string]bool{"run": true, "a.pl": false, "a.go": true, "b.pl.j2": false, "b.py.j2": true, "lb.cfg": true} {
		if got := Picks(file, func() []byte { return []byte("#!/bin/sh\n") }); got != want {
			t.Errorf("%s is read: %t, want %t", file, got, want)
		}
	}
	for head, want := range map[string]bool{
		"#!/usr/bin/perl\n": false, "#!/usr/bin/env python3\n": true, "# x\nglobal\n  log x\n": true, "[x]\na=b\n": false,
		"events {\n}\n": true, "! Configuration File for keepalived\n": true, "server=1\n": false,
	} {
		if got := Picks("etc/lb.conf", func() []byte { return []byte(head) }); got != want {
			t.Errorf("%q is read: %t, want %t", head, got, want)
		}
	}
}
