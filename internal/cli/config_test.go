package cli

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apilint/apilint/internal/config"
)

// TestConfigSchema checks that docs/config.schema.json is what apilint writes.
func TestConfigSchema(t *testing.T) {
	var schema strings.Builder
	if err := writeJSON(&schema, config.Schema()); err != nil || !json.Valid([]byte(schema.String())) {
		t.Fatal(err)
	}
	renew(t, filepath.Join(root, "docs", "config.schema.json"), schema.String())
}
