package source

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// IsChartArchive tells by its name whether a file may be a packed chart.
func IsChartArchive(name string) bool {
	return strings.HasSuffix(name, ".tgz") || strings.HasSuffix(name, ".tar.gz")
}

// isSubchartArchive tells whether a file of a chart is a packed chart in it.
func isSubchartArchive(name string) bool {
	return IsChartArchive(name) && path.Base(path.Dir(name)) == "charts"
}

var (
	errNoChart   = errors.New("no Helm chart in this archive: no Chart.yaml in a directory of its own")
	errTooBig    = errors.New("it unpacks to more than 100 MiB, which Helm refuses")
	errTooMany   = fmt.Errorf("it holds more than %d files: unpack it, and check the directory", maxChartFiles)
	errTooNested = fmt.Errorf("it holds archives %d deep", maxChartDepth)
)

// unpack returns the files of a packed chart by their paths in the archive, the
// first part of which is the chart's name. Those of charts that are packed in it
// are among them, as if they had been unpacked where they lie. Their own paths
// lie below that of the archive.
func unpack(shown string) (map[string]*File, error) {
	packed, err := os.Open(filepath.FromSlash(shown))
	if err != nil {
		return nil, Reason(err)
	}
	defer packed.Close()
	u := &unpacker{files: map[string]*File{}, left: maxChartArchive}
	if err := u.archive(io.LimitReader(packed, MaxSize), shown, "", maxChartDepth); err != nil {
		return nil, fmt.Errorf("read the packed chart: %w", err)
	}
	for name := range u.files {
		if path.Base(name) == chartFile && strings.Count(name, "/") == 1 {
			return u.files, nil
		}
	}
	return nil, errNoChart
}

// unpacker collects the files of an archive, and of those in it.
type unpacker struct {
	files map[string]*File
	left  int64 // how many bytes may still be unpacked
}

// archive reads an archive whose files lie below a directory.
func (u *unpacker) archive(packed io.Reader, shown, below string, depth int) error {
	if depth == 0 {
		return errTooNested
	}
	unzipped, err := gzip.NewReader(packed)
	if err != nil {
		return err
	}
	archive := tar.NewReader(&budget{unzipped, &u.left})
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name := path.Clean(header.Name)
		if header.Typeflag != tar.TypeReg || !filepath.IsLocal(name) {
			continue
		}
		if err := u.file(archive, header.Size, shown+"/"+name, below+name, depth); err != nil {
			return fmt.Errorf("%q: %w", name, err)
		}
	}
}

// file reads a file of an archive.
func (u *unpacker) file(content io.Reader, size int64, shown, name string, depth int) error {
	switch {
	case len(u.files) == maxChartFiles:
		return errTooMany
	case size > maxChartFile:
		return errors.New("it is larger than 5 MiB, which Helm refuses")
	}
	data, err := io.ReadAll(content)
	if err != nil {
		return err
	}
	if isSubchartArchive(name) {
		return u.archive(bytes.NewReader(data), shown, path.Dir(name)+"/", depth-1)
	}
	u.files[name] = newFile(shown, data)
	return nil
}

// budget is a reader that stops when all that may be read has been.
type budget struct {
	io.Reader
	left *int64
}

func (b *budget) Read(p []byte) (int, error) {
	if *b.left == 0 {
		return 0, errTooBig
	}
	n, err := b.Reader.Read(p[:min(int64(len(p)), *b.left)])
	*b.left -= int64(n)
	return n, err
}
