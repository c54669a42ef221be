package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFactsThatAreCutShort(t *testing.T) {
	for text, want := range map[string]string{
		"release\t1.37\ntype\tapps\tv1\n":                               ":2: ",
		"release\t1.37\ntype\tapps\tv1\tDeployment\tk8s.io/api/apps/v1": ":2: ",
		"release\t1.37\n\n":                                             ":2: ",
		"# facts\nrelease\t1.37\nformer\tapps\tv1\n":                    ":3: ",
		"type\tapps\tv1\tDeployment\tk8s.io/api\n":                      " names no release",
	} {
		file := filepath.Join(t.TempDir(), "1.37.tsv")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := readFacts(file); err == nil || !strings.HasPrefix(err.Error(), file+want) {
			t.Errorf("reading %q gives %v, want an error that begins with the file and %q", text, err, want)
		}
	}
}

func TestReleaseArgs(t *testing.T) {
	for _, args := range [][]string{{"38"}, {"1."}, {"1.x"}, {"1.38.2"}, {"v1.38"}, {"2.1"}, {""}, {"1.37 1.38"}, {"1.-1"}, {"1.037"}, {"1.37", "x"}, {"1.37", "-1"}} {
		if minor, patch, err := releaseArgs(args); err == nil {
			t.Errorf("releaseArgs(%q) = %d, %d, want an error", args, minor, patch)
		}
	}
	if minor, patch, err := releaseArgs([]string{"1.38", "3"}); minor != 38 || patch != 3 || err != nil {
		t.Errorf(`releaseArgs("1.38", "3") = %d, %d, %v`, minor, patch, err)
	}
	if err := run([]string{"add", "1.37", "2", "1.38"}); err == nil || err.Error() != usage {
		t.Errorf("adding two releases gives %v", err)
	}
}

func TestIsUnavailable(t *testing.T) {
	for text, want := range map[string]bool{
		"k@v1.99.0: reading k/@v/v1.99.0.info: 404 Not Found":                                                           true,
		"k@v1.99.0: reading k/@v/v1.99.0.info: 403 Forbidden\n\tserver response: This module version is not available.": true,
		"k@v1.99.0: invalid version: unknown revision v1.99.0":                                                          true,
		"dial tcp: lookup proxy: no such host":                                                                          false,
	} {
		if got := isUnavailable(errors.New(text)); got != want {
			t.Errorf("isUnavailable(%q) = %v", text, got)
		}
	}
}
