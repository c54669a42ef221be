// Package golangci is apilint as a module plugin of golangci-lint v2. The docs
// (docs/go.md) tell how a golangci-lint with it is built.
package golangci

import (
	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/apilint/apilint/rules/analyzers"
)

func init() { register.Plugin("apilint", New) }

// New makes the plugin of what .golangci.yml says below
// linters.settings.custom.apilint.settings, a mapping with the keys of
// analyzers.Settings. Keys that it doesn't know
// and values that mean nothing are errors.
func New(raw any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[analyzers.Settings](raw)
	if err != nil {
		return nil, err
	}
	p := plugin{s}
	return p, p.Validate()
}

type plugin struct{ analyzers.Settings }

// BuildAnalyzers returns an analyzer for each rule.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	return analyzers.New(&p.Settings), nil
}

// GetLoadMode asks for types.
func (p plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
