package source

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Why a path that was named gives no file.
var (
	ErrNoFiles    = errors.New("no file to read in it, but for what git ignores or --exclude names")
	ErrNotRegular = errors.New("not a regular file: pipe its text into apilint -")
)

// neverEntered are the directories that hold other people's files.
var neverEntered = []string{".git", "node_modules", "vendor"}

// WalkOptions say which files walking leaves out.
type WalkOptions struct {
	Exclude      []string // patterns as in a .gitignore file of the working directory
	ForceExclude bool     // Exclude holds for named paths too
	NoGitignore  bool     // .gitignore files don't count
	// Picks tells whether walking reads a file: by its path, or by how it
	// begins, which head returns.
	Picks func(path string, head func() []byte) bool
	// Excludes tells by its real path, absolute and with slashes, of a file or
	// directory that is left out as if Exclude named it; nil says of none.
	Excludes func(real string, isDir bool) bool
	// Enters is told of each directory before what is in it is visited: by the
	// path under which it is shown, its real path, and what names it has in it.
	Enters func(shown, real string, has func(name string) bool)
}

// Walker finds the files to read. It yields each file once, however many of
// the paths it is given lead there.
type Walker struct {
	options WalkOptions
	exclude *Patterns
	workDir string
	seen    map[fingerprint]struct{} // of the files yielded
}

// fingerprint stands for a file's real path. Trees may hold millions of files,
// so the paths themselves are not kept. It is long enough that no two of them
// have the same.
type fingerprint [2]uint64

var fingerprintSeeds = [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}

// NewWalker returns a walker that starts at the working directory.
func NewWalker(options WalkOptions) (*Walker, error) {
	workDir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("find the working directory: %w", err)
	}
	exclude, err := ParsePatterns("", options.Exclude)
	if err != nil {
		return nil, fmt.Errorf("--exclude: %w", err)
	}
	return &Walker{options: options, exclude: exclude, workDir: workDir, seen: map[fingerprint]struct{}{}}, nil
}

// Files yields the file that a path names, or the files in the directory that
// it names, in lexical order: those that the options pick and that git doesn't
// ignore. Symbolic links to files are followed, links to
// directories only when named.
//
// What it yields are paths relative to the working directory where they lie in
// it, with slashes. A path that can't be read comes with the reason.
func (w *Walker) Files(named string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		shown := w.show(named)
		info, err := os.Stat(named)
		switch {
		case err != nil:
			yield(shown, Reason(err))
		case w.options.ForceExclude && (w.excludedBranch(shown, info.IsDir()) || w.excludedReal(shown, info.IsDir())):
		case info.IsDir():
			w.walkNamed(shown, yield)
		case !info.Mode().IsRegular():
			yield(shown, ErrNotRegular)
		case w.first(shown):
			yield(shown, nil)
		}
	}
}

// show writes a path relative to the working directory if it lies in it.
func (w *Walker) show(named string) string {
	if filepath.IsAbs(named) {
		if below, err := filepath.Rel(w.workDir, named); err == nil && filepath.IsLocal(below) {
			named = below
		}
	}
	return filepath.ToSlash(filepath.Clean(named))
}

func (w *Walker) walkNamed(shown string, yield func(string, error) bool) {
	resolved, err := RealPath(shown)
	if err != nil {
		yield(shown, Reason(err))
		return
	}
	walk := walk{Walker: w, yield: yield}
	dir := directory{shown: shown, real: resolved}
	if !w.options.NoGitignore {
		dir.ignores = ignoresAround(path.Dir(resolved))
	}
	if walk.enter(dir) && !walk.found {
		yield(shown, ErrNoFiles)
	}
}

// excluded tells whether --exclude names the path.
func (w *Walker) excluded(shown string, isDir bool) bool {
	return w.exclude.Match(shown, isDir)
}

// excludedBranch tells whether --exclude names the path or a directory that it
// lies in.
func (w *Walker) excludedBranch(shown string, isDir bool) bool {
	if w.excluded(shown, isDir) {
		return true
	}
	parent := path.Dir(shown)
	return parent != shown && w.excludedBranch(parent, true)
}

// excludedReal tells whether a named path, or a directory that it lies in, is
// left out by its real path.
func (w *Walker) excludedReal(shown string, isDir bool) bool {
	at, err := RealPath(shown)
	for w.options.Excludes != nil && err == nil {
		if w.options.Excludes(at, isDir) {
			return true
		}
		if path.Dir(at) == at {
			break
		}
		at, isDir = path.Dir(at), true
	}
	return false
}

// first tells whether the file is met for the first time. A file that can't be
// resolved counts as new: reading it will tell what is wrong.
func (w *Walker) first(shown string) bool {
	resolved, err := RealPath(shown)
	return err != nil || w.firstReal(resolved)
}

func (w *Walker) firstReal(resolved string) bool {
	key := fingerprint{maphash.String(fingerprintSeeds[0], resolved), maphash.String(fingerprintSeeds[1], resolved)}
	if _, seen := w.seen[key]; seen {
		return false
	}
	w.seen[key] = struct{}{}
	return true
}

// RealPath returns the absolute path of a file, free of symbolic links, with
// slashes.
func RealPath(shown string) (string, error) {
	absolute, err := filepath.Abs(shown)
	if err != nil {
		return "", err
	}
	resolved, err := filepath.EvalSymlinks(absolute)
	return filepath.ToSlash(resolved), err
}

// walk is the visit of one named directory.
type walk struct {
	*Walker
	yield func(string, error) bool
	found bool // something was found, be it unreadable or already seen
}

// directory is a directory being visited: its path as shown, free of symbolic
// links, and the patterns that hold in it.
type directory struct {
	shown, real string
	ignores     *ignores
}

func (d *directory) child(name string) directory {
	return directory{pathIn(d.shown, name), pathIn(d.real, name), d.ignores}
}

// pathIn is path.Join of a clean path and a name.
func pathIn(dir, name string) string {
	if dir == "." {
		return name
	}
	return strings.TrimSuffix(dir, "/") + "/" + name
}

// enter visits what is in a directory. It is false when the caller of the
// iteration has had enough.
func (w *walk) enter(dir directory) bool {
	entries, err := os.ReadDir(filepath.FromSlash(dir.shown))
	if err != nil && !w.give(dir.shown, Reason(err)) {
		return false
	}
	if !w.options.NoGitignore {
		dir.ignores = ignoresBelow(dir.real, entries, dir.ignores)
	}
	if w.options.Enters != nil {
		w.options.Enters(dir.shown, dir.real, func(name string) bool { return holds(entries, name) })
	}
	for _, entry := range entries {
		if !w.visit(dir.child(entry.Name()), entry) {
			return false
		}
	}
	return true
}

func (w *walk) visit(at directory, entry fs.DirEntry) bool {
	switch {
	case entry.IsDir():
		if slices.Contains(neverEntered, entry.Name()) || w.leftOut(at, true) {
			return true
		}
		return w.enter(at)
	case w.leftOut(at, false) || !w.options.Picks(at.shown, func() []byte { return head(at.shown) }):
		return true
	case entry.Type().IsRegular():
		return w.file(at)
	case entry.Type()&fs.ModeSymlink != 0:
		return w.link(at)
	default:
		return w.give(at.shown, ErrNotRegular)
	}
}

// link visits a symbolic link that is named like a file to be read.
func (w *walk) link(at directory) bool {
	info, err := os.Stat(filepath.FromSlash(at.shown))
	switch {
	case err != nil:
		return w.give(at.shown, Reason(err))
	case info.IsDir():
		return true
	case !info.Mode().IsRegular():
		return w.give(at.shown, ErrNotRegular)
	}
	if at.real, err = RealPath(at.shown); err != nil {
		return w.give(at.shown, Reason(err))
	}
	return w.file(at)
}

func (w *walk) file(at directory) bool {
	w.found = true
	return !w.firstReal(at.real) || w.yield(at.shown, nil)
}

func (w *walk) give(shown string, err error) bool {
	w.found = true
	return w.yield(shown, err)
}

func (w *walk) leftOut(at directory, isDir bool) bool {
	return at.ignores.ignored(at.real, isDir) || w.excluded(at.shown, isDir) ||
		w.options.Excludes != nil && w.options.Excludes(at.real, isDir)
}

// headSize is how many bytes of a file tell what it is.
const headSize = 512

// head returns the first bytes of a file, none if it can't be read: whether it
// is to be read isn't known yet.
func head(shown string) []byte {
	info, err := os.Stat(filepath.FromSlash(shown))
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	in, err := open(filepath.FromSlash(shown))
	if err != nil {
		return nil
	}
	defer in.close()
	buffer := make([]byte, headSize)
	n, _ := io.ReadFull(in, buffer)
	return buffer[:n]
}

// Reason takes the operation and the path off an error of the file system, for
// a message that names the path itself.
func Reason(err error) error {
	var failed *fs.PathError
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}
