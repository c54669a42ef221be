package cli

import (
	"errors"
	"io"
	"os"
	"testing"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/report"
)

func content(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A report appears when it is complete, behind a link if there is one.
func TestReportFileAppearsWhole(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("real.json", []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.json", "link.json"); err != nil {
		t.Fatal(err)
	}
	file, err := createReport("link.json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(file, "new"); err != nil {
		t.Fatal(err)
	}
	if got := content(t, "real.json"); got != "old" {
		t.Errorf("before it is complete, the report is %q", got)
	}
	if err := file.commit(); err != nil {
		t.Fatal(err)
	}
	if got := content(t, "real.json"); got != "new" {
		t.Errorf("the report is %q", got)
	}
	if info, err := os.Stat("real.json"); err != nil || info.Mode() != 0o640 {
		t.Errorf("the mode is not kept: %v, %v", info.Mode(), err)
	}
	if info, err := os.Lstat("link.json"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
}

// A report that could not be written whole leaves the old one in place, and no
// litter.
func TestReportFileFails(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.json", []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	file, err := createReport("a.json")
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
	if _, err := io.WriteString(file, "new"); err == nil {
		t.Error("writing to a closed file succeeds")
	}
	if err := file.commit(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("commit: %v", err)
	}
	entries, err := os.ReadDir(".")
	if err != nil || len(entries) != 1 || content(t, "a.json") != "old" {
		t.Errorf("left are %v, %v", entries, err)
	}
}

func TestReportToDevice(t *testing.T) {
	format, err := formatNamed("json")
	if err != nil {
		t.Fatal(err)
	}
	s := openSink(output{format, os.DevNull}, report.Run{}, io.Discard)
	if err := s.finish(diagnostic.Summary{}); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s was replaced: %v, %v", os.DevNull, info, err)
	}
}
