package cli

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/apilint/apilint/rules"
)

// release serves one release of apilint, as GitHub does.
func release(t *testing.T, version string, sums func(archive string, sum [32]byte) string) string {
	t.Helper()
	archive := fmt.Sprintf("apilint_%s_linux_amd64.tar.gz", version)
	var packed bytes.Buffer
	compressor := gzip.NewWriter(&packed)
	writer := tar.NewWriter(compressor)
	program := "#!/bin/sh\necho the released apilint\n"
	if err := writer.WriteHeader(&tar.Header{Name: "apilint", Mode: 0o755, Size: int64(len(program))}); err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(writer, program)
	writer.Close()
	compressor.Close()
	mux := http.NewServeMux()
	files := "/download/v" + version + "/"
	mux.HandleFunc("GET /latest", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/tag/v"+version, http.StatusFound)
	})
	mux.HandleFunc("GET /tag/v"+version, func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET "+files+archive, func(w http.ResponseWriter, _ *http.Request) { w.Write(packed.Bytes()) })
	mux.HandleFunc("GET "+files+"checksums.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, sums(archive, sha256.Sum256(packed.Bytes())))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// step runs a step of the action as a runner does, in dir, and returns what it
// prints, what it says to the runner, by the variable that names the file, and
// its exit code.
func step(t *testing.T, dir, name string, environment ...string) (printed string, told map[string]string, code int) {
	t.Helper()
	script, err := filepath.Abs(filepath.Join(root, "action.sh"))
	if err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	cmd := exec.Command("bash", script, name)
	cmd.Dir = dir
	cmd.Env = append(plainEnvironment(temp), "RUNNER_OS=Linux", "RUNNER_ARCH=X64", "RUNNER_TEMP="+temp)
	files := []string{"GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"}
	for _, file := range files {
		cmd.Env = append(cmd.Env, file+"="+filepath.Join(temp, file))
	}
	cmd.Env = append(cmd.Env, environment...)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	told = map[string]string{}
	for _, file := range files {
		text, _ := os.ReadFile(filepath.Join(temp, file))
		told[file] = string(text)
	}
	return string(out), told, cmd.ProcessState.ExitCode()
}

func actionCanRun(t *testing.T) bool {
	t.Helper()
	for _, tool := range []string{"bash", "curl", "tar", "awk"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Logf("no %s here: the action is not tried", tool)
			return false
		}
	}
	return true
}

func TestActionInstalls(t *testing.T) {
	if !actionCanRun(t) {
		return
	}
	right := func(archive string, sum [32]byte) string {
		return fmt.Sprintf("%064x  other.tar.gz\n%x  %s\n", 7, sum, archive)
	}
	wrong := func(archive string, sum [32]byte) string { return fmt.Sprintf("%064x  %s\n", 7, archive) }
	missing := func(archive string, sum [32]byte) string { return fmt.Sprintf("%x  %s.sbom\n", sum, archive) }
	for _, c := range []struct {
		name        string
		sums        func(string, [32]byte) string
		environment []string
		code        int
		want        string
	}{
		{"the newest", right, nil, 0, "apilint 1.2.3\n"},
		{"by number", right, []string{"INPUT_VERSION=v1.2.3"}, 0, "apilint 1.2.3\n"},
		{"by the action's tag", right, []string{"ACTION_REF=v1.2.3"}, 0, "apilint 1.2.3\n"},
		{"the action's branch", right, []string{"ACTION_REF=main"}, 0, "apilint 1.2.3\n"},
		{"not there", right, []string{"INPUT_VERSION=9.9.9"}, 2, "can't download checksums.txt of apilint 9.9.9"},
		{"not a version", right, []string{"INPUT_VERSION=1.2.3/../../x"}, 2, `"1.2.3/../../x" is not a version`},
		{"wrong sum", wrong, nil, 2, "the checksum of apilint_1.2.3_linux_amd64.tar.gz is wrong"},
		{"no sum", missing, nil, 2, "checksums.txt has no sum"},
		{"odd processor", right, []string{"RUNNER_ARCH=ARM"}, 2, "no apilint for runners with ARM"},
	} {
		t.Run(c.name, func(t *testing.T) {
			releases := "APILINT_RELEASES=" + release(t, "1.2.3", c.sums)
			out, told, code := step(t, t.TempDir(), "install", append(c.environment, releases)...)
			if code != c.code || !strings.Contains(out, c.want) {
				t.Errorf("exit code %d, printed %q, want %d and %q", code, out, c.code, c.want)
			}
			dir := strings.TrimSpace(told["GITHUB_PATH"])
			if _, err := os.Stat(filepath.Join(dir, "apilint")); dir != "" && err != nil || (dir != "") != (c.code == 0) {
				t.Errorf("the PATH gets %q", dir)
			}
		})
	}
}

func TestActionChecks(t *testing.T) {
	if !actionCanRun(t) {
		return
	}
	dir := t.TempDir()
	place(t, filepath.Join(dir, "deploy", "a b.yaml"), "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: old\n")
	place(t, filepath.Join(dir, "chart", "b.yaml"), deployment("new"))
	place(t, filepath.Join(dir, "-x.yaml"), deployment("new"))
	for _, c := range []struct {
		name        string
		environment []string
		code        string
		want, never string // what is printed
	}{
		{"as it is", nil, "1", "::error title=apilint", ""},
		{"code scanning", []string{"INPUT_ADVANCED_SECURITY=true"}, "1", "removed-api", "::error"},
		{"clean", []string{"INPUT_PATHS=chart\n -x.yaml "}, "0", "checked 6 objects in 2 files", "::error"},
		{"release", []string{"INPUT_KUBERNETES_VERSION=1.24"}, "1", "against Kubernetes 1.24", ""},
		{"threshold", []string{"INPUT_KUBERNETES_VERSION=1.24", "INPUT_FAIL_ON=error"}, "0", "warning", ""},
		{"flags", []string{"INPUT_FLAGS=--ignore=removed-api\n\n--exit-zero\n"}, "0", "no problems", "::error"},
		{"wrong flag", []string{"INPUT_FLAGS=--selct=all; touch x"}, "2", "unknown flag", "::error"},
		{"no such path", []string{"INPUT_PATHS=$(touch x) *"}, "3", "$(touch: no such file", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, told, code := step(t, dir, "check", c.environment...)
			if code != 0 || !strings.Contains(out, c.want) || c.never != "" && strings.Contains(out, c.never) {
				t.Errorf("exit code %d, printed %q, want %q and not %q", code, out, c.want, c.never)
			}
			if !strings.Contains(told["GITHUB_OUTPUT"], "exit-code="+c.code+"\n") {
				t.Errorf("the outputs are %q, want exit code %s", told["GITHUB_OUTPUT"], c.code)
			}
			if opened, rest, found := strings.Cut(out, "::stop-commands::"); !found || opened != "" ||
				!strings.Contains(rest, "\n::"+rest[:strings.Index(rest, "\n")]+"::\n") {
				t.Errorf("files can send commands to the runner: %q", out)
			}
			reported := c.code != "2"
			if strings.Contains(told["GITHUB_OUTPUT"], "sarif-file=") != reported || (told["GITHUB_STEP_SUMMARY"] != "") != reported {
				t.Errorf("the outputs are %q and the summary is %q", told["GITHUB_OUTPUT"], told["GITHUB_STEP_SUMMARY"])
			}
			if _, err := os.Stat(filepath.Join(dir, "x")); err == nil {
				t.Error("an input was run as a command")
			}
		})
	}
}

// What an expression of GitHub's gives must not become part of a script.
func TestActionInputsGoThroughTheEnvironment(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]any
		Runs   struct {
			Steps []struct {
				Run string
				Env map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(text, &action); err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join(root, "action.sh"))
	if err != nil {
		t.Fatal(err)
	}
	passed := "inputs.working-directory" // is not for the script
	for _, step := range action.Runs.Steps {
		if strings.Contains(step.Run, "${{") {
			t.Errorf("an expression is written into the script %q", step.Run)
		}
		for name, value := range step.Env {
			passed += value
			if !strings.Contains(string(script)+step.Run, name) {
				t.Errorf("action.sh doesn't read %s", name)
			}
		}
	}
	for input := range action.Inputs {
		if !strings.Contains(passed, "inputs."+input) {
			t.Errorf("the input %s is not passed on", input)
		}
	}
}

// The problem matcher finds every part of a line of the concise format, painted
// or not.
func TestProblemMatcher(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, ".github", "apilint-matcher.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		ProblemMatcher []struct {
			Pattern []struct {
				Regexp                                      string
				File, Line, Column, Severity, Message, Code int
			}
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, color := range []string{"always", "never"} {
		var out, errors bytes.Buffer
		args := []string{"-o", "concise", "--color", color, "--kubernetes-version", "1.20", filepath.Join(root, "testdata", "example")}
		if code := Main(args, strings.NewReader(""), &out, &errors); code != exitFindings {
			t.Fatalf("exit code %d: %s", code, errors.String())
		}
		found := map[int]int{}
		for line := range strings.Lines(out.String()) {
			matched := 0
			for i, matcher := range file.ProblemMatcher {
				pattern := matcher.Pattern[0]
				parts := regexp.MustCompile(pattern.Regexp).FindStringSubmatch(strings.TrimSuffix(line, "\n"))
				if parts == nil {
					continue
				}
				matched++
				found[i]++
				if _, err := rules.Named(parts[pattern.Code]); err != nil || strings.Contains(parts[pattern.File], ":") ||
					strings.Trim(parts[pattern.Line]+parts[pattern.Column], "0123456789") != "" || strings.Contains(parts[pattern.Message], "\x1b") {
					t.Errorf("of %q it finds %q", line, parts)
				}
			}
			if matched != 1 {
				t.Errorf("%q is matched by %d patterns", line, matched)
			}
		}
		if len(found) != len(file.ProblemMatcher) {
			t.Errorf("only %d of the patterns found something", len(found))
		}
	}
}
