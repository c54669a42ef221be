package goload

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/tools/go/packages"
)

// environment is that of the go command: it must neither use the network nor
// write a go.mod, which it may where it is told to keep that up to date.
func environment() []string {
	flags := strings.ReplaceAll(os.Getenv("GOFLAGS"), "-mod=mod", "-mod=readonly")
	all := append(os.Environ(), "GOPROXY=off")
	if flags != "" {
		all = append(all, "GOFLAGS="+flags)
	}
	return all
}

// ask runs the go command as packages are loaded, and returns what it gives or
// the reason why it doesn't, in its own words.
func ask(config *packages.Config, args ...string) ([]byte, error) {
	command := exec.Command("go", args...)
	command.Dir, command.Env = config.Dir, config.Env
	out, err := command.Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) && len(bytes.TrimSpace(failed.Stderr)) > 0 {
		err = errors.New(withoutProgress(string(failed.Stderr)))
	}
	return out, err
}

// withoutProgress drops what the go command says it is doing.
func withoutProgress(said string) string {
	for {
		line, rest, more := strings.Cut(said, "\n")
		if !more || !strings.HasPrefix(line, "go: downloading") && !strings.HasPrefix(line, "go: finding") && !strings.HasPrefix(line, "warning: ") {
			return said
		}
		said = rest
	}
}

// otherwise is what to try where the go command refuses to work: with the Go that
// is installed where go.mod wants one that isn't, and without the workspace that
// leaves the module out.
var otherwise = []struct{ said, env string }{
	{"toolchain not available", "GOTOOLCHAIN=local"},
	{"not one of the workspace modules listed in go.work", "GOWORK=off"},
	{"not contain package", "GOWORK=off"},
}

// loadOffline loads packages, and sees to it that the go command can work without
// the network.
func loadOffline(config *packages.Config, patterns []string) ([]*packages.Package, error) {
	loaded, refused := load(config, patterns)
	for range otherwise { // one may only be refused after the other
		for _, try := range otherwise {
			if refused != nil && strings.Contains(refused.Error(), try.said) {
				config.Env = append(config.Env, try.env)
				loaded, refused = load(config, patterns)
			}
		}
	}
	return loaded, refused
}

// load loads packages, or tells why there are none.
func load(config *packages.Config, patterns []string) ([]*packages.Package, error) {
	loaded, err := packages.Load(config, patterns...)
	if err == nil && len(loaded) == 0 { // export data was asked for, so that the reason is lost
		_, err = ask(config, append([]string{"list", "-e", "--"}, patterns...)...)
	}
	if err == nil {
		err = outside(loaded)
	}
	return loaded, err
}

// outside returns what the go command says of packages of which none is in a
// module that it works on, nil if there are others.
func outside(loaded []*packages.Package) error {
	for _, p := range loaded {
		if len(p.GoFiles) > 0 || len(p.Errors) == 0 || p.Module != nil {
			return nil
		}
	}
	if len(loaded) == 0 {
		return nil
	}
	return errors.New(loaded[0].Errors[0].Msg)
}
