package source

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// What is read of a chart at most. Helm itself refuses archives that unpack to
// more than 100 MiB, and files in them of more than 5 MiB.
const (
	maxChartFiles   = 10_000
	maxChartFile    = 5 << 20
	maxChartArchive = 100 << 20
	maxChartDepth   = 20 // directories and charts in each other
)

// chartDir is the files of a chart in a directory, with those of the archives
// in its charts directories.
type chartDir struct {
	dir   string
	once  sync.Once
	names []string
	mutex sync.Mutex
	kept  map[string]*File // those in archives, and those that were read first
	size  atomic.Int64     // of all that were read, in bytes
}

// maxKept is how many bytes are kept of what was read of a chart.
const maxKept = 2 << 20

func (d *chartDir) templates() []string {
	d.once.Do(func() {
		d.list("", maxChartDepth)
	})
	return d.names
}

// list lists the templates of the chart in a directory and of those below it.
func (d *chartDir) list(prefix string, depth int) {
	if depth == 0 {
		return
	}
	d.walk(prefix + "templates")
	entries, _ := os.ReadDir(filepath.FromSlash(path.Join(d.dir, prefix, "charts")))
	for _, entry := range entries {
		switch name := prefix + "charts/" + entry.Name(); {
		case entry.IsDir():
			d.list(name+"/", depth-1)
		case IsChartArchive(name):
			d.unpack(prefix, name)
		}
	}
}

// walk lists the files below a directory.
func (d *chartDir) walk(below string) {
	entries, _ := os.ReadDir(filepath.FromSlash(path.Join(d.dir, below)))
	for _, entry := range entries {
		name := below + "/" + entry.Name()
		switch {
		case len(d.names) > maxChartFiles:
			return
		case entry.IsDir():
			d.walk(name)
		case entry.Type().IsRegular():
			d.names = append(d.names, name)
		}
	}
}

// unpack adds the templates in an archive. An archive that can't be read has
// none: whoever reads it as an input is told.
func (d *chartDir) unpack(prefix, name string) {
	files, _ := unpack(path.Join(d.dir, name))
	for below, file := range files {
		below = prefix + "charts/" + below
		d.keep(below, file)
		if strings.Contains(below, "/templates/") {
			d.names = append(d.names, below)
		}
	}
	slices.Sort(d.names)
}

func (d *chartDir) read(name string) *File {
	if file := d.known(name); file != nil {
		return file
	}
	shown := path.Join(d.dir, name)
	info, err := os.Stat(filepath.FromSlash(shown))
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxChartFile {
		return nil
	}
	in, err := open(filepath.FromSlash(shown))
	if err != nil {
		return nil
	}
	defer in.close()
	data, err := fill(make([]byte, info.Size()), in)
	if err != nil {
		return nil
	}
	file := newFile(shown, data)
	if d.size.Add(int64(len(data))) <= maxKept {
		d.keep(name, file)
	}
	return file.again()
}

// known returns a file of an archive, or one that was read before, nil if there is
// none.
func (d *chartDir) known(name string) *File {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.kept[name].again()
}

func (d *chartDir) keep(name string, file *File) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.kept == nil {
		d.kept = map[string]*File{}
	}
	d.kept[name] = file
}

// again returns a file with the same bytes that belongs to nobody yet, nil for
// none.
func (f *File) again() *File {
	if f == nil {
		return nil
	}
	return &File{Path: f.Path, Data: f.Data, Converted: f.Converted}
}

func isFile(shown string) bool {
	info, err := os.Stat(filepath.FromSlash(shown))
	return err == nil && info.Mode().IsRegular()
}

// chartArchive is the files of a packed chart.
type chartArchive struct {
	dir   string // the first part of their paths
	files map[string]*File
}

func (a *chartArchive) templates() []string {
	var names []string
	for name := range a.files {
		if below, is := strings.CutPrefix(name, a.dir); is && strings.Contains("/"+below, "/templates/") {
			names = append(names, below)
		}
	}
	slices.Sort(names)
	return names
}

func (a *chartArchive) read(name string) *File { return a.files[a.dir+name].again() }

func (a *chartArchive) known(name string) *File { return a.read(name) }

// Packed returns the files of a packed chart that are to be read, in lexical
// order, each with the chart that it belongs to: templates, CRDs and
// descriptions of charts.
func Packed(shown string) ([]*File, error) {
	files, err := unpack(shown)
	if err != nil {
		return nil, err
	}
	charts := map[string]*Chart{}
	var packed []*File
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if dir, below := chartIn(files, name); below != "" {
			file := files[name]
			file.Chart, file.InChart = packedChart(charts, files, dir), below
			packed = append(packed, file)
		}
	}
	return packed, nil
}

// notesFile is for people: Helm shows what it gives.
const notesFile = "NOTES.txt"

// chartIn returns the directory of the chart that a file belongs to, with a
// slash behind it, and the file's path in it, if it is one to be read.
func chartIn(files map[string]*File, name string) (dir, below string) {
	if path.Base(name) == chartFile {
		return path.Dir(name) + "/", chartFile
	}
	if path.Base(name) == notesFile {
		return "", ""
	}
	for _, part := range []string{"/templates/", "/crds/"} {
		if at := strings.LastIndex(name, part); at >= 0 && files[name[:at]+"/"+chartFile] != nil {
			return name[:at+1], name[at+1:]
		}
	}
	return "", ""
}

func packedChart(charts map[string]*Chart, files map[string]*File, dir string) *Chart {
	if chart := charts[dir]; chart != nil {
		return chart
	}
	top, prefix, _ := strings.Cut(dir, "/")
	chart := &Chart{prefix: prefix, files: &chartArchive{top + "/", files}}
	chart.ignore = helmIgnores(chart.Read(".helmignore"))
	if i := strings.LastIndex(strings.TrimSuffix(dir, "/"), "/charts/"); i >= 0 && files[dir[:i+1]+chartFile] != nil {
		chart.Around = packedChart(charts, files, dir[:i+1])
	}
	charts[dir] = chart
	return chart
}
