//go:build unix

package source

import (
	"errors"
	"io"
	"io/fs"
	"syscall"
)

// openFile is a file open for reading, by its descriptor: os.File does several
// system calls more for each, which for thousands of small files takes longer
// than to read them.
type openFile int

func open(path string) (openFile, error) {
	for {
		fd, err := syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
		if !errors.Is(err, syscall.EINTR) {
			return openFile(fd), pathError("open", path, err)
		}
	}
}

// size returns the size of the file in bytes, and whether it is a directory.
func (f openFile) size() (size int64, isDir bool, err error) {
	var stat syscall.Stat_t
	err = syscall.Fstat(int(f), &stat)
	return stat.Size, stat.Mode&syscall.S_IFMT == syscall.S_IFDIR, pathError("stat", "", err)
}

// Read implements io.Reader.
func (f openFile) Read(p []byte) (int, error) {
	for {
		n, err := syscall.Read(int(f), p)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case err != nil:
			return 0, pathError("read", "", err)
		case n == 0 && len(p) > 0:
			return 0, io.EOF
		}
		return n, nil
	}
}

func (f openFile) close() { _ = syscall.Close(int(f)) }

func pathError(op, path string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: path, Err: err}
}
