package cli

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// apilint is a tool of go vet and go fix.
func TestVet(t *testing.T) {
	tool := filepath.Join(t.TempDir(), "apilint")
	if out, err := exec.Command("go", "build", "-o", tool, "../../cmd/apilint").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := func(args ...string) string {
		command := exec.Command("go", args...)
		command.Dir = "../../rules/analyzers/testdata/operator"
		out, _ := command.CombinedOutput() // fails where something is found
		return string(out)
	}
	for _, f := range []struct {
		args []string
		want string
	}{
		{[]string{"vet", "-vettool=" + tool, "./clients"},
			"clients.go:11:10: removed-api: extensions/v1beta1 Ingress was removed in Kubernetes 1.22; write networking.k8s.io/v1"},
		{[]string{"vet", "-vettool=" + tool, "-json", "./clients"}, `"category": "removed-api"`},
		{[]string{"vet", "-vettool=" + tool, "-severity=info", "-kubernetes-version=1.24", "./clients"}, "beta-api: policy/v1beta1"},
		{[]string{"vet", "-vettool=" + tool, "-kubernetes-version=1.99", "./clients"}, `"1.99" is not among the releases`},
		{[]string{"vet", "-vettool=" + tool, "-fix", "-diff", "./probes"}, `+	client.Get().AbsPath("/livez")`},
		{[]string{"fix", "-fixtool=" + tool, "-diff", "./probes"}, `+	client.Get().AbsPath("/livez")`},
	} {
		if got := run(f.args...); !strings.Contains(got, f.want) {
			t.Errorf("go %s says\n%s\nwithout %s", strings.Join(f.args, " "), got, f.want)
		}
	}
}

func TestIsVet(t *testing.T) {
	for line, want := range map[string]bool{
		"-V=full": true, "-flags": true, "-json /tmp/b001/vet.cfg": true, "-removedapi vet.cfg": true,
		"": false, "check .": false, "check vet.cfg.yaml": false, "-V": false, "--version": false,
	} {
		if got := IsVet(strings.Fields(line)); got != want {
			t.Errorf("IsVet(%s) = %t", line, got)
		}
	}
}
