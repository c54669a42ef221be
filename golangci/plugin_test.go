package golangci

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis/analysistest"
)

// built builds the analyzers as golangci-lint does.
func built(t *testing.T, settings any) register.LinterPlugin {
	t.Helper()
	newPlugin, err := register.GetPlugin("apilint")
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPlugin(settings)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The plugin finds what a program leans on of the real client-go.
func TestRealClient(t *testing.T) {
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	p := built(t, map[string]any{"kubernetes-version": "1.37"})
	all, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	for _, analyzer := range all {
		if analyzer.Name == "removedapi" {
			analysistest.Run(t, dir, analyzer, "./internal/operator")
			return
		}
	}
	t.Fatalf("no analyzer is called removedapi among the %d", len(all))
}

func TestSettings(t *testing.T) {
	if mode := built(t, nil).GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Errorf("load mode %s", mode)
	}
	for _, f := range []struct {
		settings map[string]any
		want     string
	}{
		{map[string]any{"kubernetes": "1.37"}, "kubernetes"},
		{map[string]any{"kubernetes-version": "1.99"}, "1.99"},
		{map[string]any{"severity": "loud"}, "loud"},
	} {
		if _, err := New(f.settings); err == nil || !strings.Contains(err.Error(), f.want) {
			t.Errorf("%v: %v", f.settings, err)
		}
	}
}
