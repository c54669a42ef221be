package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

type version struct{}

func (version) flags() []flagGroup { return nil }

func (version) run(c *console, args []string) (int, error) {
	if len(args) > 0 {
		return 0, fmt.Errorf("version takes no argument, not %q", args[0])
	}
	parts := []string{runtime.Version(), "catalog " + knownReleases().String()}
	if commit := buildSetting("vcs.revision"); commit != "" {
		parts = append([]string{"commit " + commit[:min(len(commit), 12)]}, parts...)
	}
	_, err := fmt.Fprintf(c.stdout, "apilint %s (%s)\n", buildVersion(), strings.Join(parts, ", "))
	return c.written(err), nil
}

// buildVersion returns the version of apilint, "devel" for one that was not
// built from a tagged version of the module.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return strings.TrimPrefix(info.Main.Version, "v")
}

// buildSetting returns what the Go tool wrote down about the build.
func buildSetting(key string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, setting := range info.Settings {
		if setting.Key == key {
			return setting.Value
		}
	}
	return ""
}
