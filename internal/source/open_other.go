//go:build !unix

package source

import "os"

// openFile is a file open for reading.
type openFile struct{ *os.File }

func open(path string) (openFile, error) {
	file, err := os.Open(path)
	return openFile{file}, err
}

// size returns the size of the file in bytes, and whether it is a directory.
func (f openFile) size() (size int64, isDir bool, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, false, err
	}
	return info.Size(), info.IsDir(), nil
}

func (f openFile) close() { _ = f.Close() }
