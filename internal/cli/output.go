package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/source"
)

// output is one report that was asked for, FORMAT or FORMAT=FILE.
type output struct {
	format report.Format
	file   string // "" is standard output
}

// parseOutputs reads the values of --output; without any, that of the
// environment variable APILINT_OUTPUT; without that, text.
func parseOutputs(values []string) ([]output, error) {
	if len(values) == 0 {
		values = []string{"text"}
		if fallback := os.Getenv("APILINT_OUTPUT"); fallback != "" {
			values[0] = fallback
		}
	}
	var outputs []output
	taken := map[string]bool{}
	for _, value := range values {
		name, file, toFile := strings.Cut(value, "=")
		format, err := formatNamed(name)
		switch {
		case err != nil:
			return nil, err
		case toFile && file == "":
			return nil, fmt.Errorf("--output %s names no file after the =", value)
		case taken[file] && !toFile:
			return nil, fmt.Errorf("--output %s: another report goes to standard output already; write this one to a file, as in %s=FILE", value, name)
		case taken[file]:
			return nil, fmt.Errorf("--output %s: another report goes to that file already", value)
		}
		taken[file] = true
		outputs = append(outputs, output{format, file})
	}
	return outputs, nil
}

func formatNamed(name string) (report.Format, error) {
	var names []string
	for _, format := range report.Formats {
		if format.Name == name {
			return format, nil
		}
		names = append(names, format.Name)
	}
	return report.Format{}, fmt.Errorf("%q is not an output format (there are %s)%s",
		name, formatNames(), didYouMean("", name, names))
}

// formatNames lists the output formats.
func formatNames() string {
	var names []string
	for _, format := range report.Formats {
		names = append(names, format.Name)
	}
	return strings.Join(names, ", ")
}

// sink is a report being written.
type sink struct {
	report.Reporter
	name  string // for errors
	out   *bufio.Writer
	close func() error // puts the finished report in its place
	err   error        // the first thing that went wrong
}

// openSink begins a report. Where that fails, the error is kept for later, so
// that the other reports are still written.
func openSink(o output, run report.Run, stdout io.Writer) *sink {
	s := &sink{name: o.file, close: func() error { return nil }}
	writer := stdout
	if o.file == "" {
		s.name = "standard output"
	} else if file, err := createReport(o.file); err != nil {
		writer, s.err = io.Discard, err
	} else {
		writer, s.close = file, file.commit
	}
	s.out = bufio.NewWriterSize(writer, 1<<15)
	s.Reporter = o.format.New(s.out, &run)
	return s
}

func (s *sink) file(name string, failure error) {
	if s.err == nil {
		s.err = s.File(name, failure)
	}
}

func (s *sink) add(d *diagnostic.Diagnostic) {
	if s.err == nil {
		s.err = s.Diagnostic(d)
	}
}

// finish ends the report and returns the first thing that went wrong with it.
func (s *sink) finish(summary diagnostic.Summary) error {
	if s.err == nil {
		s.err = s.Finish(summary)
	}
	if s.err == nil {
		s.err = s.out.Flush()
	}
	if err := s.close(); s.err == nil {
		s.err = err
	}
	if s.err != nil {
		return fmt.Errorf("report %s: %w", s.name, source.Reason(s.err))
	}
	return nil
}

// reportFile is a file that appears under its name once it is complete.
type reportFile struct {
	*os.File
	name string // "" for what is written in place
	bad  bool   // a write failed
}

// createReport creates the file of a report. What is not a regular file, such
// as a device, is written in place; a link is followed, and a mode kept.
func createReport(name string) (*reportFile, error) {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	old, err := os.Stat(name)
	if err == nil && old.IsDir() {
		return nil, errors.New("is a directory")
	} else if err == nil && !old.Mode().IsRegular() {
		file, err := os.OpenFile(name, os.O_WRONLY, 0)
		return &reportFile{File: file}, err
	}
	part := fmt.Sprintf("%s.%08x.part", name, rand.Uint32())
	file, failure := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	made := &reportFile{File: file, name: name}
	if failure == nil && err == nil {
		if failure = file.Chmod(old.Mode().Perm()); failure != nil {
			made.bad = true
			failure = errors.Join(failure, made.commit())
		}
	}
	return made, failure
}

func (f *reportFile) Write(data []byte) (int, error) {
	n, err := f.File.Write(data)
	f.bad = f.bad || err != nil
	return n, err
}

// commit closes the file and gives it its name, or removes it when it could
// not be written whole.
func (f *reportFile) commit() error {
	err := f.Close()
	switch {
	case f.name == "":
		return err
	case err == nil && !f.bad:
		return os.Rename(f.File.Name(), f.name)
	}
	os.Remove(f.File.Name())
	return err
}
