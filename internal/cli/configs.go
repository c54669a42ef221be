package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/source"
)

// configFlags say where configurations come from.
type configFlags struct {
	file     string
	isolated bool
}

func (f *configFlags) declare(group flagGroup) {
	group.StringVar(&f.file, "config", "", "read the configuration `FILE`, and no other")
	group.BoolVar(&f.isolated, "isolated", false, "read no configuration")
}

// configs finds the configurations that govern files: that at the root of the
// git work tree that a file lies in; outside of git the nearest around it. Not
// for use by several goroutines at once.
type configs struct {
	naming *source.Naming
	given  *config.Config // by --config
	none   bool           // none is to be read
	byDir  map[string]configured
	byFile map[string]configured
}

// configured is the configuration of a directory, nil if it has none, or why
// it can't be read.
type configured struct {
	*config.Config
	err error
}

func newConfigs(flags configFlags) (*configs, error) {
	if flags.file != "" && flags.isolated {
		return nil, errors.New("--config and --isolated contradict each other")
	}
	working, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("find the working directory: %w", err)
	}
	c := &configs{naming: source.NewNaming(working), none: flags.isolated, byDir: map[string]configured{}, byFile: map[string]configured{}}
	if flags.file == "" {
		return c, nil
	}
	read := c.read(flags.file, c.naming.Resolved(filepath.ToSlash(working)))
	if read.err == nil && read.Config == nil {
		read.err = fmt.Errorf("--config %s: %w", flags.file, fs.ErrNotExist)
	}
	c.given = read.Config
	return c, read.err
}

// of returns the configuration that governs the files in a directory, given
// as its real path with slashes.
func (c *configs) of(dir string) configured {
	switch {
	case c.none:
		return configured{}
	case c.given != nil:
		return configured{Config: c.given}
	}
	found, known := c.byDir[dir]
	if known {
		return found
	}
	root := c.naming.RootOf(dir)
	if root == "" {
		root = c.around(dir)
	}
	if root != "" {
		found = c.at(root)
	}
	c.byDir[dir] = found
	return found
}

// around returns the nearest directory around dir, or dir itself, that holds a
// configuration, "" if none does.
func (c *configs) around(dir string) string {
	for at := dir; ; at = path.Dir(at) {
		if _, err := os.Lstat(path.Join(at, config.Name)); !errors.Is(err, fs.ErrNotExist) {
			return at
		}
		if path.Dir(at) == at {
			return ""
		}
	}
}

// at returns the configuration in a directory.
func (c *configs) at(dir string) configured {
	file := path.Join(dir, config.Name)
	found, known := c.byFile[file]
	if !known {
		found = c.read(file, dir)
		c.byFile[file] = found
	}
	return found
}

// read reads a configuration whose patterns count from dir. One that isn't
// there is none.
func (c *configs) read(file, dir string) configured {
	shown := c.naming.Shown(filepath.ToSlash(file))
	text, err := new(source.Reader).Open(filepath.FromSlash(file))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return configured{}
	case err != nil:
		return configured{err: fmt.Errorf("configuration %s: %w", shown, err)}
	}
	parsed, err := config.Parse(shown, dir, text.Data)
	return configured{parsed, err}
}

// excludes tells whether a configuration leaves out a file or directory, given
// as its real path with slashes.
func (c *configs) excludes(real string, isDir bool) bool {
	found := c.of(path.Dir(real))
	return found.Config != nil && found.Excluded.Match(real, isDir)
}

// realDir returns the real path of the directory that a file lies in, by the
// path under which it is shown.
func (c *configs) realDir(shown string) string { return c.naming.RealDir(shown) }
