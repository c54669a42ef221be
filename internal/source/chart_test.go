package source

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestCharts asks for the charts of many folders, each twice: what is kept is
// bounded, and files find their chart whether it was forgotten or not.
func TestCharts(t *testing.T) {
	dir := filepath.ToSlash(t.TempDir())
	var charts Charts
	for i := range 5 * keptCharts {
		at := fmt.Sprintf("%s/c%d", dir, i)
		if err := os.MkdirAll(at+"/charts/inner/templates", 0o777); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{at + "/Chart.yaml", at + "/charts/inner/Chart.yaml"} {
			if err := os.WriteFile(name, []byte("name: c\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 2 {
		for i := range 5 * keptCharts {
			at := fmt.Sprintf("%s/c%d", dir, i)
			inner, below := charts.Of(at + "/charts/inner/templates/a.yaml")
			if inner == nil || below != "templates/a.yaml" || inner.Name() != "inner" || inner.Around == nil {
				t.Fatalf("%s gives %+v, %q", at, inner, below)
			}
			if again, _ := charts.Of(at + "/charts/inner/templates/b.yaml"); again != inner {
				t.Fatalf("%s: two files of one chart give two", at)
			}
			if len(charts.byDir) > 2*keptCharts {
				t.Fatalf("%d folders are kept", len(charts.byDir))
			}
		}
	}
}

// TestOpenInChart reads a template that was read for its chart already: once.
func TestOpenInChart(t *testing.T) {
	dir := filepath.ToSlash(t.TempDir())
	if err := os.MkdirAll(dir+"/templates", 0o777); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(dir+"/"+name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("Chart.yaml", "name: c\n")
	write("templates/a.yaml", "a")
	write("templates/b.yaml", "b")
	var charts Charts
	var reader Reader
	chart, _ := charts.Of(dir + "/templates/a.yaml")
	if got := chart.Read("templates/a.yaml"); got == nil || string(got.Data) != "a" {
		t.Fatalf("got %+v", got)
	}
	write("templates/a.yaml", "changed")
	for name, want := range map[string]string{"templates/a.yaml": "a", "templates/b.yaml": "b", "Chart.yaml": "name: c\n"} {
		file, err := charts.Open(&reader, dir+"/"+name)
		if err != nil || string(file.Data) != want || file.Path != dir+"/"+name || file.Chart != chart || file.InChart != name {
			t.Errorf("%s: got %+v, %v", name, file, err)
		}
	}
	if _, err := charts.Open(&reader, dir+"/templates/_none.tpl"); err == nil {
		t.Error("a file that isn't there is read")
	}
}
