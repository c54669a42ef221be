package cli

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/source"
)

// attribution says of findings in what Helm or kustomize rendered where in the
// templates they come from.
type attribution struct {
	files  map[string]string // by what renderers call them, "" for those that aren't there
	places map[lean]*lint.Place
	charts *source.Charts
	reader source.Reader
	// overlays are the directories that kustomize may have built, nil before they
	// were looked for.
	overlays []string
}

// lean recognises an API in a file.
type lean struct{ file, apiVersion, kind string }

// attribute puts findings in standard input in the place in the template that was
// rendered, if that can be found, and names the template in the note otherwise.
func (a *attribution) attribute(o *outcome) {
	for i := range o.result.Diagnostics {
		d := &o.result.Diagnostics[i]
		if d.Source == "" {
			continue
		}
		var at *lint.Place
		if o.isStdin {
			at = a.placeOf(d)
		}
		if at != nil {
			rendered := diagnostic.Related{Message: "in what was rendered", File: d.File, Start: d.Start, End: d.End}
			d.Related = append(d.Related, rendered)
			d.File, d.Span, d.Start, d.End, d.Snippet = at.File, at.Span, at.Start, at.End, at.Snippet
			d.Fix = nil // it is one of what was rendered
			continue
		}
		d.Note = strings.TrimPrefix(d.Note+"; rendered from "+d.Source, "; ")
	}
}

// placeOf finds the API that a finding is about in the file that it was rendered
// from, nil if it isn't there as it was rendered.
func (a *attribution) placeOf(d *diagnostic.Diagnostic) *lint.Place {
	if a.files == nil {
		a.files, a.places = map[string]string{}, map[lean]*lint.Place{}
	}
	file, known := a.files[d.Source]
	if !known {
		if file = fileOf(d.Source); file == "" {
			file = a.inOverlay(d.Source)
		}
		a.files[d.Source] = file
		if file != "" {
			a.learn(file)
		}
	}
	return a.places[lean{file, d.APIVersion, d.Kind}]
}

// learn notes where a file leans on which API, of several places the first.
func (a *attribution) learn(name string) {
	file, err := a.reader.Open(name)
	if err != nil {
		return
	}
	file.Chart, file.InChart = a.charts.Of(name)
	for _, at := range lint.Places(file) {
		key := lean{name, at.APIVersion, at.Kind}
		if a.places[key] == nil {
			a.places[key] = &at
		}
	}
}

// maxChartDirs is how many directories are looked through for a chart.
const maxChartDirs = 2_000

// fileOf finds the file that a renderer names: as it is, or, since Helm writes
// the name of a chart where its directory is, in the directory of that chart,
// which is looked for up to two levels below the working directory.
func fileOf(named string) string {
	if !filepath.IsLocal(named) {
		return ""
	}
	if isRegular(named) {
		return named
	}
	chart, below, _ := strings.Cut(named, "/")
	n := 0
	for _, pattern := range []string{".", chart, "*", "*/" + chart, "*/*"} {
		dirs, _ := filepath.Glob(pattern)
		slices.Sort(dirs)
		for _, dir := range dirs {
			if n++; n > maxChartDirs {
				return ""
			}
			if file := path.Join(filepath.ToSlash(dir), below); isRegular(file) && isChartNamed(dir, chart) {
				return file
			}
		}
	}
	return ""
}

// kustomizations are the names of files that make a directory one for kustomize.
var kustomizations = []string{"kustomization.yaml", "kustomization.yml", "Kustomization"}

// inOverlay finds the file that kustomize names by its path from the directory
// that was built, as ../../base/web.yaml. Which one that was nobody says: all that
// have such a file, up to three levels below the working directory, must have the
// same.
func (a *attribution) inOverlay(named string) string {
	if a.overlays == nil {
		a.overlays = overlays()
	}
	found := ""
	for _, dir := range a.overlays {
		file := path.Join(dir, named)
		if file == found || !filepath.IsLocal(file) || !isRegular(file) {
			continue
		}
		if found != "" {
			return ""
		}
		found = file
	}
	return found
}

func overlays() []string {
	dirs := []string{}
	for _, pattern := range []string{"*/", "*/*/", "*/*/*/"} {
		for _, name := range kustomizations {
			files, _ := filepath.Glob(pattern + name)
			for _, file := range files {
				dirs = append(dirs, path.Dir(filepath.ToSlash(file)))
			}
		}
	}
	return dirs[:min(len(dirs), maxChartDirs)]
}

func isRegular(file string) bool {
	info, err := os.Stat(filepath.FromSlash(file))
	return err == nil && info.Mode().IsRegular()
}

// isChartNamed tells whether a directory holds the chart of that name.
func isChartNamed(dir, name string) bool {
	text, err := os.ReadFile(filepath.Join(dir, "Chart.yaml"))
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(text)) {
		if said, is := strings.CutPrefix(line, "name:"); is {
			return strings.Trim(said, " \t\r\n\"'") == name
		}
	}
	return false
}
