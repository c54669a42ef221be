package cli

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the tests get into the files that say what they expect")

func TestMain(m *testing.M) {
	if _, set := os.LookupEnv("APILINT_CACHE"); !set {
		os.Setenv("APILINT_CACHE", "off")
	}
	apilint := func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
	testscript.Main(m, map[string]func(){"apilint": apilint, "kubectl-apilint": apilint})
}

// TestScripts runs whole command lines and compares whole outputs. Beside what
// testscript knows, a script may say "exits CODE PROGRAM ARGUMENT...".
func TestScripts(t *testing.T) {
	kept := t.TempDir()
	for _, dir := range []string{"cli", "rules"} {
		t.Run(dir, func(t *testing.T) {
			testscript.Run(t, testscript.Params{
				Dir:                 "../../testdata/" + dir,
				UpdateScripts:       *update,
				RequireExplicitExec: true,
				Setup:               func(env *testscript.Env) error { return setUp(env, kept) },
				Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
			})
		})
	}
}

// setUp tells scripts where Go compiles to and where apilint keeps what it found
// in Go code, and in which directory apilint lies without the go command.
func setUp(env *testscript.Env, kept string) error {
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	bin, _, _ := strings.Cut(os.Getenv("PATH"), string(os.PathListSeparator))
	env.Setenv("GOCACHE", strings.TrimSpace(string(cache)))
	env.Setenv("APILINT_CACHE", kept)
	env.Setenv("BIN", bin)
	return err
}

func exits(ts *testscript.TestScript, negated bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if negated || err != nil || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGUMENT...")
	}
	code := 0
	var failed *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		code = failed.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}
