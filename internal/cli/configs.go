package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/apilint/apilint/internal/config"
	"github.com/apilint/apilint/internal/find"
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
	given  *config.Config        // by --config
	none   bool                  // none is to be read
	byDir  map[string]configured // by real paths
	byFile map[string]configured
	real   map[string]string // directories that were walked, by how they are shown
	last   struct {          // the directory that was asked for last by excludes
		dir string
		configured
	}
}

// configured is the configuration of a directory, nil if it has none, or why
// it can't be read.
type configured struct {
	*config.Config
	err    error
	inTree bool // the directory lies in a work tree of git
}

func newConfigs(flags configFlags) (*configs, error) {
	if flags.file != "" && flags.isolated {
		return nil, errors.New("--config and --isolated contradict each other")
	}
	working, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("find the working directory: %w", err)
	}
	c := &configs{naming: source.NewNaming(working), none: flags.isolated, byDir: map[string]configured{}, byFile: map[string]configured{}, real: map[string]string{}}
	if flags.file == "" {
		return c, nil
	}
	read := c.read(flags.file, c.naming.Resolved(filepath.ToSlash(working)))
	if read.err == nil && read.Config == nil {
		read.err = configError{fmt.Errorf("configuration %s: no such file", flags.file)}
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
	if root := c.naming.RootOf(dir); root != "" {
		found = c.at(root)
		found.inTree = true
	} else if _, err := os.Lstat(path.Join(dir, config.Name)); !errors.Is(err, fs.ErrNotExist) {
		found = c.at(dir)
	} else if parent := path.Dir(dir); parent != dir {
		found = c.of(parent)
	}
	c.byDir[dir] = found
	return found
}

// enter takes note of a directory that is walked, so that nothing has to be
// looked for in it again.
func (c *configs) enter(shown, real string, has func(name string) bool) {
	c.real[shown] = real
	if _, known := c.byDir[real]; known || c.none || c.given != nil {
		return
	}
	found := c.of(path.Dir(real))
	switch isRoot := has(".git"); {
	case isRoot && !has(config.Name):
		found = configured{inTree: true}
	case isRoot, !found.inTree && has(config.Name):
		found = c.at(real)
		found.inTree = isRoot
	}
	c.byDir[real] = found
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
	case errors.Is(err, fs.ErrNotExist) && !isLink(file):
		return configured{}
	case err != nil:
		return configured{err: configError{fmt.Errorf("configuration %s: %w", shown, err)}}
	}
	parsed, err := config.Parse(shown, dir, text.Data)
	if err != nil {
		return configured{err: configError{err}}
	}
	return configured{Config: parsed}
}

// isLink tells whether there is a link of that name, which may lead nowhere.
func isLink(file string) bool {
	_, err := os.Readlink(filepath.FromSlash(file))
	return err == nil
}

// excludes tells whether a configuration leaves out a file or directory, given
// as its real path with slashes.
func (c *configs) excludes(real string, isDir bool) bool {
	if dir := real[:strings.LastIndexByte(real, '/')]; dir != c.last.dir || dir == "" {
		c.last.dir, c.last.configured = dir, c.of(path.Dir(real))
	}
	return c.last.Config != nil && c.last.Excluded.Match(real, isDir)
}

// realDir returns the real path of the directory that a file lies in, by the
// path under which it is shown.
func (c *configs) realDir(shown string) string {
	if real, known := c.real[path.Dir(shown)]; known {
		return real
	}
	return c.naming.RealDir(shown)
}

// picks tells whether a file of a directory is worth reading. What speaks to
// apilint itself is not.
func picks(file string, head func() []byte) bool {
	base := path.Base(file)
	return base != config.Name && base != baselineName && find.Picks(file, head)
}
