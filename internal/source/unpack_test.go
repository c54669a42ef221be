package source

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// packed makes an archive of files, each given by its path and its content.
func packed(t *testing.T, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	archive := tar.NewWriter(zipped)
	for i := 0; i < len(files); i += 2 {
		header := &tar.Header{Name: files[i], Size: int64(len(files[i+1])), Typeflag: tar.TypeReg}
		if err := archive.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPacked(t *testing.T) {
	sub := packed(t, "sub/Chart.yaml", "name: sub", "sub/templates/b.yaml", "b", "sub/values.yaml", "c")
	innermost := packed(t, "in/Chart.yaml", "name: in")
	for range maxChartDepth {
		innermost = packed(t, "a/Chart.yaml", "name: a", "a/charts/a-1.tgz", innermost)
	}
	large := strings.Repeat(" ", maxChartFile)
	var bomb []string
	for range maxChartArchive/maxChartFile + 1 {
		bomb = append(bomb, "a/files/large", large)
	}
	for _, c := range []struct{ name, archive, want string }{
		{"a chart with a packed one in it", packed(t, "a/Chart.yaml", "name: a", "a/templates/a.yaml", "a", "a/charts/sub-1.tgz", sub),
			"a.tgz/a/Chart.yaml a.tgz/a/charts/sub-1.tgz/sub/Chart.yaml in a a.tgz/a/charts/sub-1.tgz/sub/templates/b.yaml in a a.tgz/a/templates/a.yaml"},
		{"no chart", packed(t, "a/b", ""), errNoChart.Error()},
		{"no archive", "text", "read the packed chart: unexpected EOF"},
		{"cut off", sub[:len(sub)/2], "read the packed chart: unexpected EOF"},
		{"a packed chart in it that is broken", packed(t, "a/Chart.yaml", "", "a/charts/b.tgz", "text"), `read the packed chart: "a/charts/b.tgz": unexpected EOF`},
		{"a large file", packed(t, "a/Chart.yaml", "", "a/b", large+" "), `read the packed chart: "a/b": it is larger than 5 MiB, which Helm refuses`},
		{"a bomb", packed(t, bomb...), `read the packed chart: "a/files/large": it unpacks to more than 100 MiB, which Helm refuses`},
		{"archives in archives", innermost, errTooNested.Error()},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.WriteFile("a.tgz", []byte(c.archive), 0o600); err != nil {
				t.Fatal(err)
			}
			files, err := Packed("a.tgz")
			var got []string
			for _, file := range files {
				got = append(got, filepath.ToSlash(file.Path))
				if file.Chart.Around != nil {
					got = append(got, "in a")
				}
			}
			if err != nil {
				got = append(got, err.Error())
			}
			if !strings.HasSuffix(strings.Join(got, " "), c.want) {
				t.Errorf("got  %s\nwant %s", strings.Join(got, " "), c.want)
			}
		})
	}
}
