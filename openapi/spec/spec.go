// Package spec reads what a cluster serves from documents that tell it: OpenAPI
// v2 and v3, discovery, and CustomResourceDefinitions, in JSON or YAML, perhaps
// compressed by gzip.
package spec

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/find"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// Loader reads documents, one after the other.
type Loader struct {
	// Schemas keeps what is needed to compare fields: the documents themselves,
	// and the schemas of CustomResourceDefinitions.
	Schemas bool

	finder find.Finder
}

// Spec is what was read from one path.
type Spec struct {
	openapi.Cluster
	Documents []Document // OpenAPI documents, where schemas are kept
}

// Document is an OpenAPI document.
type Document struct {
	Name string // of the file
	Form string // "OpenAPI v2" or "OpenAPI v3"
	Data []byte // JSON
}

// Load reads the documents of a file, or of the files of a directory that end in
// .json, .yaml, .yml, or one of these and .gz. Errors name the file and, where
// there is one, the place in it. References to other files or addresses are
// never followed.
func (l *Loader) Load(path string) (*Spec, error) {
	s := &Spec{Cluster: openapi.Cluster{Name: filepath.ToSlash(filepath.Clean(path))}}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, source.Reason(err))
	case info.IsDir():
		err = l.loadDir(s, path)
	default:
		err = l.loadFile(s, path)
	}
	return s, orNothing(err, s)
}

// Read reads the documents of a stream of the given name.
func (l *Loader) Read(name string, in io.Reader) (*Spec, error) {
	s := &Spec{Cluster: openapi.Cluster{Name: name}}
	file, err := new(source.Reader).Read(name, in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return s, orNothing(l.read(s, file), s)
}

// orNothing returns the error of reading, or one that says that nothing was
// found.
func orNothing(err error, s *Spec) error {
	if err == nil && len(s.Resources) == 0 && len(s.Definitions) == 0 {
		err = fmt.Errorf("%s: %w", s.Name, errNothing)
	}
	return err
}

var (
	errNothing = errors.New("it says of no kind that it is served: this takes an OpenAPI document of an API server " +
		"(kubectl get --raw /openapi/v2), a directory of them, discovery documents or CustomResourceDefinitions")
	errMarkup = errors.New("it is HTML or XML, not an OpenAPI document: did the request get a login page or an error?")
	errIndex  = errors.New("it is the index of /openapi/v3, which only names the documents: " +
		"fetch those into a directory and name that, or take /openapi/v2")
	errOld = errors.New("no operation in it tells its group, version and kind (x-kubernetes-group-version-kind): " +
		"an OpenAPI document of Kubernetes 1.7 or older, or of another program")
	errTemplate  = errors.New("it is a template: render it first, as in helm template CHART")
	errTruncated = errors.New("it holds too much to be read: split it")
)

func (l *Loader) loadDir(s *Spec, dir string) error {
	var failed []error
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() || !isDocument(path) {
			return nil
		}
		err = l.loadFile(s, path)
		if err != nil && !errors.Is(err, errNothing) && !errors.Is(err, errIndex) && !errors.Is(err, errOld) && !errors.Is(err, errTemplate) {
			failed = append(failed, err)
		}
		return nil
	})
	if err != nil {
		return source.Reason(err)
	}
	return errors.Join(failed...)
}

// isDocument tells by its name whether a file of a directory may hold a
// document.
func isDocument(path string) bool {
	switch filepath.Ext(strings.TrimSuffix(path, ".gz")) {
	case ".json", ".yaml", ".yml":
		return true
	}
	return false
}

func (l *Loader) loadFile(s *Spec, path string) error {
	file, err := new(source.Reader).Open(path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return l.read(s, file)
}

// read adds what a file tells.
func (l *Loader) read(s *Spec, file *source.File) error {
	file, err := unzip(file)
	if err != nil {
		return fmt.Errorf("%s: %w", file.Path, err)
	}
	if bytes.HasPrefix(bytes.TrimLeft(file.Data, "\ufeff \t\r\n"), []byte("<")) {
		return fmt.Errorf("%s:1: %w", file.Path, errMarkup)
	}
	l.finder.Schemas = l.Schemas
	found := l.finder.Find(file)
	if found.Truncated {
		return fmt.Errorf("%s: %w", file.Path, errTruncated)
	}
	return l.collect(s, file, found)
}

// unzip returns what a compressed file holds, or a file that isn't as it is.
func unzip(file *source.File) (*source.File, error) {
	if !bytes.HasPrefix(file.Data, []byte{0x1f, 0x8b}) {
		return file, nil
	}
	in, err := gzip.NewReader(bytes.NewReader(file.Data))
	if err != nil {
		return file, fmt.Errorf("decompress: %w", err)
	}
	inner, err := new(source.Reader).Read(strings.TrimSuffix(file.Path, ".gz"), in)
	if err != nil {
		return file, fmt.Errorf("decompress: %w", err)
	}
	return inner, nil
}

const maxFailures = 20

func (l *Loader) collect(s *Spec, file *source.File, found *find.Result) error {
	var failed []error
	form, resources, definitions := "", len(s.Resources), len(s.Definitions)
	for _, ref := range found.References {
		switch subject := ref.Subject.(type) {
		case *reference.Broken:
			if len(failed) < maxFailures {
				failed = append(failed, fmt.Errorf("%s: %s", at(file, ref.Span), subject.Reason))
			}
		case *reference.Spec:
			form = subject.Form
			s.Ordered = s.Ordered || subject.Ordered
			if release, err := apiversion.ParseRelease(subject.Release); err == nil {
				s.Release = release
			}
			if err := l.keep(s, file, form); err != nil {
				failed = append(failed, err)
			}
		case *reference.SpecPath:
			s.AddPath(subject)
		case *reference.CustomResourceDefinition:
			s.Definitions = append(s.Definitions, openapi.DefinitionOf(file, ref.Span, subject))
		}
	}
	switch {
	case len(failed) > 0:
		return errors.Join(failed...)
	case len(s.Resources) > resources || len(s.Definitions) > definitions:
		return nil
	case len(found.Unread) > 0:
		return fmt.Errorf("%s: %w", file.Path, errTemplate)
	case form == "" && bytes.Contains(file.Data, []byte(`"serverRelativeURL"`)):
		return fmt.Errorf("%s: %w", file.Path, errIndex)
	case strings.HasPrefix(form, "OpenAPI"):
		return fmt.Errorf("%s: %w", file.Path, errOld)
	}
	return fmt.Errorf("%s: %w", file.Path, errNothing)
}

// at writes a place as file:line:column.
func at(file *source.File, span source.Span) string {
	p := file.Position(span.Start)
	return fmt.Sprintf("%s:%d:%d", file.Path, p.Line, p.Column)
}
