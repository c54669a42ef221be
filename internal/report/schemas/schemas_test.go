package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/reviewdog/reviewdog/proto/rdf"
	"github.com/santhosh-tekuri/jsonschema/v6"
	_ "github.com/securego/gosec/v2/cwe"        // its module holds the schema of SARIF
	_ "github.com/yannh/kubeconform/pkg/output" // its module holds the schema of JUnit
	"google.golang.org/protobuf/encoding/protojson"
)

const root = "../../.."

// program is apilint, as the tests run it.
var program string

func TestMain(m *testing.M) {
	os.Exit(buildAndRun(m))
}

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "apilint")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "apilint")
	command := exec.Command("go", "build", "-o", program, "./cmd/apilint")
	command.Dir = root
	if said, err := command.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build apilint: %v: %s", err, said)
		return 1
	}
	return m.Run()
}

// reports are those of runs that have much to say, little, nothing, and more
// than they can read.
func reports(t *testing.T, format string) map[string][]byte {
	t.Helper()
	example, err := filepath.Abs(filepath.Join(root, "testdata", "example"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for name, text := range inputs {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	texts := map[string][]byte{}
	for name, paths := range map[string][]string{
		"example": {example},
		"fixable": {"fixable.yaml"},
		"hostile": {"a&b<c>\"'日本.yaml", "ctrl.yaml"},
		"clean":   {"clean.yaml"},
		"missing": {"clean.yaml", "missing.yaml"},
	} {
		args := append([]string{"check", "-q", "--exit-zero", "-o", format, "--kubernetes-version", "1.21..1.36"}, paths...)
		out, err := exec.Command(program, args...).Output()
		if err != nil && name != "missing" {
			t.Fatalf("%s: %v", name, err)
		}
		texts[name] = out
	}
	return texts
}

var inputs = map[string]string{
	"fixable.yaml":     "apiVersion: v1 # apilint: ignore[removed-api] not any more\nkind: Secret\n",
	"clean.yaml":       "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n",
	"a&b<c>\"'日本.yaml": "\ufeff# 😀\r\n{\"日本\": \"é\", \"apiVersion\": \"policy/v1beta1\", \"kind\": \"PodDisruptionBudget\"}\r\n",
	"ctrl.yaml":        "apiVersion: \"]]>\\x01\\x1b[0m & <b>\"\nkind: Pod\n---\napiVersion: v1\nkind: [\n",
}

// moduleFile finds a file of a module.
func moduleFile(t *testing.T, module, file string) string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		t.Fatalf("find %s: %v", module, err)
	}
	return filepath.Join(strings.TrimSpace(string(dir)), filepath.FromSlash(file))
}

func TestSARIF(t *testing.T) {
	name := moduleFile(t, "github.com/securego/gosec/v2", "report/sarif/testdata/sarif-schema-2.1.0.json")
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	for run, text := range reports(t, "sarif") {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err == nil {
			err = schema.Validate(value)
		}
		if err != nil || run == "fixable" && !bytes.Contains(text, []byte(`"fixes"`)) {
			t.Errorf("%s: %v\n%s", run, err, text)
		}
	}
	broken, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"version":"2.1.0","runs":[{"results":[]}]}`))
	if err != nil || schema.Validate(broken) == nil {
		t.Errorf("the schema takes a run without a tool (%v)", err)
	}
}

// The schema of JUnit is read by xmllint, of libxml2.
func TestJUnit(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Log("left out: there is no xmllint")
		return
	}
	schema := moduleFile(t, "github.com/yannh/kubeconform", "fixtures/junit.xsd")
	for run, text := range reports(t, "junit") {
		check := exec.Command(xmllint, "--noout", "--schema", schema, "-")
		check.Stdin = bytes.NewReader(text)
		if said, err := check.CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s\n%s", run, err, said, text)
		}
	}
}

// rdjson is read strictly by the messages that define it.
func TestRDJSON(t *testing.T) {
	for run, text := range reports(t, "rdjson") {
		var result rdf.DiagnosticResult
		if err := protojson.Unmarshal(text, &result); err != nil {
			t.Errorf("%s: %v\n%s", run, err, text)
		}
		if len(result.GetDiagnostics()) == 0 && run != "clean" && run != "missing" {
			t.Errorf("%s: there are no diagnostics", run)
		}
	}
}

// GitLab publishes no schema. Its documentation says what a report must hold:
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
func TestGitLab(t *testing.T) {
	for run, text := range reports(t, "gitlab") {
		var findings []struct {
			Description string `json:"description"`
			CheckName   string `json:"check_name"`
			Fingerprint string `json:"fingerprint"`
			Severity    string `json:"severity"`
			Location    struct {
				Path  string `json:"path"`
				Lines struct {
					Begin int `json:"begin"`
					End   int `json:"end"`
				} `json:"lines"`
			} `json:"location"`
		}
		reader := json.NewDecoder(bytes.NewReader(text))
		reader.DisallowUnknownFields()
		if err := reader.Decode(&findings); err != nil {
			t.Fatalf("%s: %v", run, err)
		}
		seen := map[string]bool{}
		for _, f := range findings {
			known := strings.Contains("info minor major critical blocker", f.Severity)
			if f.Description == "" || f.CheckName == "" || !known || seen[f.Fingerprint] || f.Location.Lines.Begin < 1 || strings.HasPrefix(f.Location.Path, "./") {
				t.Errorf("%s: %+v", run, f)
			}
			seen[f.Fingerprint] = true
		}
	}
}

// TestConfiguration checks that the schema of configurations is one, and that
// it takes and refuses what apilint does.
func TestConfiguration(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../../../docs/config.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		`{}`: true,
		`{"kubernetes-version": "1.31..1.37", "select": ["all"], "ignore": ["beta-api", "health"], "rules": {"deprecated-api": {"severity": "info"}}}`: true,
		`{"paths": [{"glob": "old/", "kubernetes-version": 1.24, "ignore": ["api"], "rules": {"beta-api": {"severity": "error"}}}]}`:                   true,
		`{"catalogs": ["a.yaml"], "openapi": [], "exclude": ["*.gen.yaml"], "baseline": "known.json"}`:                                                 true,
		`{"kubernetes-versoin": "1.37"}`:                       false,
		`{"kubernetes-version": "latest"}`:                     false,
		`{"select": "all"}`:                                    false,
		`{"ignore": ["removed-ap"]}`:                           false,
		`{"rules": {"beta-api": {"severity": "loud"}}}`:        false,
		`{"rules": {"api": {"severity": "info"}}}`:             false,
		`{"paths": [{"ignore": ["beta-api"]}]}`:                false,
		`{"paths": [{"glob": "!old/", "ignore": ["health"]}]}`: false,
	} {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); (err == nil) != want {
			t.Errorf("%s: %v, want it taken: %t", text, err, want)
		}
	}
}
