package source

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// ignoresAround returns the patterns that hold in a directory, given as an
// absolute path with slashes: those of the git repository it lies in, from
// .git/info/exclude and the .gitignore files of the directories around it. It
// returns nil outside of a repository.
func ignoresAround(dir string) *ignores {
	if isRepository(dir) {
		return ignoresOf(dir, excludesOf(dir))
	}
	parent := path.Dir(dir)
	if parent == dir {
		return nil
	}
	outer := ignoresAround(parent)
	if outer == nil {
		return nil
	}
	return ignoresOf(dir, outer)
}

// ignoresBelow returns the patterns that hold in a directory, whose entries are
// given, when outer holds around it. A repository inside another is governed by
// its own files alone.
func ignoresBelow(dir string, entries []fs.DirEntry, outer *ignores) *ignores {
	if holds(entries, ".git") {
		return ignoresOf(dir, excludesOf(dir))
	}
	if outer == nil || !holds(entries, ".gitignore") {
		return outer
	}
	return ignoresOf(dir, outer)
}

// holds tells whether a directory's sorted entries have the name.
func holds(entries []fs.DirEntry, name string) bool {
	_, found := slices.BinarySearchFunc(entries, name, func(entry fs.DirEntry, name string) int {
		return strings.Compare(entry.Name(), name)
	})
	return found
}

// ignoresOf adds the .gitignore file of a directory to those around it.
func ignoresOf(dir string, outer *ignores) *ignores {
	text, err := readSmall(path.Join(dir, ".gitignore"))
	if err != nil {
		return outer
	}
	return &ignores{outer: outer, dir: dir, patterns: parseIgnores(string(text))}
}

// excludesOf returns the patterns of the repository's own info/exclude file.
// It is never nil, which would mean that there is no repository.
func excludesOf(dir string) *ignores {
	text, _ := readSmall(filepath.Join(gitDir(dir), "info", "exclude"))
	return &ignores{dir: dir, patterns: parseIgnores(string(text))}
}

func isRepository(dir string) bool {
	_, err := os.Lstat(path.Join(dir, ".git"))
	return err == nil
}

// gitDir finds the directory in which git keeps what all work trees of a
// repository share. In an added work tree and in a submodule .git is a file
// that names it, see gitrepository-layout(5).
func gitDir(dir string) string {
	git := filepath.Join(dir, ".git")
	text, err := readSmall(git)
	if err != nil {
		return git
	}
	git = resolve(dir, strings.TrimPrefix(string(text), "gitdir:"))
	if common, err := readSmall(filepath.Join(git, "commondir")); err == nil {
		return resolve(git, string(common))
	}
	return git
}

func resolve(dir, name string) string {
	name = strings.TrimSpace(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// maxIgnores is how large a file with patterns may be, in bytes.
const maxIgnores = 1 << 20

// readSmall reads a file that git would read too: a regular file, not a link,
// of a decent size.
func readSmall(name string) ([]byte, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxIgnores {
		return nil, fs.ErrInvalid
	}
	return os.ReadFile(name)
}

// Naming names files as the repository does that they are reported to.
// Not for use by several goroutines at once.
type Naming struct {
	working string // the working directory, absolute, links resolved
	home    string // the root of the repository it lies in, "" if it lies in none
	real    map[string]string
	roots   map[string]string
}

// NewNaming makes the naming for a run in the working directory.
func NewNaming(working string) *Naming {
	n := &Naming{real: map[string]string{}, roots: map[string]string{}}
	n.working = n.Resolved(filepath.ToSlash(working))
	n.home = n.RootOf(n.working)
	return n
}

// RealDir returns the real path of the directory that a file lies in, which is
// given relative to the working directory or absolutely, with slashes. A link
// lies where it lies, not where it leads.
func (n *Naming) RealDir(file string) string {
	dir := path.Dir(file)
	if !path.IsAbs(dir) && !filepath.IsAbs(dir) {
		dir = path.Join(n.working, dir)
	}
	return n.Resolved(dir)
}

// Shown names a file, given absolutely with slashes, relative to the working
// directory if both lie in one repository or it lies below it.
func (n *Naming) Shown(file string) string {
	if rest, ok := below(file, n.working); ok {
		return rest
	}
	if _, ok := below(file, n.home); ok {
		if rest, err := filepath.Rel(n.working, file); err == nil {
			return filepath.ToSlash(rest)
		}
	}
	return file
}

// InRepository names a file, given relative to the working directory or
// absolutely, with slashes: relative to the root of the repository that the
// working directory lies in, or else of the one that the file lies in. Links
// are resolved, since repositories know no files behind them. A file in no
// repository is named relative to the working directory if it lies below it,
// and absolutely otherwise.
func (n *Naming) InRepository(file string) string {
	if strings.HasPrefix(file, "<") { // standard input
		return file
	}
	name := file
	if !path.IsAbs(name) && !filepath.IsAbs(name) {
		name = path.Join(n.working, name)
	}
	dir := n.Resolved(path.Dir(name))
	name = path.Join(dir, path.Base(name))
	if target, err := filepath.EvalSymlinks(name); err == nil && filepath.ToSlash(target) != name {
		name = filepath.ToSlash(target)
		dir = path.Dir(name)
	}
	for _, root := range []string{n.home, n.RootOf(dir), n.working} {
		if rest, ok := below(name, root); ok {
			return rest
		}
	}
	return name
}

// Resolved returns a directory's path without symbolic links, as it is where it
// can't be resolved.
func (n *Naming) Resolved(dir string) string {
	if known, ok := n.real[dir]; ok {
		return known
	}
	real := dir
	if target, err := filepath.EvalSymlinks(dir); err == nil {
		real = filepath.ToSlash(target)
	}
	n.real[dir] = real
	return real
}

// RootOf returns the root of the repository that a directory lies in, "" if it
// lies in none.
func (n *Naming) RootOf(dir string) string {
	root, known := n.roots[dir]
	if known {
		return root
	}
	if isRepository(dir) {
		root = dir
	} else if parent := path.Dir(dir); parent != dir {
		root = n.RootOf(parent)
	}
	n.roots[dir] = root
	return root
}

// below returns the path of a file relative to a directory it lies below.
func below(name, dir string) (string, bool) {
	if dir == "" {
		return "", false
	}
	return strings.CutPrefix(name, strings.TrimSuffix(dir, "/")+"/")
}
