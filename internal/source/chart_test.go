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
