package source

import (
	"path"
	"strings"
	"sync"
)

// Chart is a Helm chart, as far as its templates need what is beside them. Its
// files are read when they are asked for. Any number of goroutines may ask.
type Chart struct {
	// Around is the chart that has this one in its charts directory, nil for one
	// that stands alone.
	Around *Chart
	prefix string // of the chart's files among those of the outermost, "" or "charts/name/"
	files  chartFiles
	ignore *ignores // .helmignore
	once   sync.Once
	memo   any
}

// chartFiles are the files of a chart and of the charts in it.
type chartFiles interface {
	// templates returns the paths of the files in directories for templates, with
	// slashes.
	templates() []string
	// read returns a file, nil if it can't be read.
	read(name string) *File
	// known returns a file that needn't be read any more, nil for others.
	known(name string) *File
}

// Memo returns what is made of the chart, which is made when it is asked first.
func (c *Chart) Memo(make func() any) any {
	c.once.Do(func() { c.memo = make() })
	return c.memo
}

// Outermost is the chart around all.
func (c *Chart) Outermost() *Chart {
	for c.Around != nil {
		c = c.Around
	}
	return c
}

// Name is the name of a chart in another, "" for the outermost.
func (c *Chart) Name() string {
	if c.prefix == "" {
		return ""
	}
	return path.Base(c.prefix)
}

// InOutermost returns the path in the outermost chart of a file of this one.
func (c *Chart) InOutermost(name string) string { return c.prefix + name }

// Read returns a file of the chart by its path in it, nil if there is none.
func (c *Chart) Read(name string) *File { return c.files.read(c.prefix + name) }

// Templates returns the paths of the chart's templates, those of the charts in
// it included: all share their named templates.
func (c *Chart) Templates() []string {
	var templates []string
	for _, name := range c.files.templates() {
		if name, below := strings.CutPrefix(name, c.prefix); below && !c.Ignores(name) {
			templates = append(templates, name)
		}
	}
	return templates
}

// Beside returns the paths of the templates of a chart in a directory that is
// given by its path from this one, as ../common. There are none beside a packed
// chart.
func (c *Chart) Beside(dir string) []string {
	files, is := c.files.(*chartDir)
	if !is || path.IsAbs(dir) || !isFile(path.Join(files.dir, c.prefix, dir, chartFile)) {
		return nil
	}
	beside := &chartDir{dir: path.Join(files.dir, c.prefix, dir)}
	var templates []string
	for _, name := range beside.templates() {
		templates = append(templates, path.Join(dir, name))
	}
	return templates
}

// hiddenTemplate begins the paths of templates that Helm never sees, see
// AddDefaults in its pkg/ignore/rules.go.
const hiddenTemplate = "templates/."

// Ignores tells whether Helm keeps a file out of the chart: .helmignore says so,
// or it is hidden.
func (c *Chart) Ignores(name string) bool {
	if strings.HasPrefix(name, hiddenTemplate) {
		return true
	}
	if c.ignore == nil {
		return false
	}
	isDir := false
	for ; name != "." && name != "/"; name = path.Dir(name) {
		if c.ignore.ignored(name, isDir) {
			return true
		}
		isDir = true
	}
	return false
}

// Charts finds the charts that files belong to, and keeps the last of them, with
// what was made of them.
type Charts struct {
	mutex  sync.Mutex
	byDir  map[string]*Chart // nil for directories that hold none
	opened int               // of those in byDir
}

// keptCharts is how many charts are kept, those in others counted, before all are
// forgotten: files come in the order of their paths, and what is made of a chart
// for its templates may take megabytes.
const keptCharts = 16

// Of returns the chart that a file belongs to as a template, a CRD or the
// chart's description, and the file's path in the chart; nil for other files.
func (cs *Charts) Of(name string) (*Chart, string) {
	switch {
	case path.Base(name) == chartFile:
		return cs.in(path.Dir(name)), chartFile
	case !strings.Contains(name, "templates/") && !strings.Contains(name, "crds/"):
		return nil, "" // nearly all files
	}
	for at := len(name); at > 0; {
		at = max(strings.LastIndex(name[:at], "/templates/"), strings.LastIndex(name[:at], "/crds/"))
		dir, below := ".", name
		if at >= 0 {
			dir, below = name[:at], name[at+1:]
		} else if !strings.HasPrefix(name, "templates/") && !strings.HasPrefix(name, "crds/") {
			break
		}
		if chart := cs.in(dir); chart != nil {
			return chart, below
		}
	}
	return nil, ""
}

// Open reads a file as a reader does, and finds the chart that it belongs to. What
// was read for the chart already, or will be, isn't read twice.
func (cs *Charts) Open(reader *Reader, name string) (*File, error) {
	chart, inChart := cs.Of(name)
	if chart != nil {
		file := chart.files.known(chart.prefix + inChart)
		if file == nil && (inChart == chartFile || strings.HasPrefix(path.Base(inChart), "_")) {
			file = chart.Read(inChart)
		}
		if file != nil {
			file.Path, file.Chart, file.InChart = name, chart, inChart
			return file, nil
		}
	}
	file, err := reader.Open(name)
	if err == nil {
		file.Chart, file.InChart = chart, inChart
	}
	return file, err
}

// chartFile is the file that makes a directory a chart.
const chartFile = "Chart.yaml"

func (cs *Charts) in(dir string) *Chart {
	cs.mutex.Lock()
	defer cs.mutex.Unlock()
	if cs.opened >= keptCharts && cs.byDir[dir] == nil {
		clear(cs.byDir)
		cs.opened = 0
	}
	return cs.find(dir)
}

func (cs *Charts) find(dir string) *Chart {
	chart, known := cs.byDir[dir]
	if known {
		return chart
	}
	if isFile(path.Join(dir, chartFile)) {
		chart = cs.open(dir)
	}
	if cs.byDir == nil {
		cs.byDir = map[string]*Chart{}
	}
	cs.byDir[dir] = chart
	return chart
}

func (cs *Charts) open(dir string) *Chart {
	chart := &Chart{}
	cs.opened++
	if above := path.Dir(dir); path.Base(above) == "charts" {
		chart.Around = cs.find(path.Dir(above))
	}
	if chart.Around != nil {
		chart.prefix = chart.Around.prefix + "charts/" + path.Base(dir) + "/"
		chart.files = chart.Around.files
	} else {
		chart.files = &chartDir{dir: dir}
	}
	chart.ignore = helmIgnores(chart.Read(".helmignore"))
	return chart
}

// helmIgnores reads a .helmignore file, whose patterns are nearly those of git:
// Helm cuts the blanks off both ends of a line, and refuses one with two stars,
// which is to hide nothing from us.
func helmIgnores(file *File) *ignores {
	if file == nil {
		return nil
	}
	var lines []string
	for line := range strings.Lines(string(file.Data)) {
		if line = strings.TrimSpace(line); !strings.Contains(line, "**") {
			lines = append(lines, line)
		}
	}
	return &ignores{patterns: parseIgnores(strings.Join(lines, "\n"))}
}
