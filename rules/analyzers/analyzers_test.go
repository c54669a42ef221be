package analyzers

import (
	"path/filepath"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

// all returns an analyzer that reports what all analyzers do.
func all(settings *Settings) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "all", Doc: "what all analyzers report", ResultType: reflect.TypeFor[[]said](),
		Run: func(pass *analysis.Pass) (any, error) {
			found, err := settings.judge(pass)
			for _, s := range found {
				pass.Report(s.diagnostic())
			}
			return found, err
		},
	}
}

func operator(t *testing.T) string {
	dir, err := filepath.Abs("testdata/operator")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// Each construct, found and left alone.
func TestConstructs(t *testing.T) {
	analysistest.Run(t, operator(t), all(&Settings{}), "./...")
}
